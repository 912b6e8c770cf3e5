import type { Estimate } from "../measure.ts";
import type { Summary } from "../report.ts";
import { bar, svg, text, whisker } from "./svg.ts";

const width = 440;
const labels = 140;
const numbers = 44;
const rowHeight = 26;

/** One panel for each share: a bar for all questions and one for each category, with the intervals. */
export function categoryBars({ overall, categories }: Summary): string {
  return overall
    .filter(({ unit }) => unit === "share")
    .map((estimate) => {
      const rows = categories.flatMap(({ name, metrics }) => {
        const own = metrics.find(({ metric }) => metric === estimate.metric);
        return own ? [{ name, estimate: own }] : [];
      });
      return panel(estimate.metric, [{ name: "all questions", estimate }, ...rows]);
    })
    .join("");
}

function panel(metric: string, rows: { name: string; estimate: Estimate }[]): string {
  const bars = rows.map(({ name, estimate }, position) => row(name, estimate, position * rowHeight)).join("");
  const chart = svg(width, rows.length * rowHeight, `${metric} by category`, bars);
  return `<figure><figcaption>${metric}</figcaption>${chart}</figure>`;
}

function row(name: string, { value, low, high, n }: Estimate, y: number): string {
  const scale = (share: number) => labels + share * (width - labels - numbers);
  const middle = y + rowHeight / 2;
  const hint = `${name}: ${value.toFixed(4)}, 95% interval ${low.toFixed(4)} to ${high.toFixed(4)}, ${n} questions`;
  return (
    text(labels - 8, middle + 4, shortened(name), "end") +
    bar(scale(0), y + 5, scale(value) - scale(0), rowHeight - 10, hint) +
    whisker(scale(low), scale(high), middle) +
    text(width, middle + 4, value.toFixed(2), "end", "number")
  );
}

function shortened(name: string): string {
  return name.length > 20 ? `${name.slice(0, 19)}…` : name;
}
