import { type Retrieval, retrieve, type RetrievalMode } from "../retrieve.ts";
import type { System } from "./evaluate.ts";
import { rankSources } from "./metrics/ranking.ts";

/** An index in this process; it only searches. @param sources different ones to find, or all there are, if it takes more than `k` passages */
export function indexSystem(retrieval: Retrieval, mode: RetrievalMode, k: number, sources: number, now: () => number): System {
  return {
    async search(query, categories) {
      for (let count = k; ; count *= 2) {
        const began = now();
        const { passages } = await retrieve(retrieval, { query, k: count, mode, categories }, now);
        const milliseconds = now() - began;
        if (passages.length < count || rankSources(passages).length >= sources) return { passages, milliseconds };
      }
    },
  };
}
