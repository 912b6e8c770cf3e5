import type { Context } from "hono";
import { type AnswerEvent, answerEvents } from "../answer.ts";
import { type AskRequest, gather, type Gathered } from "../gather.ts";
import { logFailure } from "../log.ts";
import { cancelWithClient } from "./cancel.ts";
import { costOf } from "../prices/prices.ts";
import { assertBudget, charge, type Spent } from "./limits/budget.ts";
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
  const held = new DisposableStack();
  const cancel = held.use(cancelWithClient(context.req.raw, limits.requestTimeout));

  async function* events(gathered: Gathered): AsyncGenerator<AnswerEvent> {
    let answer = "";
    let spent: Spent | undefined;
    try {
      for await (const event of answerEvents(parts, gathered, cancel.signal)) {
        if (event.type === "answer-delta") answer += event.text;
        if (event.type === "done") spent = event.answer.usage;
        yield event;
      }
    } finally {
      held.dispose();
      const asked = answer !== "" || cancel.signal.aborted;
      const taken = asked ? orEstimate(spent, parts, gathered, answer) : spentOnRewriting(parts, gathered);
      await charge(parts, caller, taken).catch((error: unknown) => {
        logFailure(logger, "error", "an answer could not be charged to its budget", requestId, error);
      });
    }
  }

  try {
    await assertBudget(parts, caller);
    held.defer(await turns.take(cancel.signal));
    const gathered = await gather(parts, { ...request, visible: caller.visible }, cancel.signal);
    logRerankFailure(logger, requestId, gathered.rerankFailure);
    return { events: events(gathered), cancel };
  } catch (error) {
    held.dispose();
    throw error;
  }
}

const nothing: Spent = { inputTokens: 0, outputTokens: 0, cost: null };
const charactersPerToken = 4;

function spentOnRewriting({ prices }: AppParts, { rewriting }: Gathered): Spent {
  return rewriting ? { ...rewriting.usage, cost: costOf(prices, rewriting.model, rewriting.usage) } : nothing;
}

/** What an answer took as its model counted; or else, as when it was cut off before that, as can be told from its length. */
function orEstimate(
  spent: Spent | undefined,
  { model, prices, newNonce }: AppParts,
  { question, passages }: Gathered,
  answer: string,
): Spent {
  if (spent && spent.inputTokens !== null && spent.outputTokens !== null) return spent;
  if (!model.promptOf) return nothing;
  const tokensOf = (text: string) => Math.ceil(text.length / charactersPerToken);
  const usage = { inputTokens: tokensOf(model.promptOf({ question, passages, nonce: newNonce() })), outputTokens: tokensOf(answer) };
  return { ...usage, cost: costOf(prices, model.name, usage) };
}
