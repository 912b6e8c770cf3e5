import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json as readJson } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

/** What Cohere's v2/rerank and Jina's v1/rerank both take. */
const rerankRequest = z.strictObject({
  model: z.string(),
  query: z.string().min(1),
  documents: z.array(z.string()).min(1).max(1000),
  top_n: z.number().int().min(1).optional(),
});
export type RerankRequest = z.infer<typeof rerankRequest>;

/** How a request is answered. Where several fields are given, all apply. */
export type RerankBehaviour = {
  /** Milliseconds to wait before anything is sent. */
  delay?: number;
  /** An error status instead of an answer. */
  status?: number;
  /** This body instead of an answer, as it is if it is a text. */
  reply?: unknown;
  /** The connection is reset in the middle of the reply, or nothing more comes. */
  cut?: "reset" | "hang";
  /** The relevance of a text, for each; otherwise longer texts are more relevant. */
  relevance?: (text: string, query: string) => number;
};

export type RerankServer = {
  /** For RERANK_URL. */
  url: string;
  requests: { body: RerankRequest; headers: IncomingMessage["headers"] }[];
  /** Why requests were refused that Cohere or Jina would refuse. */
  refused: string[];
  /** Answers so from now on. */
  behave(behaviour: RerankBehaviour): void;
  [Symbol.asyncDispose](): Promise<void>;
};

/** A server that speaks the rerank protocol of Cohere and Jina, and answers as a test tells it to. */
export async function startRerankServer(initial: RerankBehaviour = {}): Promise<RerankServer> {
  const requests: RerankServer["requests"] = [];
  const refused: string[] = [];
  let behaviour = initial;

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const parsed = rerankRequest.safeParse(await readJson(request).catch(() => undefined));
    if (request.method !== "POST" || request.url !== "/rerank" || !parsed.success) {
      refused.push(parsed.error ? z.prettifyError(parsed.error) : `${request.method} ${request.url}`);
      return send(response, 400, { message: "invalid request" });
    }
    requests.push({ body: parsed.data, headers: request.headers });
    const { delay, status, cut, reply, relevance } = behaviour;
    if (delay !== undefined) await sleep(delay);
    if (status !== undefined) return send(response, status, { message: "The stand-in was told to fail." });
    const body = reply ?? replyTo(parsed.data, relevance);
    if (cut) return cutOff(response, JSON.stringify(body), cut);
    send(response, 200, body);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/rerank`,
    requests,
    refused,
    behave: (next) => void (behaviour = next),
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function replyTo({ model, query, documents, top_n: most }: RerankRequest, relevance: RerankBehaviour["relevance"]) {
  const rate = relevance ?? ((text: string) => text.length / 100_000);
  const results = documents
    .map((text, index) => ({ index, relevance_score: rate(text, query) }))
    .toSorted((one, other) => other.relevance_score - one.relevance_score);
  return { id: "rerank-1", model, results: results.slice(0, most), meta: { billed_units: { search_units: 1 } } };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json" }).end(text);
}

function cutOff(response: ServerResponse, text: string, by: "reset" | "hang"): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": text.length });
  response.write(text.slice(0, text.length / 2));
  if (by === "reset") setImmediate(() => response.socket?.resetAndDestroy());
}
