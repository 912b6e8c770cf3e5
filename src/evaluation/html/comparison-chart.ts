import type { Comparison } from "../baseline.ts";
import { dot, line, svg, text, whisker } from "./svg.ts";

const width = 900;
const labels = 230;
const numbers = 150;
const rowHeight = 30;

/** Each share of the baseline, where it is now, and the interval of the difference, from the baseline on. */
export function comparisonChart(comparisons: Comparison[]): string {
  const shares = comparisons.filter(({ unit }) => unit === "share");
  const rows = shares.map((comparison, position) => row(comparison, position * rowHeight + rowHeight / 2)).join("");
  return `<figure class="wide"><figcaption class="key"><span class="before"></span> baseline <span class="now"></span> now, with the interval
<span class="fallen"></span> now, below the baseline</figcaption>${svg(width, shares.length * rowHeight, "Comparison with the baseline", rows)}</figure>`;
}

function row({ metric, before, now, fallen }: Comparison, y: number): string {
  const scale = (share: number) => labels + 8 + Math.min(1, Math.max(0, share)) * (width - labels - numbers - 16);
  const change = now ? `${before.toFixed(3)} → ${now.value.toFixed(3)}` : "not measured";
  return (
    text(labels - 8, y + 4, metric, "end") +
    line(scale(0), y, scale(1), y, "grid") +
    (now ? whisker(scale(before + now.difference.low), scale(before + now.difference.high), y) : "") +
    dot(scale(before), y, "before", `${metric}, baseline: ${before.toFixed(4)}`) +
    (now ? dot(scale(now.value), y, fallen ? "fallen" : "now", `${metric}, now: ${now.value.toFixed(4)}`) : "") +
    text(width, y + 4, change, "end", fallen ? "number alarm" : "number")
  );
}
