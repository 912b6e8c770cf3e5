import pLimit from "p-limit";

/**
 * Runs `work` on each item, at most `concurrency` at once, taking items only as they are needed. After a failure no further item
 * is begun; rejects with the first failure, but not before all work under way has ended.
 */
export async function concurrently<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  concurrency: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const failures: unknown[] = [];
  const worker = async () => {
    while (failures.length === 0) {
      try {
        const next = await iterator.next();
        if (next.done) return;
        await work(next.value);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  if (failures.length === 0) return;
  // A generator that is left in the middle would keep its files open.
  await iterator.return?.();
  throw failures[0];
}

/** Runs what it is given, see `sharedLimit`. */
export type Limit = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * A limit that several callers share: of all their work at most `concurrency` is under way at once, begun in the order of the calls.
 * After a failure nothing further is begun; what was still waiting rejects with that failure.
 */
export function sharedLimit(concurrency: number): Limit {
  const limit = pLimit(concurrency);
  let failure: { reason: unknown } | undefined;
  return (work) =>
    limit(async () => {
      if (failure) throw failure.reason;
      try {
        return await work();
      } catch (reason) {
        failure ??= { reason };
        throw reason;
      }
    });
}
