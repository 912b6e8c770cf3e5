import type { GivenPassage, Turn, Usage } from "../document.ts";

export type AnswerRequest = {
  question: string;
  passages: GivenPassage[];
  /** Another one for each request, so that no passage can hold what delimits passages. */
  nonce: string;
};

/**
 * Answers a question from passages, in pieces as they come. Statements are followed by markers, `[n]` for the nth passage.
 * When the passages do not hold the answer, it begins with `declinedMark`, see `answering/abstention.ts`.
 */
export type AnswerModel = {
  /** As in the response's `model`. */
  readonly name: string;
  /** @throws UpstreamError, and what `signal` is aborted with */
  answer(request: AnswerRequest, signal?: AbortSignal): AsyncIterable<ModelEvent>;
  /**
   * All that `answer` sends for a request, with the texts of all excerpts, so that it can be kept to a size. An answerer that sends
   * nothing has none, and is given passages without their neighbours.
   */
  promptOf?(request: AnswerRequest): string;
  /** All that `rewrite` sends, so that the history can be kept to a size. Whoever sends nothing has none, and is given every turn. */
  rewritingPromptOf?(question: string, history: Turn[]): string;
  /**
   * The question in a form that is understood without what was said before it.
   * @param history at least one turn
   * @throws UpstreamError, and what `signal` is aborted with
   */
  rewrite(question: string, history: Turn[], signal?: AbortSignal): Promise<Rewritten>;
};

export type Rewritten = {
  question: string;
  usage: Usage;
  /** The name of the model that did it. */
  model: string;
};

/** `model` comes first, if at all: another model answers than the one whose name the answerer has. */
export type ModelEvent = { type: "text"; text: string } | { type: "usage"; usage: Usage } | { type: "model"; name: string };
