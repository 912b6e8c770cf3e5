import { LimitError, UpstreamError, UpstreamThrottledError } from "../errors.ts";

export type ThrottleSettings = {
  /** Most calls at once. */
  concurrency: number;
  /** Most tokens a minute; undefined for no limit of ours. */
  tokensPerMinute: number | undefined;
};

/** How long a call may take to begin and to succeed. */
export type Waiting = {
  /** Milliseconds for which it is repeated without a single success of any call. */
  patience: number;
  /** Milliseconds for which it waits for a place among the calls; unless given, as long as it takes. */
  longestWait?: number | undefined;
  /** Until when it waits for the budget, as `performance.now()` tells it; unless given, as long as it takes. */
  budgetBy?: number | undefined;
  onFailure?: OnFailure | undefined;
  signal?: AbortSignal | undefined;
};

/** Called with each failure after which a call will be repeated. */
export type OnFailure = (error: UpstreamError) => void;

/** The throttle that an embedder's calls go through, with all others of its process, and how long they may wait there. */
export type Pace = Pick<Waiting, "onFailure"> & {
  throttle: Throttle;
  /** Milliseconds that a call waits for its place, and for the budget no longer than these after the embedder was made: for a request. */
  longestWait?: number | undefined;
};

export type Throttle = {
  /**
   * Makes a call when there is room for it, and repeats it until it succeeds.
   * @param tokens of the call, see `tokensPerMinute`
   * @throws what `call` throws once it is not transient or no call has succeeded for as long as the patience lasts; LimitError instead of
   * waiting longer than it may; what `signal` is aborted with
   */
  run<Result>(tokens: number, call: () => Promise<Result>, waiting: Waiting): Promise<Result>;
};

/** Milliseconds before a failed call is repeated: the first time, and at most. */
const firstPause = 500;
const longestPause = 20_000;
/** Seconds after which to try again where all places are taken. */
const placeAgain = 5;

/**
 * Calls of ingestions, at the pace that the provider allows. How many are under way at once follows additive increase, multiplicative
 * decrease (Chiu and Jain 1989, https://doi.org/10.1016/0169-7552(89)90019-6): one more after as many successes as there are calls
 * under way, half as many after a failure. `Retry-After` holds back all calls, and a failure without it its own call, with exponential
 * backoff and jitter.
 */
export function createThrottle({ concurrency, tokensPerMinute }: ThrottleSettings): Throttle {
  let limit = concurrency;
  let underWay = 0;
  /** Calls that are under way, wait for their turn or will be repeated. */
  let inside = 0;
  let lastDecrease = Number.NEGATIVE_INFINITY;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  /** The failure that asked for the pause. */
  let pausedBy: UpstreamError | undefined;
  /** Of the calls that failed since one succeeded: when the first began, when the last to be repeated will be, and the latest failure. */
  let failing: { since: number; until: number; error: UpstreamError } | undefined;
  let changed = Promise.withResolvers<void>();
  const budget = tokenBudget(tokensPerMinute);

  const announce = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };

  const assertHope = (patience: number) => {
    if (failing && failing.until - failing.since > patience) throw failing.error;
  };

  /** Waits for a change or for some time. */
  const wait = async (milliseconds: number | undefined, { patience, signal }: Waiting) => {
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
    assertHope(patience);
  };

  const waitUntil = async (time: number, waiting: Waiting) => {
    for (let left = time - performance.now(); left > 0; left = time - performance.now()) await wait(left, waiting);
  };

  /** Takes neither a place nor tokens before it can have both, so that whoever gives up waiting leaves nothing behind. */
  const takeTurn = async (tokens: number, waiting: Waiting) => {
    const { longestWait = Number.POSITIVE_INFINITY, budgetBy = Number.POSITIVE_INFINITY } = waiting;
    const placeBy = performance.now() + longestWait;
    for (;;) {
      const now = performance.now();
      // What was given up for a long pause is not waited for until that is over.
      if (pausedBy && pausedUntil - now > waiting.patience) throw stillPaused(pausedBy, pausedUntil - now);
      const from = Math.max(pausedUntil, budget.free(), now);
      if (from > now) {
        if (budget.free() > Math.max(budgetBy, now)) throw budgetSpent(tokensPerMinute, budget.free() - now);
        await wait(from - now, waiting);
      } else if (underWay < Math.floor(limit)) {
        break;
      } else {
        if (now >= placeBy) throw placesTaken();
        await wait(placeBy === Number.POSITIVE_INFINITY ? undefined : placeBy - now, waiting);
      }
    }
    underWay++;
    budget.spend(tokens);
  };

  const succeeded = () => {
    failing = undefined;
    limit = Math.min(limit + 1 / limit, concurrency);
  };

  /** @returns when the call may be repeated */
  const failed = (error: UpstreamError, began: number, failures: number, { patience, onFailure }: Waiting): number => {
    const now = performance.now();
    // Calls that were under way together fail for the same reason.
    if (began > lastDecrease) {
      limit = Math.max(limit / 2, 1);
      lastDecrease = now;
    }
    const backoff = Math.min(firstPause * 2 ** (failures - 1), longestPause) * (0.5 + Math.random() / 2);
    const again = now + (error.retryAfter === undefined ? backoff : error.retryAfter * 1000);
    if (error.retryAfter !== undefined && again > pausedUntil) [pausedUntil, pausedBy] = [again, error];
    failing = { since: failing?.since ?? began, until: Math.max(failing?.until ?? 0, again), error };
    assertHope(patience);
    onFailure?.(error);
    return again;
  };

  return {
    async run(tokens, call, waiting) {
      inside++;
      try {
        for (let failures = 1; ; failures++) {
          await takeTurn(tokens, waiting);
          const began = performance.now();
          let again: number;
          try {
            const result = await call();
            succeeded();
            return result;
          } catch (error) {
            if (!(error instanceof UpstreamError && error.transient)) throw error;
            again = failed(error, began, failures, waiting);
          } finally {
            underWay--;
            announce();
          }
          await waitUntil(again, waiting);
        }
      } finally {
        // Once nothing is left to give up, later calls get all the patience again.
        if (--inside === 0) failing = undefined;
      }
    },
  };
}

/** @param left milliseconds of the pause */
const stillPaused = (cause: UpstreamError, left: number) =>
  new UpstreamThrottledError(cause.service, { cause, transient: true, retryAfter: Math.ceil(left / 1000) });

const budgetSpent = (tokensPerMinute: number | undefined, left: number) =>
  new LimitError(
    `The budget of ${tokensPerMinute} tokens a minute that are embedded (EMBEDDING_TOKENS_PER_MINUTE) is spent`,
    Math.ceil(left / 1000),
  );

const placesTaken = () => new LimitError("As many texts are being embedded as may be at once (EMBEDDING_CONCURRENCY)", placeAgain);

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
