import { type ClientRequestOptions, type ClientResponse, hc, type InferRequestType, type InferResponseType } from "hono/client";
import type { AppType } from "../http/app.ts";
import type { Problem } from "../http/problem.ts";
import { connectionLost, failureOf, FootnoteError } from "./failure.ts";
import { serverSentEvents } from "./server-sent-events.ts";

export { FootnoteError, type Problem };

/**
 * All routes of the API with the types of their requests and replies: `client.search.$post({ json: { query } })`.
 * @param url where Footnote is reached
 */
export function createClient(url: string, options?: ClientRequestOptions) {
  return hc<AppType>(url, options);
}

export type Client = ReturnType<typeof createClient>;
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

/** The body of a reply. @throws FootnoteError when it is not a success */
export async function bodyOf<Body>(reply: Promise<ClientResponse<Body, number, "json">>): Promise<Body> {
  const response = await reply;
  if (!response.ok) throw await failureOf(response as unknown as Response);
  return (await response.json()) as Body;
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
