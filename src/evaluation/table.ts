import type { Estimate, Unit } from "./measure.ts";
import type { Report } from "./report.ts";

/** A report for people, as text. */
export function describeReport({ name, questions, conditions, overall, categories, failures }: Report): string {
  const { kind, mode, k } = conditions;
  const parts = [`${name}: ${questions} questions (${kind}), mode ${mode}, k ${k}`, metricsTable(overall)];
  for (const category of categories) parts.push(`${category.name}: ${category.questions} questions`, metricsTable(category.metrics));
  parts.push(`${failures.length} of ${questions} questions failed; --json and --html list them.`);
  return parts.join("\n\n");
}

function metricsTable(estimates: Estimate[]): string {
  return textTable([
    ["metric", "value", "95% interval", "n"],
    ...estimates.map(({ metric, unit, value, low, high, n }) => [
      metric,
      formatValue(value, unit),
      `${formatNumber(low, unit)} – ${formatNumber(high, unit)}`,
      String(n),
    ]),
  ]);
}

/** The first column to the left, the others to the right. */
export function textTable(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map(
      (row) => `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join("   ")}`,
    )
    .join("\n");
}

const symbols: Record<Unit, string> = { share: "", tokens: "", characters: "", milliseconds: " ms", cost: "" };

export function formatValue(value: number, unit: Unit): string {
  return `${formatNumber(value, unit)}${symbols[unit]}`;
}

export function formatNumber(value: number, unit: Unit): string {
  if (unit === "share") return value.toFixed(4);
  if (unit === "cost") return value.toPrecision(3);
  return value.toFixed(1);
}
