import type { Context } from "hono";
import { type AnswerEvent, answerEvents } from "../answer.ts";
import type { Usage } from "../document.ts";
import { type AskRequest, gather, type Gathered } from "../gather.ts";
import { logFailure } from "../log.ts";
import { cancelWithClient } from "./cancel.ts";
import { assertBudget, charge } from "./limits/budget.ts";
import type { AppEnvironment, AppParts } from "./parts.ts";
import { logRerankFailure } from "./search.ts";

export type StartedAnswer = {
  /** Has to be iterated: the end of the iteration makes room for the next answer. */
  events: AsyncIterable<AnswerEvent>;
  cancel: AbortController;
};

/**
 * Finds what a question is answered from, once it is its turn, within the caller's budget.
 * @throws LimitError, and what `gather` throws
 */
export async function startAnswer(
  parts: AppParts,
  context: Context<AppEnvironment>,
  request: Omit<AskRequest, "visible">,
): Promise<StartedAnswer> {
  const { logger, limits, turns } = parts;
  const [requestId, caller] = [context.get("requestId"), context.get("caller")];
  logger.debug("question", { requestId, question: request.question });
  const cancel = cancelWithClient(context.req.raw, limits.requestTimeout);
  await assertBudget(parts, caller);
  const endTurn = await turns.take(cancel.signal);

  async function* events(gathered: Gathered): AsyncGenerator<AnswerEvent> {
    let { usage } = gathered;
    let [answer, done] = ["", false];
    try {
      for await (const event of answerEvents(parts, gathered, cancel.signal)) {
        if (event.type === "answer-delta") answer += event.text;
        if (event.type === "done") [usage, done] = [event.answer.usage, true];
        yield event;
      }
    } finally {
      endTurn();
      if (!done && (answer !== "" || cancel.signal.aborted)) usage = estimatedUsage(parts, gathered, answer);
      await charge(parts, caller, usage).catch((error: unknown) => {
        logFailure(logger, "error", "an answer could not be charged to its budget", requestId, error);
      });
    }
  }

  try {
    const gathered = await gather(parts, { ...request, visible: caller.visible }, cancel.signal);
    logRerankFailure(logger, requestId, gathered.rerankFailure);
    return { events: events(gathered), cancel };
  } catch (error) {
    endTurn();
    throw error;
  }
}

const charactersPerToken = 4;

/** Of an answer that was cut off before its model said what it took. */
function estimatedUsage({ model, newNonce }: AppParts, { question, passages }: Gathered, answer: string): Usage {
  const tokensOf = (text: string) => Math.ceil(text.length / charactersPerToken);
  if (!model.promptOf) return { inputTokens: 0, outputTokens: 0 };
  return { inputTokens: tokensOf(model.promptOf({ question, passages, nonce: newNonce() })), outputTokens: tokensOf(answer) };
}
