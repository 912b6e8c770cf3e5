import type { Passage } from "../document.ts";
import type { System } from "./evaluate.ts";
import { rankSources } from "./metrics/ranking.ts";

/** The `count` best passages, or all that are found. */
export type Search = (query: string, count: number, categories: string[] | undefined) => Promise<Passage[]>;

/** A search in this process. @param sources different ones to find, or all there are, if it takes more than `k` passages */
export function indexSystem(search: Search, k: number, sources: number, now: () => number): System {
  return {
    async search(query, categories) {
      for (let count = k; ; count *= 2) {
        const began = now();
        const passages = await search(query, count, categories);
        const milliseconds = now() - began;
        if (passages.length < count || rankSources(passages).length >= sources) return { passages, milliseconds };
      }
    },
  };
}
