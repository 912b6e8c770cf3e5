import type { LiveIndex } from "../manifest/live-index.ts";
import { completed } from "../retrieval/complete.ts";
import { textPool } from "../retrieval/find.ts";
import { refine, refinement } from "../retrieval/refine.ts";
import { retrieve, type RetrievalMode } from "../retrieve.ts";
import { queryTerms } from "../text/terms.ts";
import type { Search } from "./index-system.ts";

const none: typeof refinement = { grams: 0, pairs: 0, head: 0, synonyms: 0, further: 0 };

/** A way to rank, with or without a part of what `retrieve` does. */
export type Variant = { name: string; search: Search };

/** From one part alone to all of them. */
export function variants(live: LiveIndex, now: () => number): Variant[] {
  const mode = (name: string, mode: RetrievalMode): Variant => ({
    name,
    search: async (query, k, categories) => (await retrieve(live, { query, k, mode, categories }, now)).passages,
  });
  const text = (name: string, weights: typeof refinement): Variant => ({
    name,
    search: async (query, k, categories) => {
      const terms = queryTerms(query);
      const { passages } = await completed(live.index, async () => {
        const candidates = await live.index.searchText({ terms, k: Math.max(k, textPool), categories });
        return { kept: refine(candidates, terms, weights).slice(0, k) };
      });
      return passages;
    },
  });
  return [
    mode("vectors alone", "vector"),
    text("BM25 alone", none),
    text("BM25, parts of words", { ...none, grams: refinement.grams }),
    text("BM25, neighbouring words", { ...none, pairs: refinement.pairs }),
    text("BM25, words of the title", { ...none, head: refinement.head }),
    text("BM25, synonyms", { ...none, synonyms: refinement.synonyms }),
    text("BM25, further passages less", { ...none, further: refinement.further }),
    text("BM25, all but synonyms", { ...refinement, synonyms: 0 }),
    mode("BM25, all five (mode text)", "text"),
    mode("all of it (mode hybrid)", "hybrid"),
  ];
}
