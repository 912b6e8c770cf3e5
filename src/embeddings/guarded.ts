import type { Breakers } from "../upstream/breaker.ts";
import { type Embedder, localProviders } from "./embedder.ts";

/** Embeddings of questions that are not asked for while the endpoint is down; ingestions have a throttle of their own. */
export function guardedEmbedder(embedder: Embedder, breakers: Breakers): Embedder {
  const { provider, model } = embedder.identity;
  if (localProviders.has(provider)) return embedder;
  const breaker = breakers.of("embedding model", `${provider}:${model}`);
  return { ...embedder, embedQuery: (text, signal) => breaker.call(() => embedder.embedQuery(text, signal)) };
}
