import type { Report } from "../report.ts";
import { dot, line, svg, text } from "./svg.ts";

const width = 440;
const height = 232;
const left = 42;
const floor = 188;
const top = 10;

/** How often an answer is wrong, against the share of questions that get one, from the surest answers to all that were given. */
export function riskCoverageChart(points: Report["riskCoverage"]): string {
  const x = (coverage: number) => left + coverage * (width - left - 10);
  const y = (risk: number) => floor - risk * (floor - top);
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      line(left, y(share), width - 10, y(share), "grid") +
      text(left - 8, y(share) + 4, `${share * 100}%`, "end") +
      text(x(share), floor + 20, `${share * 100}%`, share === 1 ? "end" : "middle"),
  );
  const path = points.map(({ coverage, risk }) => `${x(coverage).toFixed(1)},${y(risk).toFixed(1)}`).join(" ");
  const curve = `<polyline points="${path}" class="curve"/>`;
  const { coverage, risk } = points.at(-1)!;
  const share = (value: number) => `${Math.round(value * 100)}%`;
  const end = dot(x(coverage), y(risk), "now", `${share(coverage)} answered, ${share(risk)} of these wrongly`);
  const axis = text(width / 2, height - 6, "share of the questions that are answered", "middle");
  return `<figure><figcaption>Share of the answers that are wrong, the surest first</figcaption>
${svg(width, height, "Risk and coverage", grid.join("") + curve + end + axis)}
<p class="key"><span class="now"></span> as it is: ${share(coverage)} answered, ${share(risk)} of these wrongly</p></figure>`;
}
