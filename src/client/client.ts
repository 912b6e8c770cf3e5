import type { InferRequestType, InferResponseType } from "hono/client";
import type { Problem } from "../http/problem.ts";
import { bodyOf, type Client, createClient } from "./api.ts";
import { connectionLost, failureOf, FootnoteError } from "./failure.ts";
import { serverSentEvents } from "./server-sent-events.ts";

export { bodyOf, type Client, createClient, FootnoteError, type Problem };
export { followIngestion, type Ingestion, putDocument, type PutOptions, type PutReport } from "./ingestion.ts";

export type AskRequest = Omit<InferRequestType<Client["ask"]["$post"]>["json"], "stream">;
export type Answer = InferResponseType<Client["ask"]["$post"]>;
export type Citation = Answer["citations"][number];
export type Hit = InferResponseType<Client["search"]["$post"]>["hits"][number];

export type AskEvent =
  /** What the answer is made from, best first. */
  | { type: "passages"; passages: Hit[] }
  /** The next piece of the answer. */
  | { type: "answer-delta"; text: string }
  | { type: "citations"; citations: Citation[] }
  /** The last one. */
  | { type: "done"; answer: Answer };

/**
 * Asks, and yields what happens as it happens. Stopping the iteration, or `signal`, stops the work on the server.
 * @throws FootnoteError also in place of what is left, when something fails midway
 */
export async function* ask(client: Client, request: AskRequest, signal?: AbortSignal): AsyncGenerator<AskEvent> {
  try {
    const response = await client.ask.$post({ json: { ...request, stream: true } }, signal && { init: { signal } });
    if (!response.ok) throw await failureOf(response);
    for await (const { event, data } of serverSentEvents(response.body!)) {
      const told = toEvent(event, JSON.parse(data));
      if (told) yield told;
      if (told?.type === "done") return;
    }
  } catch (error) {
    throw error instanceof FootnoteError || signal?.aborted ? error : connectionLost(error);
  }
  throw connectionLost();
}

/** Undefined for events that a later version may add. */
function toEvent(event: string, data: unknown): AskEvent | undefined {
  switch (event) {
    case "passages":
      return { type: event, passages: data as Hit[] };
    case "answer-delta":
      return { type: event, text: (data as { text: string }).text };
    case "citations":
      return { type: event, citations: data as Citation[] };
    case "done":
      return { type: event, answer: data as Answer };
    case "error":
      throw new FootnoteError(data as Problem);
    default:
      return undefined;
  }
}
