import type { Scale } from "./scale.ts";

type Series = { name: string; values: number[] };
type Panel = { title: string; unit: string; from: number; series: Series[] };

const panelSize = { width: 300, height: 190 };
const margin = { left: 52, right: 14, top: 40, bottom: 46 };
const columns = 2;
/** Lines are told apart by dashes too, for those who do not see colours. */
const dashes = ["none", "7 4", "2 3"];

const style = `
  svg { font: 12px system-ui, sans-serif; --ink: #1f2328; --soft: #59636e; --grid: #d1d9e0; --paper: #ffffff; --c0: #0550ae; --c1: #953800; --c2: #1a7f37 }
  @media (prefers-color-scheme: dark) {
    svg { --ink: #f0f6fc; --soft: #9198a1; --grid: #3d444d; --paper: #0d1117; --c0: #79c0ff; --c1: #ffa657; --c2: #7ee787 }
  }
  text { fill: var(--soft) } .title { fill: var(--ink); font-weight: 600; font-size: 13px }
  .paper { fill: var(--paper) } .grid { stroke: var(--grid) } .line { fill: none; stroke-width: 2 }
  .s0 { stroke: var(--c0) } .s1 { stroke: var(--c1) } .s2 { stroke: var(--c2) } .dot { fill: var(--paper); stroke-width: 2 }`;

/** The measured sizes as one SVG, legible on light and on dark pages. @param note what it was measured on */
export function plotScales(scales: Scale[], note: string): string {
  const panels: Panel[] = [
    { title: "Search, p50", unit: "ms", from: 0, series: searches(scales, ({ p50 }) => p50) },
    { title: "Search, p99", unit: "ms", from: 0, series: searches(scales, ({ p99 }) => p99) },
    { title: "Recall@10", unit: "", from: 0.9, series: searches(scales, ({ recall }) => recall) },
    { title: "Writing, one writer", unit: "chunks/s", from: 0, series: [{ name: "", values: scales.map(({ rate }) => rate) }] },
  ];
  const [width, height] = [columns * panelSize.width, Math.ceil(panels.length / columns) * panelSize.height + 44];
  const names = panels[0]!.series.map(({ name }) => name);
  const legend = names.map((name, number) => {
    const x = 16 + number * 160;
    return `<line class="line s${number}" stroke-dasharray="${dashes[number]}" x1="${x}" y1="${height - 29}" x2="${x + 26}" y2="${height - 29}"/><text x="${x + 32}" y="${height - 25}">${name}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>Search latency, recall and rate of writing by number of chunks</title>`,
    `<style>${style}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    ...panels.map((panel, number) => {
      const place = [(number % columns) * panelSize.width, Math.floor(number / columns) * panelSize.height];
      return `<g transform="translate(${place.join(" ")})">${drawPanel(panel, scales)}</g>`;
    }),
    ...legend,
    `<text x="16" y="${height - 8}" font-size="11">${note}</text>`,
    "</svg>\n",
  ].join("\n");
}

function searches(scales: Scale[], value: (search: Scale["searches"][number]) => number): Series[] {
  return scales[0]!.searches.map(({ what }, number) => ({ name: what, values: scales.map((scale) => value(scale.searches[number]!)) }));
}

function drawPanel({ title, unit, from, series }: Panel, scales: Scale[]): string {
  const [left, right] = [margin.left, panelSize.width - margin.right];
  const [top, bottom] = [margin.top, panelSize.height - margin.bottom];
  const highest = Math.max(...series.flatMap(({ values }) => values));
  const lowest = Math.min(from, ...series.flatMap(({ values }) => values));
  const ticks = niceTicks(lowest, highest);
  const [low, high] = [ticks[0]!, ticks.at(-1)!];
  const x = (index: number) => (scales.length === 1 ? (left + right) / 2 : left + 24 + (index / (scales.length - 1)) * (right - left - 48));
  const y = (value: number) => bottom - ((value - low) / (high - low)) * (bottom - top);
  return [
    `<text class="title" x="${left}" y="22">${title}${unit && `, ${unit}`}</text>`,
    ...ticks.map(
      (tick) =>
        `<line class="grid" x1="${left}" y1="${y(tick)}" x2="${right}" y2="${y(tick)}"/>${label(left - 6, y(tick) + 4, "end", tick)}`,
    ),
    ...scales.map(({ chunks }, index) => label(x(index), bottom + 18, "middle", chunks)),
    ...series.map(({ values }, number) => {
      const points = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`);
      const dots = points.map((point) => {
        const [cx, cy] = point.split(",");
        return `<circle class="dot s${number}" cx="${cx}" cy="${cy}" r="3.5"/>`;
      });
      return `<polyline class="line s${number}" stroke-dasharray="${dashes[number]}" points="${points.join(" ")}"/>${dots.join("")}`;
    }),
    `<text x="${(left + right) / 2}" y="${bottom + 34}" text-anchor="middle">chunks</text>`,
  ].join("\n");
}

const label = (x: number, y: number, anchor: string, value: number) =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${value.toLocaleString("en")}</text>`;

/** Some four round numbers that span both. */
function niceTicks(low: number, high: number): number[] {
  const rough = (high - low || high) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough)!;
  const [first, last] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)];
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}
