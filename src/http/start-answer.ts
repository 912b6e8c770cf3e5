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
  const held = new DisposableStack();
  const cancel = held.use(cancelWithClient(context.req.raw, limits.requestTimeout));

  async function* events(gathered: Gathered): AsyncGenerator<AnswerEvent> {
    let [answer, usage] = ["", unknownUsage];
    try {
      for await (const event of answerEvents(parts, gathered, cancel.signal)) {
        if (event.type === "answer-delta") answer += event.text;
        if (event.type === "done") ({ usage } = event.answer);
        yield event;
      }
    } finally {
      held.dispose();
      const asked = answer !== "" || cancel.signal.aborted;
      await charge(parts, caller, asked ? orEstimate(usage, parts, gathered, answer) : (gathered.rewriting?.usage ?? noUsage)).catch(
        (error: unknown) => {
          logFailure(logger, "error", "an answer could not be charged to its budget", requestId, error);
        },
      );
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

const unknownUsage: Usage = { inputTokens: null, outputTokens: null };
const noUsage: Usage = { inputTokens: 0, outputTokens: 0 };
const charactersPerToken = 4;

/** What an answer took as its model counted; or else, as when it was cut off before that, as can be told from its length. */
function orEstimate(usage: Usage, { model, newNonce }: AppParts, { question, passages }: Gathered, answer: string): Usage {
  if (usage.inputTokens !== null && usage.outputTokens !== null) return usage;
  if (!model.promptOf) return { inputTokens: 0, outputTokens: 0 };
  const tokensOf = (text: string) => Math.ceil(text.length / charactersPerToken);
  return { inputTokens: tokensOf(model.promptOf({ question, passages, nonce: newNonce() })), outputTokens: tokensOf(answer) };
}
