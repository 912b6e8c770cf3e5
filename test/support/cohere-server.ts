import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { embedWords } from "./openai-server.ts";

const embedRequest = z.strictObject({
  model: z.string(),
  texts: z.array(z.string().min(1)).min(1).max(96),
  input_type: z.enum(["search_document", "search_query"]),
  embedding_types: z.tuple([z.literal("float")]),
});

export type CohereRequest = z.infer<typeof embedRequest>;
type Behaviour = { status?: number; retryAfter?: string; count?: number };

export type CohereServer = AsyncDisposable & {
  /** For EMBEDDING_BASE_URL. */
  url: string;
  requests: CohereRequest[];
  /** Answers the next requests so. */
  next(...behaviours: Behaviour[]): void;
};

/** A server that has Cohere's endpoint for embeddings. Documents and questions get vectors that differ in the sign. */
export async function startCohereServer(apiKey: string, dimensions = 16): Promise<CohereServer> {
  const requests: CohereRequest[] = [];
  const queue: Behaviour[] = [];
  const server = createServer(async (request, response) => {
    const send = (status: number, body: object) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    const body = embedRequest.safeParse(await json(request).catch(() => undefined));
    if (request.method !== "POST" || request.url !== "/v1/embed") return send(404, { message: `nothing at ${request.url}` });
    if (request.headers.authorization !== `Bearer ${apiKey}`) return send(401, { message: "invalid api token" });
    if (!body.success) return send(400, { message: z.prettifyError(body.error) });
    requests.push(body.data);
    const { status, retryAfter, count = body.data.texts.length } = queue.shift() ?? {};
    if (retryAfter !== undefined) response.setHeader("retry-after", retryAfter);
    if (status !== undefined) return send(status, { message: "told to fail" });
    const sign = body.data.input_type === "search_query" ? -1 : 1;
    const float = body.data.texts.slice(0, count).map((text) => [...embedWords(text, dimensions)].map((value) => value * sign));
    send(200, { id: "1", response_type: "embeddings_by_type", embeddings: { float }, texts: body.data.texts });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    next: (...behaviours) => void queue.push(...behaviours),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
