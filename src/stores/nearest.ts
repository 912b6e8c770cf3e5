import type { Candidate, Passage } from "../document.ts";

/** Best first; equal scores by id, so that every store cuts the same list at the same place. */
export function compareScores(a: Pick<Passage, "score" | "id">, b: Pick<Passage, "score" | "id">): number {
  return b.score - a.score || (a.id < b.id ? -1 : 1);
}

/**
 * The `k` best of an engine that returns equal scores in any order: asks for more until the cut does not run
 * through equal scores, or `most` are asked for.
 */
export async function nearest(k: number, most: number, find: (count: number) => Candidate[] | Promise<Candidate[]>): Promise<Candidate[]> {
  for (let count = Math.min(k + 1, most); ; count = Math.min(count * 8, most)) {
    const found = await find(count);
    const sorted = found.toSorted(compareScores);
    const exhausted = found.length < count || count === most;
    if (exhausted || sorted[k - 1]!.score > sorted.at(-1)!.score) return sorted.slice(0, k);
  }
}
