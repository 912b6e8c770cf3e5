import type { Comparison } from "../baseline.ts";
import { dot, line, svg, text, whisker } from "./svg.ts";

const width = 440;
/** Room for half a dot. */
const margin = 6;
const rowHeight = 44;

/** Each share of the baseline, where it is now, and the interval of the difference, from the baseline on; in two panels. */
export function comparisonChart(comparisons: Comparison[]): string {
  const shares = comparisons.filter(({ unit }) => unit === "share");
  const half = Math.ceil(shares.length / 2);
  const key = `<p class="key"><span class="before"></span> baseline <span class="now"></span> now, with the interval
<span class="fallen"></span> now, below the baseline</p>`;
  return `${key}<div class="panels">${[shares.slice(0, half), shares.slice(half)].map(panel).join("")}</div>`;
}

function panel(comparisons: Comparison[]): string {
  if (comparisons.length === 0) return "";
  const rows = comparisons.map((comparison, position) => row(comparison, position * rowHeight)).join("");
  return `<figure>${svg(width, comparisons.length * rowHeight, "Comparison with the baseline", rows)}</figure>`;
}

function row({ metric, before, now, fallen }: Comparison, top: number): string {
  const scale = (share: number) => margin + Math.min(1, Math.max(0, share)) * (width - 2 * margin);
  const change = now ? `${before.toFixed(3)} → ${now.value.toFixed(3)}` : "not measured";
  const words = top + 15;
  const y = top + 28;
  return (
    text(0, words, metric) +
    text(width, words, change, "end", fallen ? "number alarm" : "number") +
    line(scale(0), y, scale(1), y, "grid") +
    (now ? whisker(scale(before + now.difference.low), scale(before + now.difference.high), y) : "") +
    dot(scale(before), y, "before", `${metric}, baseline: ${before.toFixed(4)}`) +
    (now ? dot(scale(now.value), y, fallen ? "fallen" : "now", `${metric}, now: ${now.value.toFixed(4)}`) : "")
  );
}
