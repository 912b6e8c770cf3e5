import type { Context } from "hono";
import { type AnswerEvent, answerEvents } from "../answer.ts";
import { recalledEvents } from "../caching/answer-cache.ts";
import type { Answer } from "../document.ts";
import { type AskRequest, gather, type Gathered, type Understood, understand } from "../gather.ts";
import { logFailure } from "../log.ts";
import { cancelWithClient } from "./cancel.ts";
import { addCosts, costOf } from "../prices/prices.ts";
import { earlierAnswers } from "./earlier-answers.ts";
import { assertBudget, charge, type Spent } from "./limits/budget.ts";
import type { AppEnvironment, AppParts } from "./parts.ts";
import { logRerankFailure } from "./search.ts";

export type StartedAnswer = {
  /** Has to be iterated: the end of the iteration makes room for the next answer. */
  events: AsyncIterable<AnswerEvent>;
  cancel: AbortController;
};

/**
 * Finds what a question is answered from, once it is its turn, within the caller's budget; or the answer that was given to it before.
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

  const asked = { ...request, visible: caller.visible };
  const earlier = earlierAnswers(parts, context, asked, cancel.signal);
  const chargeFor = (spent: Spent) =>
    charge(parts, caller, spent).catch((error: unknown) => {
      logFailure(logger, "error", "an answer could not be charged to its budget", requestId, error);
    });

  async function* events(gathered: Gathered): AsyncGenerator<AnswerEvent> {
    let said = "";
    let answer: Answer | undefined;
    let answeredBy = parts.model.name;
    try {
      for await (const event of answerEvents(parts, gathered, cancel.signal)) {
        if (event.type === "answer-delta") said += event.text;
        if (event.type === "done") ({ answer } = event);
        if (event.type === "model") answeredBy = event.name;
        else yield event;
      }
      await earlier.keep(gathered, answer!);
    } finally {
      held.dispose();
      const wasAsked = said !== "" || cancel.signal.aborted;
      await chargeFor(wasAsked ? orEstimate(answer?.usage, parts, gathered, { said, answeredBy }) : spentOnRewriting(parts, gathered));
    }
  }

  async function* eventsAgain(recalled: Iterable<AnswerEvent>, understood: Understood): AsyncGenerator<AnswerEvent> {
    try {
      yield* recalled;
    } finally {
      held.dispose();
      await chargeFor(spentOnRewriting(parts, understood));
    }
  }

  let understood: Understood | undefined;
  try {
    await assertBudget(parts, caller);
    held.defer(await turns.take(cancel.signal));
    understood = await understand(parts, request, cancel.signal);
    const recalled = await earlier.find(understood.question);
    if (recalled) return { events: eventsAgain(recalledEvents(parts, recalled, understood), understood), cancel };
    const gathered = await gather(parts, asked, understood, cancel.signal);
    logRerankFailure(logger, requestId, gathered.rerankFailure);
    return { events: events(gathered), cancel };
  } catch (error) {
    held.dispose();
    if (understood) await chargeFor(spentOnRewriting(parts, understood));
    throw error;
  }
}

const nothing: Spent = { inputTokens: 0, outputTokens: 0, cost: null };
const charactersPerToken = 4;

function spentOnRewriting({ prices }: AppParts, { rewriting }: Pick<Understood, "rewriting">): Spent {
  return rewriting ? { ...rewriting.usage, cost: costOf(prices, rewriting.model, rewriting.usage) } : nothing;
}

/** What an answer took as its model counted; or else, as when it was cut off before that, as can be told from its length. */
function orEstimate(
  spent: Spent | undefined,
  parts: AppParts,
  gathered: Gathered,
  { said, answeredBy }: { said: string; answeredBy: string },
): Spent {
  if (spent && spent.inputTokens !== null && spent.outputTokens !== null) return spent;
  const { model, prices, newNonce } = parts;
  const { question, passages } = gathered;
  const rewriting = spentOnRewriting(parts, gathered);
  if (!model.promptOf) return rewriting;
  const tokensOf = (text: string) => Math.ceil(text.length / charactersPerToken);
  const usage = { inputTokens: tokensOf(model.promptOf({ question, passages, nonce: newNonce() })), outputTokens: tokensOf(said) };
  const cost = costOf(prices, answeredBy, usage);
  return {
    inputTokens: usage.inputTokens + (rewriting.inputTokens ?? 0),
    outputTokens: usage.outputTokens + (rewriting.outputTokens ?? 0),
    cost: gathered.rewriting ? addCosts(rewriting.cost, cost) : cost,
  };
}
