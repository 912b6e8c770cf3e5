import type { AnswerModel } from "../models/model.ts";
import type { Reranker } from "../rerankers/reranker.ts";
import { type Check, ok } from "./check.ts";
import type { ExaminedStore } from "./examined-store.ts";

export type AnsweringParts = {
  store: Pick<ExaminedStore, "keptAnswers">;
  /** @throws ConfigurationError when its provider is unknown or its package is missing */
  createModel(): Promise<AnswerModel>;
  /** The same for the model that is asked where the first fails, if there is one. */
  createFallback: (() => Promise<AnswerModel>) | undefined;
  reranker: Reranker | undefined;
  /** For how many hours answers are given again; undefined where they are not. */
  answerHours: number | undefined;
  now(): number;
  signal: AbortSignal;
};

/** Whether the models that answer, and the reranker if there is one, do so; each is called once. And how many answers are kept. */
export function answeringChecks(parts: AnsweringParts): Check[] {
  const { store, createModel, createFallback, reranker, answerHours, now, signal } = parts;
  const answers = async (create: () => Promise<AnswerModel>) => {
    const model = await create();
    if (!model.promptOf) return ok(`${model.name}, which asks no model`);
    const began = now();
    // The rest of the answer is not waited for, nor paid.
    for await (const event of model.answer({ question: "Does the chat model answer?", passages: [], nonce: "doctor" }, signal)) {
      if (event.type === "text") break;
    }
    return ok(`${model.name} begins to answer in ${(now() - began).toFixed(0)} ms`);
  };
  const checks: (Check | undefined)[] = [
    { name: "chat", look: () => answers(createModel) },
    createFallback && { name: "fallback", look: () => answers(createFallback) },
    reranker && {
      name: "reranker",
      async look() {
        const began = now();
        await reranker.relevance("Does the reranker answer?", ["It does."], signal);
        return ok(`${reranker.model} answers in ${(now() - began).toFixed(0)} ms`);
      },
    },
    answerHours === undefined
      ? undefined
      : { name: "answers", look: async () => ok(`${await store.keptAnswers()} kept, each for at most ${answerHours} hours`) },
  ];
  return checks.filter((check) => check !== undefined);
}
