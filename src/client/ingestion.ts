import type { ClientResponse, InferRequestType, InferResponseType } from "hono/client";
import { bodyOf, type Client } from "./api.ts";
import { connectionLost, failureOf, FootnoteError } from "./failure.ts";
import { serverSentEvents } from "./server-sent-events.ts";

type PutRoute = Client["documents"][":source{[^]+}"]["$put"];
export type PutOptions = InferRequestType<PutRoute>["query"] & {
  /** Tells the format where the source has no ending that does. */
  contentType?: string;
};
export type PutReport = InferResponseType<PutRoute>;
export type Ingestion = InferResponseType<Client["ingestions"]["$post"]>;

/**
 * Writes a document, or the documents of a file of records.
 * @param client made with the ingest key: `createClient(url, { headers: { authorization: "Bearer …" } })`
 * @throws FootnoteError
 */
export function putDocument(
  client: Client,
  source: string,
  body: BodyInit,
  { contentType, ...query }: PutOptions = {},
): Promise<PutReport> {
  const headers: Record<string, string> = contentType === undefined ? {} : { "content-type": contentType };
  const sent = client.documents[":source{[^]+}"].$put(
    { param: { source: encodeURIComponent(source) }, query },
    { headers, init: { body } },
  );
  return bodyOf(sent as Promise<ClientResponse<PutReport, number, "json">>);
}

/**
 * Yields an ingestion as it is, and again whenever it has changed; the last one has ended. Stopping the iteration leaves it running.
 * @throws FootnoteError
 */
export async function* followIngestion(client: Client, id: string, signal?: AbortSignal): AsyncGenerator<Ingestion> {
  try {
    const headers = { accept: "text/event-stream" };
    const response = await client.ingestions[":id"].$get({ param: { id } }, { headers, ...(signal && { init: { signal } }) });
    if (!response.ok) throw await failureOf(response);
    for await (const { event, data } of serverSentEvents(response.body!)) {
      if (event === "error") throw new FootnoteError(JSON.parse(data));
      yield JSON.parse(data) as Ingestion;
      if (event === "done") return;
    }
  } catch (error) {
    throw error instanceof FootnoteError || signal?.aborted ? error : connectionLost(error);
  }
  throw connectionLost();
}
