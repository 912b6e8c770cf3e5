import type { Problem } from "../http/problem.ts";

/** A request that failed, as the server tells it. */
export class FootnoteError extends Error {
  override name = "FootnoteError";
  /** `status` is 0 where no server answered. */
  readonly problem: Problem;
  /** Seconds after which the server asks to be tried again, if it does. */
  readonly retryAfter: number | undefined;
  constructor(problem: Problem, { retryAfter, cause }: { retryAfter?: number | undefined; cause?: unknown } = {}) {
    super(problem.detail ? `${problem.title}: ${problem.detail}` : problem.title, { cause });
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** What a response that is not a success says; a proxy may have answered in the server's place. */
export async function failureOf(response: Response): Promise<FootnoteError> {
  const { status, headers } = response;
  const retryAfter = Number(headers.get("retry-after") ?? Number.NaN);
  const given = headers.get("content-type")?.startsWith("application/problem+json") ? ((await response.json()) as Problem) : undefined;
  const problem = given ?? { type: "about:blank", status, title: `The server answered with status ${status}`, requestId: "" };
  return new FootnoteError(problem, { retryAfter: Number.isNaN(retryAfter) ? undefined : retryAfter });
}

/** No connection, or one that ended before the answer did. */
export function connectionLost(cause?: unknown): FootnoteError {
  return new FootnoteError({ type: "about:blank", status: 0, title: "The connection to Footnote was lost", requestId: "" }, { cause });
}
