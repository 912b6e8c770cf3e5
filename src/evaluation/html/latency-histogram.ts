import { percentile } from "../metrics/statistics.ts";
import { bar, line, svg, text } from "./svg.ts";

const width = 440;
const floor = 190;
const height = floor + 24;
const bins = 40;

/** How many questions took how long. The last bar holds all that took longer than nearly all others. @param latencies in milliseconds */
export function latencyHistogram(latencies: number[]): string {
  const longest = percentile(0.99, latencies) || 1;
  const step = longest / bins;
  const counts = Array.from({ length: bins + 1 }, () => 0);
  for (const latency of latencies) counts[Math.min(bins, Math.floor(latency / step))]! += 1;
  const most = Math.max(...counts);
  const barWidth = width / counts.length;

  const bars = counts.map((count, position) => {
    const range =
      position === bins
        ? `${longest.toFixed(1)} ms or more`
        : `${(position * step).toFixed(1)} to ${((position + 1) * step).toFixed(1)} ms`;
    const size = (count / most) * (floor - 46);
    return count === 0 ? "" : bar(position * barWidth + 1, floor - size, barWidth - 2, size, `${range}: ${count} questions`);
  });
  // One below the other, since they may be close.
  const marks = [0.5, 0.95].map((share, position) => {
    const value = percentile(share, latencies);
    const x = Math.min(bins + 0.5, value / step) * barWidth;
    return (
      line(x, 4 + 17 * position, x, floor, "mark") +
      text(Math.min(x, width - 90) + 5, 15 + 17 * position, `p${share * 100} ${value.toFixed(1)} ms`)
    );
  });
  const ticks = [0, 20, 40].map((position) =>
    text(
      position === bins ? width : position * barWidth,
      floor + 18,
      `${(position * step).toFixed(1)}${position === bins ? "+ ms" : ""}`,
      position === 0 ? "start" : position === bins ? "end" : "middle",
    ),
  );
  const axis = line(0, floor, width, floor, "axis");
  return `<figure><figcaption>Latency, by number of questions</figcaption>${svg(width, height, "Latency by number of questions", bars.join("") + axis + ticks.join("") + marks.join(""))}</figure>`;
}
