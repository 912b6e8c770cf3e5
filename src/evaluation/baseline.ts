import { z } from "zod";
import { ConfigurationError } from "../errors.ts";
import { retrievalModes } from "../retrieve.ts";
import type { Evidence, Measure, Unit } from "./measure.ts";
import { bootstrapInterval } from "./metrics/statistics.ts";
import { measuresOf } from "./measures.ts";
import type { Outcome } from "./outcome.ts";
import { keyOf } from "./question.ts";
import type { Conditions } from "./report.ts";

const evidenceSchema = z.union([
  z.number(),
  z.strictObject({ declined: z.boolean(), answerable: z.boolean() }),
]) satisfies z.ZodType<Evidence>;
const baselineSchema = z.object({
  conditions: z.object({ kind: z.enum(["golden", "beir", "spans"]), mode: z.enum(retrievalModes), k: z.number().int().positive() }),
  name: z.string(),
  questions: z.array(z.object({ question: z.string(), metrics: z.record(z.string(), evidenceSchema) })).min(1),
});

/** What each question of a set said about each metric. */
export type Baseline = z.infer<typeof baselineSchema>;

/** Changes that rounding makes. */
const noChange = 1e-9;

/** What `--save-baseline` writes. Latencies are those of one machine and one day, so they are left out. */
export function baselineOf(name: string, conditions: Conditions, outcomes: Outcome[]): Baseline {
  const measures = measuresOf(conditions.kind, conditions.k).filter(({ unit }) => unit !== "milliseconds");
  const questions = outcomes.map((outcome) => ({
    question: keyOf(outcome.question),
    metrics: Object.fromEntries(
      measures.flatMap(({ metric, of }) => {
        const evidence = of(outcome);
        return evidence === undefined ? [] : [[metric, evidence]];
      }),
    ),
  }));
  return { conditions, name, questions };
}

/** A line for each question, so that a difference of two baselines shows which questions changed. */
export function printBaseline({ conditions, name, questions }: Baseline): string {
  const rows = questions.map((question) => `    ${JSON.stringify(question)}`).join(",\n");
  return `{\n  "conditions": ${JSON.stringify(conditions)},\n  "name": ${JSON.stringify(name)},\n  "questions": [\n${rows}\n  ]\n}\n`;
}

/** @throws ConfigurationError when it is no baseline, or one that was measured under other conditions */
export function parseBaseline(json: unknown, conditions: Conditions, file: string): Baseline {
  const baseline = baselineSchema.safeParse(json);
  if (!baseline.success) throw new ConfigurationError([`${file} is not a baseline. Write one with --save-baseline.`]);
  const measured = baseline.data.conditions;
  const different = (["kind", "mode", "k"] as const).filter((name) => measured[name] !== conditions[name]);
  if (different.length === 0) return baseline.data;
  const differences = different.map((name) => `${name} ${measured[name]} instead of ${conditions[name]}`);
  throw new ConfigurationError([
    `${file} was measured with ${differences.join(", ")}. Measure alike, or write another with --save-baseline.`,
  ]);
}

/** A metric over the questions that both have. */
export type Comparison = {
  metric: string;
  unit: Unit;
  before: number;
  /** Undefined when the metric could no longer be measured. */
  now: { value: number; difference: { low: number; high: number }; questions: number } | undefined;
  fallen: boolean;
};

/**
 * Each metric of the baseline beside what it is now, question by question: the paired bootstrap of Koehn 2004, "Statistical
 * Significance Tests for Machine Translation Evaluation", shows small changes that many questions share and that an interval of all
 * questions would hide. A share has fallen when the whole 95% interval of its difference is below 0. Of lengths and cost, which are
 * better or worse only together with what they buy, none counts as fallen.
 */
export function compare(outcomes: Outcome[], { conditions, questions }: Baseline): Comparison[] {
  const current = new Map(outcomes.map((outcome) => [keyOf(outcome.question), outcome]));
  return measuresOf(conditions.kind, conditions.k).flatMap((measure): Comparison[] => {
    const { metric, unit } = measure;
    const held = questions.flatMap(({ question, metrics: { [metric]: evidence } }) =>
      evidence === undefined ? [] : [{ before: evidence, now: nowOf(measure, current.get(question)) }],
    );
    const pairs = held.filter((pair): pair is Pair => pair.now !== undefined);
    const whole = measure.statistic(held.map(({ before }) => before));
    if (held.length === 0 || whole === undefined) return [];
    const before = pairs.length === 0 ? undefined : measure.statistic(pairs.map((pair) => pair.before));
    const now = pairs.length === 0 ? undefined : measure.statistic(pairs.map((pair) => pair.now));
    if (before === undefined || now === undefined) return [{ metric, unit, before: whole, now: undefined, fallen: unit === "share" }];
    const [low, high] = bootstrapInterval(pairs, (some) => differenceOf(measure, some));
    const fallen = unit === "share" && high < -noChange;
    return [{ metric, unit, before, now: { value: now, difference: { low, high }, questions: pairs.length }, fallen }];
  });
}

type Pair = { before: Evidence; now: Evidence };

const nowOf = ({ of }: Measure, outcome: Outcome | undefined) => outcome && of(outcome);

function differenceOf({ statistic }: Measure, pairs: Pair[]): number | undefined {
  const before = statistic(pairs.map((pair) => pair.before));
  const now = statistic(pairs.map((pair) => pair.now));
  return before === undefined || now === undefined ? undefined : now - before;
}
