import type { Comparison } from "./baseline.ts";
import { formatNumber, textTable } from "./table.ts";

/** A comparison for people, as text. */
export function describeComparison(comparisons: Comparison[]): string {
  const rows = comparisons.map(({ metric, unit, before, now, fallen }) => [
    metric,
    formatNumber(before, unit),
    now ? formatNumber(now.value, unit) : "none",
    now ? describeDifference(now.difference, unit) : "",
    now ? String(now.questions) : "",
    fallen ? "fallen" : "",
  ]);
  const head = ["metric", "baseline", "now", "95% interval of the difference", "n", ""];
  return `Compared with the baseline, question by question\n\n${textTable([head, ...rows])}\n\n${conclusion(comparisons)}`;
}

/** Which metrics have fallen. */
export function conclusion(comparisons: Comparison[]): string {
  const fallen = comparisons.filter((comparison) => comparison.fallen).map(({ metric }) => metric);
  return fallen.length === 0 ? "No metric has fallen below the baseline." : `Fallen below the baseline: ${fallen.join(", ")}.`;
}

function describeDifference({ low, high }: { low: number; high: number }, unit: Comparison["unit"]): string {
  return `${signed(low, unit)} – ${signed(high, unit)}`;
}

function signed(value: number, unit: Comparison["unit"]): string {
  return `${value > 0 ? "+" : ""}${formatNumber(value, unit)}`;
}
