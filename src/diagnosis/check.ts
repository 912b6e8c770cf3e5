import { ExpectedError } from "../errors.ts";

export type Verdict = {
  /** `advice`: it works, and would work better otherwise. `unseen`: nothing is known, because it could not be looked at. */
  state: "ok" | "advice" | "wrong" | "unseen";
  says: string;
  /** What to do, unless all is well. */
  remedy?: string;
};

export type Finding = { check: string } & Verdict;

export type Check = {
  name: string;
  /** What it throws is what is wrong; checks that fail by the same error refer to the first of them. */
  look(): Promise<Verdict>;
};

/** Something is wrong, or could not be looked at, so that checks which build on it cannot run. */
export class VerdictError extends ExpectedError {
  override name = "VerdictError";
  readonly verdict: Verdict;
  constructor(verdict: Verdict, options?: ErrorOptions) {
    super(verdict.says, options);
    this.verdict = verdict;
  }
}

export const ok = (says: string): Verdict => ({ state: "ok", says });
export const advice = (says: string, remedy: string): Verdict => ({ state: "advice", says, remedy });
export const wrong = (says: string, remedy: string): Verdict => ({ state: "wrong", says, remedy });
export const unseen = (says: string, remedy?: string): Verdict => ({ state: "unseen", says, ...(remedy !== undefined && { remedy }) });

/** Looks once, however many checks need to know; a failure is the same error for all of them. */
export function once<Fact>(look: () => Promise<Fact>): () => Promise<Fact> {
  let fact: Promise<Fact> | undefined;
  return () => (fact ??= look());
}

/** Runs checks one after the other. A failed one does not keep others from running that need nothing of it. */
export async function* runChecks(checks: Check[], signal: AbortSignal): AsyncGenerator<Finding> {
  const reported = new Map<unknown, string>();
  for (const { name, look } of checks) {
    const verdict = await look().catch((error: unknown) => {
      signal.throwIfAborted();
      return explain(error, name, reported);
    });
    yield { check: name, ...verdict };
  }
}

function explain(error: unknown, name: string, reported: Map<unknown, string>): Verdict {
  const earlier = reported.get(error);
  if (earlier !== undefined) return unseen(`cannot be looked at: see ${earlier}`);
  reported.set(error, name);
  if (error instanceof VerdictError) return error.verdict;
  // The message of a foreseen failure holds its remedy.
  return { state: "wrong", says: error instanceof Error ? error.message : String(error) };
}
