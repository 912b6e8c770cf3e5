import ky, { HTTPError } from "ky";
import { UpstreamError, type UpstreamService, UpstreamThrottledError, UpstreamTimeoutError } from "../errors.ts";

export type OutgoingSettings = {
  /** Milliseconds for each attempt, until the reply's headers have arrived, or all of the reply if it is read at once. */
  timeout: number;
  maxRetries: number;
};

export type OutgoingCall = {
  signal?: AbortSignal | undefined;
  /** For replies that are no streams: an attempt lasts until the whole reply is here. */
  readAtOnce?: boolean;
};

/** Of replies after which the same call may succeed. */
const transientStatuses = [408, 429, 500, 502, 503, 504, 529];

/**
 * A `fetch` for calls to model endpoints: retries lost connections, time-outs, 408, 429 and 5xx with exponential backoff and
 * jitter, waits as long as `Retry-After` asks, and stops when `signal` aborts. When `Retry-After` asks for more than the time-out,
 * which is all the patience of a waiting client, it fails at once.
 */
export function outgoingFetch({ timeout, maxRetries }: OutgoingSettings, { signal, readAtOnce = false }: OutgoingCall = {}): typeof fetch {
  const client = ky.create({
    ...(readAtOnce && { fetch: fetchWhole }),
    timeout,
    retry: {
      limit: maxRetries,
      methods: ["get", "post"],
      statusCodes: transientStatuses,
      afterStatusCodes: [429, 503, 529],
      backoffLimit: 20_000,
      jitter: true,
      retryOnTimeout: true,
      shouldRetry: ({ error }) => {
        const wait = error instanceof HTTPError ? retryAfterSeconds(error.response.headers) : undefined;
        return wait !== undefined && wait * 1000 > timeout ? false : undefined;
      },
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

const fetchWhole: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  return new Response(await response.arrayBuffer(), response);
};

/** What the OpenAI and Cohere clients, LangChain and ky throw when a call fails; all fields are optional. */
type CallFailure = {
  name?: string;
  message?: string;
  status?: number;
  code?: string;
  headers?: Headers;
  rawResponse?: { headers: Headers };
  cause?: CallFailure;
};

/** Turns what a model client threw into an error of ours; of the upstream's own words only the status is kept. */
export function upstreamError(service: UpstreamService, error: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted) return signal.reason;
  if (error instanceof UpstreamError) return error;
  const causes: CallFailure[] = [];
  for (let cause = error as CallFailure | undefined; cause && causes.length < 8; cause = cause.cause) causes.push(cause);
  const status = causes.find((cause) => typeof cause.status === "number")?.status;
  const headers = causes.map((cause) => cause.headers ?? cause.rawResponse?.headers).find((given) => given);
  const told = { cause: error, transient: status === undefined || transientStatuses.includes(status) };
  const retryAfter = headers && retryAfterSeconds(headers);
  if (status === 429) return new UpstreamThrottledError(service, { ...told, retryAfter });
  if (status !== undefined)
    return new UpstreamError(service, `answered with status ${status}${statusRemedies[status] ?? ""}`, { ...told, retryAfter });
  if (causes.some(({ name, message }) => name?.includes("Timeout") || /timed out/i.test(message ?? ""))) {
    return new UpstreamTimeoutError(service, "did not answer in time", told);
  }
  const code = causes.findLast((cause) => typeof cause.code === "string")?.code;
  return new UpstreamError(service, `could not be reached or broke off${code ? ` (${code})` : ""}; check its base URL`, told);
}

/** `Retry-After` is a number of seconds or a date, RFC 9110 section 10.2.3. */
function retryAfterSeconds(headers: Headers): number | undefined {
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(Math.ceil(seconds), 0);
}

const statusRemedies: Record<number, string> = {
  401: "; check its API key",
  403: "; check what its API key may do",
  404: "; check the model's name and the base URL",
};
