import type { Candidate } from "./document.ts";
import { UnknownCategoryError } from "./errors.ts";
import type { LiveIndex } from "./live-index.ts";
import { completed, type CompletePassage } from "./retrieval/complete.ts";
import { fuse } from "./retrieval/fuse.ts";
import { refine } from "./retrieval/refine.ts";
import { queryTerms } from "./terms.ts";

/** `vector` finds what is near in meaning, `text` what shares words, `hybrid` both. */
export const retrievalModes = ["hybrid", "vector", "text"] as const;
export type RetrievalMode = (typeof retrievalModes)[number];

export type RetrievalRequest = {
  query: string;
  k: number;
  mode: RetrievalMode;
  /** Only passages in any of these; at least one. */
  categories?: string[] | undefined;
  signal?: AbortSignal | undefined;
};

/** Milliseconds by stage. */
export type RetrievalTimings = { embed: number; search: number };

/** Candidates of a text search that are ranked by finer evidence, if k is smaller; more cost time and hardly change the first places. */
const textPool = 30;
/** Candidates of a vector search for each passage that is wanted; their order is final. */
const vectorPool = 2;

/**
 * The `k` passages that fit the query best, best first. Scores of different modes are not comparable.
 * @throws UnknownCategoryError, UpstreamError (embedding), StoreUnavailableError, StoreTimeoutError
 */
export async function retrieve(
  live: LiveIndex,
  { query, k, mode, categories, signal }: RetrievalRequest,
  now: () => number,
): Promise<{ passages: CompletePassage[]; timings: RetrievalTimings }> {
  const { index, embedder } = live;
  const began = now();
  await assertKnown(live, categories);
  const checked = now();
  const embedding = mode === "text" ? undefined : await embedder.embedQuery(query, signal);
  const embedded = now();
  const passages = await completed(index, async () => {
    // Asked for together, both travel to Redis in one round trip.
    const [near, matching] = await Promise.all([
      embedding ? index.searchVectors({ embedding, k: mode === "vector" ? k : vectorPool * k, categories, whole: mode === "vector" }) : [],
      mode === "vector" ? [] : searchText(live, query, Math.max(k, textPool), categories),
    ]);
    return rank(mode, near, matching, embedder.fusionWeight).slice(0, k);
  });
  return { passages, timings: { embed: embedded - checked, search: checked - began + now() - embedded } };
}

async function searchText({ index }: LiveIndex, query: string, k: number, categories: string[] | undefined): Promise<Candidate[]> {
  const terms = queryTerms(query);
  return refine(await index.searchText({ terms, k, categories }), terms);
}

function rank(mode: RetrievalMode, near: Candidate[], matching: Candidate[], vectorWeight: number): Candidate[] {
  if (mode === "vector") return near;
  if (mode === "text") return matching;
  return fuse([
    { candidates: matching, weight: 1 },
    { candidates: near, weight: vectorWeight },
  ]);
}

async function assertKnown({ index, unknownCategories }: LiveIndex, categories: string[] | undefined): Promise<void> {
  const unknown = categories ? await unknownCategories(categories) : [];
  if (unknown.length > 0)
    throw new UnknownCategoryError(
      unknown,
      (await index.categories()).map(({ name }) => name),
    );
}
