import { UpstreamError, UpstreamPausedError, type UpstreamService } from "../errors.ts";

export type BreakerSettings = {
  /** Failures in a row after which it opens; 0 for never. */
  failures: number;
  /** Milliseconds between the calls that are let through while it is open. */
  pause: number;
};

/**
 * Keeps requests from waiting for an endpoint that is down: after some failures in a row it is open, and lets through only a call
 * now and then, of which the first to succeed closes it.
 */
export type Breaker = {
  readonly service: UpstreamService;
  readonly model: string;
  isOpen(): boolean;
  /** @throws UpstreamPausedError instead of making the call, and what the call throws */
  call<Result>(work: () => Promise<Result>): Promise<Result>;
  /** The same for a call whose reply is a stream, which counts as a success from its beginning while the breaker is open. */
  stream<Event>(start: () => AsyncIterable<Event>): AsyncGenerator<Event>;
};

export type Breakers = {
  /** The same one each time. */
  of(service: UpstreamService, model: string): Breaker;
  all(): Breaker[];
};

/** @param now milliseconds @param onFailure told of each call that failed or was not made */
export function createBreakers(settings: BreakerSettings, now: () => number, onFailure: (error: UpstreamError) => void): Breakers {
  const breakers = new Map<string, Breaker>();
  return {
    of(service, model) {
      const key = `${service}/${model}`;
      const breaker = breakers.get(key) ?? createBreaker(service, model, settings, now, onFailure);
      breakers.set(key, breaker);
      return breaker;
    },
    all: () => [...breakers.values()],
  };
}

function createBreaker(
  service: UpstreamService,
  model: string,
  settings: BreakerSettings,
  now: () => number,
  onFailure: (error: UpstreamError) => void,
): Breaker {
  let failures = 0;
  /** When the next call may be made while it is open. */
  let nextCall = Number.NEGATIVE_INFINITY;

  const isOpen = () => settings.failures > 0 && failures >= settings.failures;
  // What began before the breaker opened says nothing about calls that begin now.
  const succeeded = (probing: boolean) => {
    if (probing || !isOpen()) failures = 0;
  };
  // Whoever gives up waiting has learned nothing about the endpoint, and one that refuses a request is up.
  const failed = (error: unknown, probing: boolean) => {
    if (!(error instanceof UpstreamError)) return;
    onFailure(error);
    if (!error.transient) return succeeded(probing);
    failures++;
    if (failures === settings.failures) nextCall = now() + settings.pause;
  };
  /** @returns whether the call is one of those that are let through to see if the endpoint is back */
  const begin = (): boolean => {
    if (!isOpen()) return false;
    const wait = nextCall - now();
    if (wait <= 0) nextCall = now() + settings.pause;
    else {
      const paused = new UpstreamPausedError(service, failures, Math.ceil(wait / 1000));
      onFailure(paused);
      throw paused;
    }
    return true;
  };

  return {
    service,
    model,
    isOpen,
    async call(work) {
      const probing = begin();
      try {
        const result = await work();
        succeeded(probing);
        return result;
      } catch (error) {
        failed(error, probing);
        throw error;
      }
    },
    async *stream(start) {
      const probing = begin();
      try {
        let begun = false;
        for await (const event of start()) {
          if (!begun && probing) succeeded(true);
          begun = true;
          yield event;
        }
        succeeded(false);
      } catch (error) {
        failed(error, probing);
        throw error;
      }
    },
  };
}
