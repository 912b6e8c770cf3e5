export function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The smallest value that at least `share` of the values do not exceed: nearest rank, https://en.wikipedia.org/wiki/Percentile. */
export function percentile(share: number, values: number[]): number {
  const sorted = Float64Array.from(values).toSorted();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

const resamples = 1000;
const seed = 20_240_501;

/**
 * 95% interval of a statistic by the percentile bootstrap, 1,000 resamples: Efron and Tibshirani 1993, "An Introduction to the
 * Bootstrap", chapter 13. Seeded, so that the same values always give the same interval.
 * @param statistic may be undefined for a resample, which is then left out
 */
export function bootstrapInterval<Value>(values: Value[], statistic: (values: Value[]) => number | undefined): [low: number, high: number] {
  const random = randomNumbers(seed);
  const found: number[] = [];
  for (let count = 0; count < resamples; count++) {
    const result = statistic(values.map(() => values[Math.floor(random() * values.length)]!));
    if (result !== undefined) found.push(result);
  }
  return [percentile(0.025, found), percentile(0.975, found)];
}

/** In an order that is random, and always the same: Fisher and Yates 1938. */
export function shuffled<Value>(values: Value[]): Value[] {
  const random = randomNumbers(seed);
  const mixed = [...values];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}

/** Mulberry32, https://github.com/bryc/code/blob/master/jshash/PRNGs.md; numbers in [0, 1). */
function randomNumbers(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
