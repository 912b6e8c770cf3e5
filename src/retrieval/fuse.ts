import type { Candidate } from "../document.ts";
import { compareScores } from "../stores/nearest.ts";

/** Cormack, Clarke and Büttcher 2009, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods". */
const rankConstant = 60;

/**
 * Merges ranked lists by reciprocal rank fusion: a candidate's score is the sum of weight / (60 + rank) over the lists that hold it,
 * divided by what the first place in all lists would give, so that it is in [0, 1].
 * @param lists each best first
 */
export function fuse(lists: { candidates: Candidate[]; weight: number }[]): Candidate[] {
  const fused = new Map<string, Candidate>();
  const best = lists.reduce((sum, { weight }) => sum + weight, 0) / (rankConstant + 1);
  for (const { candidates, weight } of lists) {
    for (const [position, candidate] of candidates.entries()) {
      const share = weight / (rankConstant + position + 1) / best;
      fused.set(candidate.id, { ...candidate, score: (fused.get(candidate.id)?.score ?? 0) + share });
    }
  }
  return [...fused.values()].toSorted(compareScores);
}
