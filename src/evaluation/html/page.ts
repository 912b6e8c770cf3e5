import type { Comparison } from "../baseline.ts";
import { conclusion } from "../describe-comparison.ts";
import type { Failure } from "../failures.ts";
import type { Estimate } from "../measure.ts";
import type { Report } from "../report.ts";
import { formatNumber, formatValue } from "../table.ts";
import { categoryBars } from "./category-bars.ts";
import { comparisonChart } from "./comparison-chart.ts";
import { latencyHistogram } from "./latency-histogram.ts";
import { riskCoverageChart } from "./risk-coverage-chart.ts";
import { style } from "./style.ts";
import { escape } from "./svg.ts";

/** A report as one HTML file that needs nothing else. */
export function htmlReport(report: Report, comparisons?: Comparison[]): string {
  const { name, questions, conditions, overall, latencies, riskCoverage, failures } = report;
  const { kind, mode, k } = conditions;
  const course: [heading: string, contents: string] =
    riskCoverage.length > 0
      ? ["Risk and latency", panels(riskCoverageChart(riskCoverage) + latencyHistogram(latencies))]
      : ["Latency", panels(latencyHistogram(latencies))];
  const title = `Evaluation: ${escape(name)}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${style}</style></head><body>
<h1>${title}</h1>
<p>${questions} questions (${kind}), mode ${mode}, k ${k}. Intervals are 95%, by bootstrap; n is the number of questions that a metric says something about.</p>
${section("Metrics", metricsTable(overall))}
${comparisons ? section("Compared with the baseline", summary(comparisons) + comparisonChart(comparisons)) : ""}
${section("By category", panels(categoryBars(report)))}
${section(...course)}
${section(`Failed questions (${failures.length} of ${questions})`, failuresTable(failures))}
</body></html>
`;
}

function section(heading: string, contents: string): string {
  return `<section><h2>${heading}</h2>${contents}</section>`;
}

function panels(figures: string): string {
  return `<div class="panels">${figures}</div>`;
}

function metricsTable(estimates: Estimate[]): string {
  const rows = estimates.map(
    ({ metric, unit, value, low, high, n }) =>
      `<tr><td>${metric}</td><td class="amount">${formatValue(value, unit)}</td>` +
      `<td class="amount">${formatNumber(low, unit)} – ${formatNumber(high, unit)}</td><td class="amount">${n}</td></tr>`,
  );
  return `<div class="scroll"><table><tr><th>metric</th><th class="amount">value</th><th class="amount">95% interval</th>
<th class="amount">n</th></tr>${rows.join("")}</table></div>`;
}

function summary(comparisons: Comparison[]): string {
  const fallen = comparisons.some((comparison) => comparison.fallen);
  return `<p${fallen ? ' class="alarm"' : ""}>${escape(conclusion(comparisons))}</p>`;
}

function failuresTable(failures: Failure[]): string {
  if (failures.length === 0) return "<p>None.</p>";
  const rows = failures.map(
    ({ question, category, reasons }) =>
      `<tr><td>${escape(question)}</td><td>${escape(category ?? "")}</td><td class="reasons">${reasons.map(escape).join("<br>")}</td></tr>`,
  );
  return `<div class="scroll"><table class="failures"><tr><th>question</th><th>category</th><th>what went wrong</th></tr>${rows.join("")}</table></div>`;
}
