import ky, { HTTPError } from "ky";
import { UpstreamError, type UpstreamService, UpstreamThrottledError, UpstreamTimeoutError } from "./errors.ts";

export type OutgoingSettings = {
  /** Milliseconds for each attempt, until the reply's headers have arrived. */
  timeout: number;
  maxRetries: number;
};

/**
 * A `fetch` for calls to model endpoints: retries lost connections, time-outs, 408, 429 and 5xx with exponential backoff and
 * jitter, waits as long as `Retry-After` asks (at most a minute), and stops when `signal` aborts.
 */
export function outgoingFetch({ timeout, maxRetries }: OutgoingSettings, signal?: AbortSignal): typeof fetch {
  const client = ky.create({
    timeout,
    retry: {
      limit: maxRetries,
      methods: ["get", "post"],
      statusCodes: [408, 429, 500, 502, 503, 504, 529],
      afterStatusCodes: [429, 503, 529],
      maxRetryAfter: 60_000,
      backoffLimit: 20_000,
      jitter: true,
      retryOnTimeout: true,
    },
  });
  return async (input, init) => {
    const signals = [signal, init?.signal].filter((given) => given != null);
    try {
      return await client(input as string | URL | Request, { ...init, ...(signals.length > 0 && { signal: AbortSignal.any(signals) }) });
    } catch (error) {
      if (!(error instanceof HTTPError)) throw error;
      // The OpenAI client reads the status and the body of an error itself; ky has already consumed the body.
      const { status, headers } = error.response;
      const retryAfter = headers.get("retry-after");
      const body = typeof error.data === "string" ? error.data : JSON.stringify(error.data ?? {});
      return new Response(body, {
        status,
        headers: { "content-type": "application/json", ...(retryAfter && { "retry-after": retryAfter }) },
      });
    }
  };
}

/** What the OpenAI client, LangChain and ky throw when a call fails; all fields are optional. */
type CallFailure = { name?: string; message?: string; status?: number; code?: string; headers?: Headers; cause?: CallFailure };

/** Turns what a model client threw into an error of ours; of the upstream's own words only the status is kept. */
export function upstreamError(service: UpstreamService, error: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted) return signal.reason;
  if (error instanceof UpstreamError) return error;
  const causes: CallFailure[] = [];
  for (let cause = error as CallFailure | undefined; cause && causes.length < 8; cause = cause.cause) causes.push(cause);
  const status = causes.find((cause) => typeof cause.status === "number")?.status;
  if (status === 429) {
    const retryAfter = Number(causes.find(({ headers }) => headers)?.headers?.get("retry-after") ?? Number.NaN);
    return new UpstreamThrottledError(service, Number.isFinite(retryAfter) ? retryAfter : undefined, { cause: error });
  }
  if (status !== undefined)
    return new UpstreamError(service, `answered with status ${status}${statusRemedies[status] ?? ""}`, { cause: error });
  if (causes.some(({ name, message }) => name?.includes("Timeout") || /timed out/i.test(message ?? ""))) {
    return new UpstreamTimeoutError(service, "did not answer in time", { cause: error });
  }
  const code = causes.findLast((cause) => typeof cause.code === "string")?.code;
  return new UpstreamError(service, `could not be reached or broke off${code ? ` (${code})` : ""}; check its base URL`, { cause: error });
}

const statusRemedies: Record<number, string> = {
  401: "; check its API key",
  403: "; check what its API key may do",
  404: "; check the model's name and the base URL",
};
