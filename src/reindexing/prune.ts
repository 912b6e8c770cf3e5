import type { Manifest } from "../manifest/manifest.ts";
import { inTurn, type Operation } from "./operation.ts";

/** How long a server may go on with an index that is no longer live: a second, and what its requests under way take. */
const inUseMilliseconds = 5000;

export type Pruning = Pick<Operation, "store" | "signal" | "onWait" | "clock"> & {
  /** Called before indexes are deleted that servers may still use for so many milliseconds. */
  onInUse: (milliseconds: number) => void;
};

/**
 * Deletes all indexes but the live one: those that were live, and what interrupted runs have left.
 * @returns what was deleted
 * @throws IndexMissingError, StoreUnavailableError, StoreTimeoutError
 */
export async function prune(pruning: Pruning): Promise<Manifest[]> {
  const { store, clock, onInUse } = pruning;
  return inTurn(pruning, async ({ live, beside }, signal) => {
    const left = Math.max(0, ...beside.map(({ liveUntil = 0 }) => liveUntil + inUseMilliseconds - clock()));
    // The clock of whoever switched may be ahead.
    const inUse = Math.min(left, inUseMilliseconds);
    if (inUse > 0) {
      onInUse(inUse);
      await new Promise((resolve) => setTimeout(resolve, inUse));
    }
    signal.throwIfAborted();
    // From here on none can be gone back to, nor built on, whatever becomes of this run.
    const going = beside.map(({ manifest }) => ({ manifest, state: "going" as const }));
    if (going.length > 0) await store.publish(live, going);
    for (const [position, { manifest }] of going.entries()) {
      signal.throwIfAborted();
      await store.drop(manifest);
      await store.publish(live, going.slice(position + 1));
    }
    return going.map(({ manifest }) => manifest);
  });
}
