import { z } from "zod";
import { ConfigurationError } from "../errors.ts";
import { retrievalModes } from "../retrieve.ts";
import type { Estimate } from "./measure.ts";
import type { Report, Summary } from "./report.ts";

const estimateSchema = z.object({
  metric: z.string(),
  unit: z.enum(["share", "tokens", "characters", "milliseconds", "cost"]),
  value: z.number(),
  low: z.number(),
  high: z.number(),
  n: z.number().int().positive(),
});
const summarySchema = z.object({
  conditions: z.object({ kind: z.enum(["golden", "beir", "spans"]), mode: z.enum(retrievalModes), k: z.number().int().positive() }),
  name: z.string(),
  questions: z.number().int().positive(),
  overall: z.array(estimateSchema),
  categories: z.array(z.object({ name: z.string(), questions: z.number().int().positive(), metrics: z.array(estimateSchema) })),
}) satisfies z.ZodType<Summary>;

/** What `--save-baseline` writes. Latencies are those of one machine and one day, so they are left out. */
export function baselineOf({ conditions, name, questions, overall, categories }: Report): Summary {
  const lasting = (metrics: Estimate[]) => metrics.filter(({ unit }) => unit !== "milliseconds");
  return {
    conditions,
    name,
    questions,
    overall: lasting(overall),
    categories: categories.map((category) => ({ ...category, metrics: lasting(category.metrics) })),
  };
}

/** @throws ConfigurationError when it is no baseline, or one that was measured under other conditions */
export function parseBaseline(json: unknown, conditions: Summary["conditions"], file: string): Summary {
  const baseline = summarySchema.safeParse(json);
  if (!baseline.success) throw new ConfigurationError([`${file} is not a baseline. Write one with --save-baseline.`]);
  const measured = baseline.data.conditions;
  const different = (["kind", "mode", "k"] as const).filter((name) => measured[name] !== conditions[name]);
  if (different.length === 0) return baseline.data;
  const differences = different.map((name) => `${name} ${measured[name]} instead of ${conditions[name]}`);
  throw new ConfigurationError([
    `${file} was measured with ${differences.join(", ")}. Measure alike, or write another with --save-baseline.`,
  ]);
}

/** `current` is undefined when the metric could no longer be measured. */
export type Comparison = { metric: string; baseline: Estimate; current: Estimate | undefined; fallen: boolean };

/**
 * Each metric of the baseline beside that of the report. A share has fallen when it is below the baseline's interval; of lengths and
 * cost, which are better or worse only together with what they buy, none counts as fallen.
 */
export function compare(report: Pick<Summary, "overall">, baseline: Pick<Summary, "overall">): Comparison[] {
  return baseline.overall.map((before) => {
    const current = report.overall.find(({ metric }) => metric === before.metric);
    return {
      metric: before.metric,
      baseline: before,
      current,
      fallen: before.unit === "share" && !(current && current.value >= before.low),
    };
  });
}
