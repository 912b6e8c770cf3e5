import { LRUCache } from "lru-cache";
import type { Embedding } from "../document.ts";
import type { Embedder } from "./embedder.ts";

/** Questions whose embeddings are remembered: some megabytes. */
const mostQuestions = 1000;

/** The same embedder, which asks its model but once about a question as long as it is among the latest. */
export function rememberingEmbedder(embedder: Embedder): Embedder {
  const questions = new LRUCache<string, Embedding>({ max: mostQuestions });
  return {
    ...embedder,
    async embedQuery(text, signal) {
      const known = questions.get(text);
      if (known) return known;
      const embedding = await embedder.embedQuery(text, signal);
      questions.set(text, embedding);
      return embedding;
    },
  };
}
