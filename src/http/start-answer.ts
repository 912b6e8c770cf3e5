import type { Context } from "hono";
import { type AnswerEvent, answerEvents } from "../answer.ts";
import { recalledEvents } from "../caching/answer-cache.ts";
import type { Answer, Usage } from "../document.ts";
import { type AskRequest, gather, type Gathered, understand } from "../gather.ts";
import { logFailure } from "../log.ts";
import { cancelWithClient } from "./cancel.ts";
import { earlierAnswers } from "./earlier-answers.ts";
import { assertBudget, charge } from "./limits/budget.ts";
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
  const chargeFor = (usage: Usage) =>
    charge(parts, caller, usage).catch((error: unknown) => {
      logFailure(logger, "error", "an answer could not be charged to its budget", requestId, error);
    });

  async function* events(gathered: Gathered): AsyncGenerator<AnswerEvent> {
    let [said, usage] = ["", unknownUsage];
    let answer: Answer | undefined;
    try {
      for await (const event of answerEvents(parts, gathered, cancel.signal)) {
        if (event.type === "answer-delta") said += event.text;
        if (event.type === "done") ({ usage } = answer = event.answer);
        yield event;
      }
      await earlier.keep(gathered, answer!);
    } finally {
      held.dispose();
      const wasAsked = said !== "" || cancel.signal.aborted;
      await chargeFor(wasAsked ? orEstimate(usage, parts, gathered, said) : gathered.usage);
    }
  }

  async function* eventsAgain(recalled: Iterable<AnswerEvent>, { usage }: Pick<Gathered, "usage">): AsyncGenerator<AnswerEvent> {
    try {
      yield* recalled;
    } finally {
      held.dispose();
      await chargeFor(usage);
    }
  }

  try {
    await assertBudget(parts, caller);
    held.defer(await turns.take(cancel.signal));
    const understood = await understand(parts, request, cancel.signal);
    const recalled = await earlier.find(understood.question);
    if (recalled) return { events: eventsAgain(recalledEvents(parts, recalled, understood), understood), cancel };
    const gathered = await gather(parts, asked, understood, cancel.signal);
    logRerankFailure(logger, requestId, gathered.rerankFailure);
    return { events: events(gathered), cancel };
  } catch (error) {
    held.dispose();
    throw error;
  }
}

const unknownUsage: Usage = { inputTokens: null, outputTokens: null };
const charactersPerToken = 4;

/** What an answer took as its model counted; or else, as when it was cut off before that, as can be told from its length. */
function orEstimate(usage: Usage, { model, newNonce }: AppParts, { question, passages }: Gathered, answer: string): Usage {
  if (usage.inputTokens !== null && usage.outputTokens !== null) return usage;
  if (!model.promptOf) return { inputTokens: 0, outputTokens: 0 };
  const tokensOf = (text: string) => Math.ceil(text.length / charactersPerToken);
  return { inputTokens: tokensOf(model.promptOf({ question, passages, nonce: newNonce() })), outputTokens: tokensOf(answer) };
}
