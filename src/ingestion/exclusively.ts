import type { Store } from "../stores/store.ts";

export type Turn = {
  store: Store;
  /** Called once if another writer must end first. */
  onWait: () => void;
  signal?: AbortSignal | undefined;
};

/**
 * Runs while nothing else writes to the store.
 * @param work gets a signal that aborts when the lock is lost, or the turn's own does
 * @throws StoreUnavailableError, StoreTimeoutError, and what `work` throws
 */
export async function exclusively<Result>(
  { store, onWait, signal }: Turn,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  await store.connect();
  const lock = await store.lockIngestion(onWait, signal);
  try {
    return await work(signal ? AbortSignal.any([signal, lock.lost]) : lock.lost);
  } finally {
    // A store that is away lets the lock expire; the failure of the work itself says more.
    await lock.release().catch(() => {});
  }
}
