import type { Context } from "hono";
import { keep, recall, type Recalled } from "../caching/answer-cache.ts";
import type { Answer } from "../document.ts";
import type { AskRequest, Gathered } from "../gather.ts";
import { UpstreamError } from "../errors.ts";
import { logFailure } from "../observation/log.ts";
import { cacheControl } from "./cache-control.ts";
import type { AppEnvironment, AppParts } from "./parts.ts";

/** What one request makes of answers that were given before, and tells of it in its headers. They only save time: a failure is thrown only where the answer would fail alike. */
export type EarlierAnswers = {
  /** @param question in a form that is understood by itself @throws UpstreamError (embedding), what `signal` is aborted with */
  find(question: string): Promise<Recalled | undefined>;
  keep(gathered: Gathered, answer: Answer): Promise<void>;
};

const none: EarlierAnswers = { find: async () => undefined, keep: async () => {} };

export function earlierAnswers(parts: AppParts, context: Context<AppEnvironment>, asked: AskRequest, signal: AbortSignal): EarlierAnswers {
  const { answerCaching: caching, logger, meter } = parts;
  if (!caching || asked.explain) return none;
  const { mayRead, mayWrite } = cacheControl(context.req.header("cache-control"));
  let mayKeep = mayWrite;
  const failed = (error: unknown) => {
    // Not tried again, since it may have taken its time to fail.
    mayKeep = false;
    logFailure(logger, "warn", "the cache of answers failed", context.get("requestId"), error);
    return undefined;
  };
  const notFound = (error: unknown) => {
    // A search by meaning asks the same model, which would take as long to fail again.
    if (error instanceof UpstreamError && asked.mode !== "text") throw error;
    return failed(error);
  };
  return {
    async find(question) {
      const recalled = mayRead ? await recall(parts, caching, asked, question, signal).catch(notFound) : undefined;
      signal.throwIfAborted();
      meter.recall(recalled ? "hit" : mayRead ? "miss" : "skipped");
      context.header("cache-status", `Footnote; ${recalled ? "hit" : `fwd=${mayRead ? "miss" : "request"}`}`);
      if (recalled) context.header("age", String(recalled.age));
      return recalled;
    },
    async keep(gathered, answer) {
      if (mayKeep) await keep(parts, caching, asked, gathered, answer, signal).catch(failed);
    },
  };
}
