import type { Passage, Usage } from "../document.ts";

/** Answers a question from passages, in pieces as they come. Statements are followed by markers, `[n]` for the nth passage. */
export type AnswerModel = {
  /** As in the response's `model`. */
  readonly name: string;
  /** @throws UpstreamError, and what `signal` is aborted with */
  answer(question: string, passages: Passage[], signal?: AbortSignal): AsyncIterable<ModelEvent>;
};

export type ModelEvent = { type: "text"; text: string } | { type: "usage"; usage: Usage };
