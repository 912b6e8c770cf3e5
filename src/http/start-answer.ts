import type { Context } from "hono";
import { type AnswerEvent, answerEvents } from "../answer.ts";
import { recalledEvents } from "../caching/answer-cache.ts";
import type { Answer, Usage } from "../document.ts";
import { type AskRequest, gather, type Gathered, type Understood, understand } from "../gather.ts";
import { logFailure } from "../observation/log.ts";
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
    let answeredBy: string | undefined;
    try {
      for await (const event of answerEvents(parts, gathered, cancel.signal)) {
        if (event.type === "answer-delta") said += event.text;
        if (event.type === "done") ({ answer } = event);
        if (event.type === "asked") answeredBy = event.model;
        else yield event;
      }
      await earlier.keep(gathered, answer!);
    } finally {
      held.dispose();
      await chargeFor(
        answeredBy !== undefined && (said !== "" || cancel.signal.aborted)
          ? spentOnAnswer(parts, gathered, { answeredBy, said, usage: answer?.usage })
          : spentOnRewriting(parts, gathered),
      );
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

/** As its model counted, or else as can be told from the length of what was sent and said. */
function spentOnRewriting({ prices }: AppParts, { rewriting, question }: Pick<Understood, "rewriting" | "question">): Spent {
  if (!rewriting) return nothing;
  const { prompt, model } = rewriting;
  const usage = isCounted(rewriting.usage) || prompt === undefined ? rewriting.usage : estimate(prompt, question);
  return { ...usage, cost: costOf(prices, model, usage) };
}

/** With the rewriting of its question. An answer that was cut off is counted by nobody. */
function spentOnAnswer(
  parts: AppParts,
  gathered: Gathered,
  { answeredBy, said, usage: counted }: { answeredBy: string; said: string; usage: Spent | undefined },
): Spent {
  if (counted && isCounted(counted)) return counted;
  const { model, prices, newNonce } = parts;
  const { question, passages, rewriting } = gathered;
  const rewritten = spentOnRewriting(parts, gathered);
  if (!model.promptOf) return rewritten;
  const usage = estimate(model.promptOf({ question, passages, nonce: newNonce() }), said);
  const cost = costOf(prices, answeredBy, usage);
  return {
    inputTokens: usage.inputTokens + (rewritten.inputTokens ?? 0),
    outputTokens: usage.outputTokens + (rewritten.outputTokens ?? 0),
    cost: rewriting ? addCosts(rewritten.cost, cost) : cost,
  };
}

const isCounted = ({ inputTokens, outputTokens }: Usage) => inputTokens !== null && outputTokens !== null;

function estimate(sent: string, said: string) {
  const tokensOf = (text: string) => Math.ceil(text.length / charactersPerToken);
  return { inputTokens: tokensOf(sent), outputTokens: tokensOf(said) };
}
