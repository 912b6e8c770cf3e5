import type { Passage } from "./document.ts";
import { UnknownCategoryError } from "./errors.ts";
import type { LiveIndex } from "./live-index.ts";

export type RetrievalRequest = {
  query: string;
  k: number;
  /** Only passages in any of these; at least one. */
  categories?: string[] | undefined;
  signal?: AbortSignal | undefined;
};

/** Milliseconds by stage. */
export type RetrievalTimings = { embed: number; search: number };

/**
 * The `k` passages nearest to the query, best first.
 * @throws UnknownCategoryError, UpstreamError (embedding), StoreUnavailableError, StoreTimeoutError
 */
export async function retrieve(
  { index, embedder, unknownCategories }: LiveIndex,
  { query, k, categories, signal }: RetrievalRequest,
  now: () => number,
): Promise<{ passages: Passage[]; timings: RetrievalTimings }> {
  const began = now();
  const unknown = categories ? await unknownCategories(categories) : [];
  if (unknown.length > 0)
    throw new UnknownCategoryError(
      unknown,
      (await index.categories()).map(({ name }) => name),
    );
  const checked = now();
  const embedding = await embedder.embedQuery(query, signal);
  const embedded = now();
  const passages = await index.search({ embedding, k, ...(categories && { categories }) });
  return { passages, timings: { embed: embedded - checked, search: checked - began + now() - embedded } };
}
