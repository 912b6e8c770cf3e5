import { crossValidated, decide, fit, type Judged } from "./calibrate.ts";
import type { Abstention } from "./metrics/abstention.ts";
import type { ComparedPair } from "./question-pairs.ts";
import { textTable } from "./table.ts";

/** Thresholds that the table shows beside the fitted one. */
const steps = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1];

/**
 * For people: how often an answer would be given again, rightly and wrongly, from which similarity on.
 * @param risk most wrong ones of those that are given again
 */
export function describeCacheCalibration(pairs: ComparedPair[], risk: number): string {
  const byWords = pairs.map(({ cosine, alike, same }) => judged(alike ? cosine : 0, same));
  const byCosine = pairs.map(({ cosine, same }) => judged(cosine, same));
  const fitted = Number(fit(byWords, { risk }).toFixed(3));
  const rows = [...steps, fitted]
    .toSorted((one, other) => one - other)
    .map((threshold) => {
      const name = threshold === fitted ? `${threshold.toFixed(3)} *` : threshold.toFixed(2);
      return [name, ...rates(decide(byWords, threshold)), ...rates(decide(byCosine, threshold))];
    });
  const head = ["least similarity", "hits", "false hits", "by cosine alone: hits", "false hits"];
  const [hits, falseHits] = rates(crossValidated(byWords, { risk }));
  const same = pairs.filter((pair) => pair.same).length;
  return `${textTable([head, ...rows])}

* fitted so that at most ${risk} of the hits are false: ANSWER_CACHE_SIMILARITY=${fitted}
Hits are the share of the ${same} paraphrases that are answered from the cache, false hits that of the ${pairs.length - same} near misses.
Cross-validated, on pairs that the threshold was not fitted on: hits ${hits}, false hits ${falseHits}.`;
}

/** Rounding in 32 bits can leave the cosine of equal texts a little below 1. */
const judged = (cosine: number, same: boolean): Judged => ({ evidence: Number(cosine.toFixed(5)), answerable: same, right: same });

function rates(decisions: Abstention[]): [hits: string, falseHits: string] {
  const share = (wanted: boolean) => {
    const those = decisions.filter(({ answerable }) => answerable === wanted);
    return (those.filter(({ declined }) => !declined).length / those.length).toFixed(3);
  };
  return [share(true), share(false)];
}
