import type { Candidate, StoredPassage } from "../document.ts";
import type { Chunks } from "../stores/chunk-index.ts";

/** An ingestion may delete what was found before it is read; it has written what takes its place by then, so that another search finds that. */
const mostSearches = 3;

/** What `search` keeps, with its passages in the same order. @throws what `search` throws, StoreUnavailableError, StoreTimeoutError */
export async function completed<Searched extends { kept: Candidate[] }>(
  index: Chunks,
  search: () => Promise<Searched>,
): Promise<Searched & { passages: CompletePassage[] }> {
  for (let searches = 1; ; searches++) {
    const searched = await search();
    const passages = await complete(index, searched.kept);
    if (passages.length === searched.kept.length || searches === mostSearches) return { ...searched, passages };
  }
}

export type CompletePassage = StoredPassage & Pick<Candidate, "score">;

/** Candidates that were deleted meanwhile are left out. */
export async function complete(index: Chunks, candidates: Candidate[]): Promise<CompletePassage[]> {
  const missing = candidates.filter(({ passage }) => !passage).map(({ id }) => id);
  const read = missing.length === 0 ? [] : await index.readPassages(missing);
  const passages = new Map(missing.map((id, position) => [id, read[position]]));
  return candidates.flatMap(({ id, score, passage = passages.get(id) }) => (passage ? [{ ...passage, score }] : []));
}
