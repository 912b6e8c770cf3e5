import type { AnswerModel } from "../models/model.ts";
import type { Reranker } from "../rerankers/reranker.ts";
import { type Check, ok } from "./check.ts";

export type AnsweringParts = {
  /** @throws ConfigurationError when its provider is unknown or its package is missing */
  createModel(): Promise<AnswerModel>;
  reranker: Reranker | undefined;
  now(): number;
  signal: AbortSignal;
};

/** Whether the chat model, and the reranker if there is one, answer. Each is called once. */
export function answeringChecks({ createModel, reranker, now, signal }: AnsweringParts): Check[] {
  const chat: Check = {
    name: "chat",
    async look() {
      const model = await createModel();
      if (!model.promptOf) return ok(`${model.name}, which asks no model`);
      const began = now();
      // The rest of the answer is not waited for, nor paid.
      for await (const event of model.answer({ question: "Does the chat model answer?", passages: [], nonce: "doctor" }, signal)) {
        if (event.type === "text") break;
      }
      return ok(`${model.name} begins to answer in ${(now() - began).toFixed(0)} ms`);
    },
  };
  if (!reranker) return [chat];
  const reranking: Check = {
    name: "reranker",
    async look() {
      const began = now();
      await reranker.relevance("Does the reranker answer?", ["It does."], signal);
      return ok(`${reranker.model} answers in ${(now() - began).toFixed(0)} ms`);
    },
  };
  return [chat, reranking];
}
