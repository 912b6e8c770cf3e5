import { UpstreamError } from "../errors.ts";

export type ThrottleSettings = {
  /** Most calls at once. */
  concurrency: number;
  /** Most tokens a minute; undefined for no limit of ours. */
  tokensPerMinute: number | undefined;
  /** Milliseconds for which calls are repeated without a single success. */
  patience: number;
  onFailure?: OnFailure | undefined;
};

/** Called with each failure after which a call will be repeated. */
export type OnFailure = (error: UpstreamError) => void;

export type Throttle = {
  /**
   * Makes a call when there is room for it, and repeats it until it succeeds.
   * @param tokens of the call, see `tokensPerMinute`
   * @throws what `call` throws once it is not transient or no call has succeeded for as long as the patience lasts; what `signal` is aborted with
   */
  run<Result>(tokens: number, call: () => Promise<Result>, signal?: AbortSignal): Promise<Result>;
};

/** Milliseconds before a failed call is repeated: the first time, and at most. */
const firstPause = 500;
const longestPause = 20_000;

/**
 * Calls for which nobody waits, such as those of an ingestion, at the pace that the provider allows. How many are under way at once
 * follows additive increase, multiplicative decrease (Chiu and Jain 1989, https://doi.org/10.1016/0169-7552(89)90019-6): one more
 * after as many successes as there are calls under way, half as many after a failure. `Retry-After` holds back all calls, and a
 * failure without it its own call, with exponential backoff and jitter.
 */
export function createThrottle({ concurrency, tokensPerMinute, patience, onFailure }: ThrottleSettings): Throttle {
  let limit = concurrency;
  let underWay = 0;
  /** Calls that are under way, wait for their turn or will be repeated. */
  let inside = 0;
  let lastDecrease = Number.NEGATIVE_INFINITY;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  /** The failure that asked for the pause. */
  let pausedBy: UpstreamError | undefined;
  /** When the first call began of those that failed since one succeeded. */
  let failingSince: number | undefined;
  let givenUp: { error: unknown } | undefined;
  let changed = Promise.withResolvers<void>();
  const budget = tokenBudget(tokensPerMinute);

  const announce = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };

  /** Waits for a change or for some time. */
  const wait = async (milliseconds: number | undefined, signal: AbortSignal | undefined) => {
    signal?.throwIfAborted();
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = milliseconds === undefined ? undefined : setTimeout(resolve, milliseconds);
    const stop = () => resolve();
    signal?.addEventListener("abort", stop);
    try {
      await Promise.race([promise, changed.promise]);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    }
    signal?.throwIfAborted();
    if (givenUp) throw givenUp.error;
  };

  const waitUntil = async (time: () => number, signal: AbortSignal | undefined) => {
    for (let left = time() - performance.now(); left > 0; left = time() - performance.now()) await wait(left, signal);
  };

  /** Takes neither a place nor tokens before it can have both, so that whoever gives up waiting leaves nothing behind. */
  const takeTurn = async (tokens: number, signal: AbortSignal | undefined) => {
    for (;;) {
      await waitUntil(() => Math.max(pausedUntil, budget.free()), signal);
      if (underWay < Math.floor(limit)) break;
      await wait(undefined, signal);
    }
    underWay++;
    budget.spend(tokens);
  };

  const succeeded = () => {
    failingSince = undefined;
    limit = Math.min(limit + 1 / limit, concurrency);
  };

  /** @returns when the call may be repeated */
  const failed = (error: UpstreamError, began: number, failures: number): number => {
    const now = performance.now();
    // Calls that were under way together fail for the same reason.
    if (began > lastDecrease) {
      limit = Math.max(limit / 2, 1);
      lastDecrease = now;
    }
    const backoff = Math.min(firstPause * 2 ** (failures - 1), longestPause) * (0.5 + Math.random() / 2);
    const again = now + (error.retryAfter === undefined ? backoff : error.retryAfter * 1000);
    if (error.retryAfter !== undefined && again > pausedUntil) [pausedUntil, pausedBy] = [again, error];
    failingSince ??= began;
    if (again - failingSince > patience) {
      givenUp = { error };
      throw error;
    }
    onFailure?.(error);
    return again;
  };

  return {
    async run(tokens, call, signal) {
      // What was given up for a long pause is not waited for until that is over.
      if (pausedBy && pausedUntil - performance.now() > patience) throw pausedBy;
      inside++;
      try {
        for (let failures = 1; ; failures++) {
          await takeTurn(tokens, signal);
          const began = performance.now();
          let again: number;
          try {
            const result = await call();
            succeeded();
            return result;
          } catch (error) {
            if (givenUp) throw givenUp.error;
            if (!(error instanceof UpstreamError && error.transient)) throw error;
            again = failed(error, began, failures);
          } finally {
            underWay--;
            announce();
          }
          await waitUntil(() => again, signal);
        }
      } finally {
        // Once nothing is left to give up, later calls get all the patience again.
        if (--inside === 0) [failingSince, givenUp] = [undefined, undefined];
      }
    },
  };
}

/** Spreads tokens evenly, so that no minute has more than its budget and one call's. */
function tokenBudget(tokensPerMinute = Number.POSITIVE_INFINITY) {
  let free = Number.NEGATIVE_INFINITY;
  return {
    /** When the next call may begin. */
    free: () => free,
    spend(tokens: number) {
      free = Math.max(free, performance.now()) + (tokens / tokensPerMinute) * 60_000;
    },
  };
}
