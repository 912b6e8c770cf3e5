export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

export const median = (values: number[]) => percentile(values, 0.5);

/**
 * Calls both in turn, each first every other time, so that whatever else the machine does meets both alike.
 * @returns what each returned
 */
export async function sideBySide(
  rounds: number,
  measured: (round: number) => Promise<number>,
  floor: (round: number) => Promise<number>,
  signal: AbortSignal,
): Promise<{ measured: number[]; floor: number[] }> {
  const results = { measured: [] as number[], floor: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    signal.throwIfAborted();
    if (round % 2 === 1) results.floor.push(await floor(round));
    results.measured.push(await measured(round));
    if (round % 2 === 0) results.floor.push(await floor(round));
  }
  return results;
}

/** Milliseconds that `work` takes. */
export async function elapsed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
