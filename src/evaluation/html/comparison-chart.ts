import type { Comparison } from "../baseline.ts";
import { dot, line, svg, text, whisker } from "./svg.ts";

const width = 900;
const labels = 230;
const numbers = 150;
const rowHeight = 30;

/** Each share of the baseline, with its interval, and where it is now. */
export function comparisonChart(comparisons: Comparison[]): string {
  const shares = comparisons.filter(({ baseline }) => baseline.unit === "share");
  const rows = shares.map((comparison, position) => row(comparison, position * rowHeight + rowHeight / 2)).join("");
  return `<figure class="wide"><figcaption class="key"><span class="before"></span> baseline with its interval <span class="now"></span> now
<span class="fallen"></span> now, below the interval</figcaption>${svg(width, shares.length * rowHeight, "Comparison with the baseline", rows)}</figure>`;
}

function row({ metric, baseline, current, fallen }: Comparison, y: number): string {
  const scale = (share: number) => labels + 8 + share * (width - labels - numbers - 16);
  const change = current ? `${baseline.value.toFixed(3)} → ${current.value.toFixed(3)}` : "not measured";
  return (
    text(labels - 8, y + 4, metric, "end") +
    line(scale(0), y, scale(1), y, "grid") +
    whisker(scale(baseline.low), scale(baseline.high), y) +
    dot(scale(baseline.value), y, "before", `${metric}, baseline: ${baseline.value.toFixed(4)}`) +
    (current ? dot(scale(current.value), y, fallen ? "fallen" : "now", `${metric}, now: ${current.value.toFixed(4)}`) : "") +
    text(width, y + 4, change, "end", fallen ? "number alarm" : "number")
  );
}
