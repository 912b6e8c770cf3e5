import type { Candidate, StoredPassage } from "../document.ts";
import type { ChunkIndex } from "../stores/store.ts";

/** An ingestion may delete what was found before it is read; it has written what takes its place by then, so that another search finds that. */
const mostSearches = 3;

/** Passages with their scores of what `search` finds, in its order. @throws what `search` throws, StoreUnavailableError, StoreTimeoutError */
export async function completed(index: ChunkIndex, search: () => Promise<Candidate[]>): Promise<CompletePassage[]> {
  for (let searches = 1; ; searches++) {
    const candidates = await search();
    const passages = await complete(index, candidates);
    if (passages.length === candidates.length || searches === mostSearches) return passages;
  }
}

export type CompletePassage = StoredPassage & Pick<Candidate, "score">;

/** Candidates that were deleted meanwhile are left out. */
export async function complete(index: ChunkIndex, candidates: Candidate[]): Promise<CompletePassage[]> {
  const missing = candidates.filter(({ passage }) => !passage).map(({ id }) => id);
  const read = missing.length === 0 ? [] : await index.readPassages(missing);
  const passages = new Map(missing.map((id, position) => [id, read[position]]));
  return candidates.flatMap(({ id, score, passage = passages.get(id) }) => (passage ? [{ ...passage, score }] : []));
}
