import type { Comparison } from "./baseline.ts";
import { formatNumber, textTable } from "./table.ts";

/** A comparison for people, as text. */
export function describeComparison(comparisons: Comparison[]): string {
  const rows = comparisons.map(({ metric, baseline, current, fallen }) => [
    metric,
    formatNumber(baseline.value, baseline.unit),
    current ? formatNumber(current.value, current.unit) : "none",
    formatNumber(baseline.low, baseline.unit),
    fallen ? "fallen" : "",
  ]);
  const fallen = comparisons.filter((comparison) => comparison.fallen).length;
  const conclusion =
    fallen === 0 ? "No metric has fallen below the baseline's interval." : `${fallen} metrics have fallen below the baseline's interval.`;
  return `Compared with the baseline\n\n${textTable([["metric", "baseline", "now", "lowest", ""], ...rows])}\n\n${conclusion}`;
}
