import { bootstrapInterval, mean, percentile } from "./metrics/statistics.ts";
import type { Outcome } from "./outcome.ts";

/** `share` is in [0, 1]. */
export type Unit = "share" | "tokens" | "characters" | "milliseconds" | "cost";

/** The value of a metric over `n` questions with its 95% interval. */
export type Estimate = { metric: string; unit: Unit; value: number; low: number; high: number; n: number };

/** What a question says about a metric, as it is kept in a baseline. */
export type Evidence = number | { declined: boolean; answerable: boolean };

/** A metric, and how it comes from outcomes. */
export type Measure = {
  metric: string;
  unit: Unit;
  /** What a question says about it; undefined when it says nothing. */
  of(outcome: Outcome): Evidence | undefined;
  /** Of at least one question; undefined when there is no such number. */
  statistic(evidence: Evidence[]): number | undefined;
};

/** A number for each question, averaged. @param of undefined when a question says nothing about it */
export function averaged(metric: string, unit: Unit, of: (outcome: Outcome) => number | undefined): Measure {
  return pooled(metric, unit, of, mean);
}

/** p50, p95 and p99 of a time. */
export function percentiles(name: string, of: (outcome: Outcome) => number | undefined): Measure[] {
  return [0.5, 0.95, 0.99].map((share) => pooled(`${name} p${share * 100}`, "milliseconds", of, (values) => percentile(share, values)));
}

/** A number for all questions together. */
export function pooled<Value extends Evidence>(
  metric: string,
  unit: Unit,
  of: (outcome: Outcome) => Value | undefined,
  statistic: (values: Value[]) => number | undefined,
): Measure {
  return { metric, unit, of, statistic: (evidence) => statistic(evidence as Value[]) };
}

/** Undefined when the metric says nothing of any of the outcomes. */
export function estimate({ metric, unit, of, statistic }: Measure, outcomes: Outcome[]): Estimate | undefined {
  const evidence = outcomes.map(of).filter((one) => one !== undefined);
  const value = evidence.length === 0 ? undefined : statistic(evidence);
  if (value === undefined) return undefined;
  const [low, high] = bootstrapInterval(evidence, statistic);
  return { metric, unit, value, low, high, n: evidence.length };
}
