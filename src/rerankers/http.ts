import { z } from "zod";
import { UpstreamError } from "../errors.ts";
import { outgoingFetch, upstreamError } from "../upstream/outgoing.ts";
import type { Reranker } from "./reranker.ts";

const service = "reranker";

export type HttpRerankerSettings = {
  /** Of the endpoint itself, such as `https://api.cohere.com/v2/rerank`. */
  url: string;
  model: string;
  apiKey: string | undefined;
  /** Milliseconds until the whole reply is here. */
  timeout: number;
};

const replySchema = z.object({
  results: z.array(z.object({ index: z.number().int().min(0), relevance_score: z.number() })),
});

/** An endpoint as Cohere (v2/rerank) and Jina (v1/rerank) have it, and servers of open models after them. */
export function httpReranker({ url, model, apiKey, timeout }: HttpRerankerSettings): Reranker {
  return {
    model,
    async relevance(query, texts, signal) {
      // Tried once: the order that stands without it is at hand.
      const post = outgoingFetch({ timeout, maxRetries: 0 }, { signal, readAtOnce: true });
      const headers = { "content-type": "application/json", ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }) };
      const body = JSON.stringify({ model, query, documents: texts, top_n: texts.length });
      try {
        const response = await post(url, { method: "POST", headers, body });
        if (!response.ok) throw response;
        return relevanceOf(await response.json().catch(() => undefined), texts.length);
      } catch (error) {
        throw upstreamError(service, error, signal);
      }
    },
  };
}

/** @throws UpstreamError unless the reply rates each of the texts once */
function relevanceOf(reply: unknown, texts: number): number[] {
  const parsed = replySchema.safeParse(reply);
  if (!parsed.success) throw new UpstreamError(service, "did not answer as Cohere and Jina do; check RERANK_URL");
  const relevance = new Map(parsed.data.results.map(({ index, relevance_score: score }) => [index, score]));
  if (parsed.data.results.length !== texts || relevance.size !== texts || Math.max(...relevance.keys()) >= texts) {
    throw new UpstreamError(service, `rated other passages than the ${texts} that it was sent`);
  }
  return Array.from({ length: texts }, (_, index) => relevance.get(index)!);
}
