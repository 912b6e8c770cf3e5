import type { Comparison } from "./baseline.ts";
import { formatNumber, textTable } from "./table.ts";

/** A comparison for people, as text. @param before what `before` was measured on, and @param now what `now` */
export function describeComparison(comparisons: Comparison[], before = "baseline", now = "now"): string {
  const rows = comparisons.map(({ metric, unit, before: old, now: found, fallen }) => [
    metric,
    formatNumber(old, unit),
    found ? formatNumber(found.value, unit) : "none",
    found ? describeDifference(found.difference, unit) : "",
    found ? String(found.questions) : "",
    fallen ? "fallen" : "",
  ]);
  const head = ["metric", before, now, "95% interval of the difference", "n", ""];
  return `Compared with the ${before}, question by question\n\n${textTable([head, ...rows])}\n\n${conclusion(comparisons, before)}`;
}

/** Which metrics have fallen. */
export function conclusion(comparisons: Comparison[], before = "baseline"): string {
  const fallen = comparisons.filter((comparison) => comparison.fallen).map(({ metric }) => metric);
  return fallen.length === 0 ? `No metric has fallen below the ${before}.` : `Fallen below the ${before}: ${fallen.join(", ")}.`;
}

function describeDifference({ low, high }: { low: number; high: number }, unit: Comparison["unit"]): string {
  return `${signed(low, unit)} – ${signed(high, unit)}`;
}

function signed(value: number, unit: Comparison["unit"]): string {
  return `${value > 0 ? "+" : ""}${formatNumber(value, unit)}`;
}
