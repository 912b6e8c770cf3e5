import { bootstrapInterval, mean, percentile } from "./metrics/statistics.ts";
import type { Outcome } from "./outcome.ts";

/** `share` is in [0, 1]. */
export type Unit = "share" | "tokens" | "characters" | "milliseconds" | "cost";

/** The value of a metric over `n` questions with its 95% interval. */
export type Estimate = { metric: string; unit: Unit; value: number; low: number; high: number; n: number };

/** A metric and how it comes from outcomes; undefined when it says nothing of any of them. */
export type Measure = (outcomes: Outcome[]) => Estimate | undefined;

/** A number for each question, averaged. @param of undefined when a question says nothing about it */
export function averaged(metric: string, unit: Unit, of: (outcome: Outcome) => number | undefined): Measure {
  return pooled(metric, unit, of, mean);
}

/** p50, p95 and p99 of a time. */
export function percentiles(name: string, of: (outcome: Outcome) => number | undefined): Measure[] {
  return [0.5, 0.95, 0.99].map((share) => pooled(`${name} p${share * 100}`, "milliseconds", of, (values) => percentile(share, values)));
}

/** A number for all questions together. */
export function pooled<Value>(
  metric: string,
  unit: Unit,
  of: (outcome: Outcome) => Value | undefined,
  statistic: (values: Value[]) => number | undefined,
): Measure {
  return (outcomes) => {
    const values = outcomes.map(of).filter((value) => value !== undefined);
    const value = values.length === 0 ? undefined : statistic(values);
    if (value === undefined) return undefined;
    const [low, high] = bootstrapInterval(values, statistic);
    return { metric, unit, value, low, high, n: values.length };
  };
}
