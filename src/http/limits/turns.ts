import { LimitError } from "../../errors.ts";

/** Seconds; how long a turn takes is not known. */
const retryAfter = 5;

export type Turns = {
  /**
   * Waits for a turn.
   * @returns what ends it, once
   * @throws LimitError when too many wait already, and what `signal` is aborted with
   */
  take(signal: AbortSignal): Promise<() => void>;
};

/** Lets at most `atOnce` through at a time, in the order in which they came. @param mostWaiting beyond these, callers are sent away */
export function turns(atOnce = Number.POSITIVE_INFINITY, mostWaiting = 0): Turns {
  const waiting = new Set<() => void>();
  let taken = 0;

  const turn = () => {
    taken++;
    return () => {
      taken--;
      const [next] = waiting;
      if (next) {
        waiting.delete(next);
        next();
      }
    };
  };
  return {
    async take(signal) {
      // It would never be told again, and hold a place.
      signal.throwIfAborted();
      if (taken < atOnce) return turn();
      if (waiting.size >= mostWaiting) throw new LimitError(`${atOnce} questions are being answered, and ${mostWaiting} wait`, retryAfter);
      return new Promise((resolve, reject) => {
        const next = () => {
          signal.removeEventListener("abort", gone);
          resolve(turn());
        };
        const gone = () => {
          waiting.delete(next);
          reject(signal.reason);
        };
        signal.addEventListener("abort", gone, { once: true });
        waiting.add(next);
      });
    },
  };
}
