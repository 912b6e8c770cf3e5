import type { LiveIndex } from "../manifest/live-index.ts";
import type { Reranker } from "../rerankers/reranker.ts";
import { retrieve } from "../retrieve.ts";
import { baselineOf, compare, type Comparison } from "./baseline.ts";
import { evaluate, type EvaluationOptions } from "./evaluate.ts";
import { indexSystem } from "./index-system.ts";
import { rankingDepth, usualK } from "./measures.ts";
import type { Outcome } from "./outcome.ts";
import { asSearched, type QuestionSet } from "./question.ts";

export type ComparedSystem = { now: () => number; reranker?: Reranker | undefined };

/**
 * What the questions of a golden set find in one index, beside what they find in another, with the usual mode and k. No answers are
 * asked for: they cost money, and say nothing of an index that the passages do not.
 */
export async function compareIndexes(
  set: QuestionSet,
  before: LiveIndex,
  after: LiveIndex,
  { now, reranker }: ComparedSystem,
  options: EvaluationOptions,
): Promise<Comparison[]> {
  const k = usualK[set.kind];
  const conditions = { kind: set.kind, mode: "hybrid", k } as const;
  const questions = set.questions.map(asSearched);
  const outcomesOf = (live: LiveIndex): Promise<Outcome[]> => {
    const system = indexSystem(
      async (query, count, categories) =>
        (await retrieve({ ...live, reranker }, { query, k: count, mode: "hybrid", categories }, now)).passages,
      Math.max(k, rankingDepth),
      0,
      now,
    );
    return evaluate({ ...set, questions }, system, options);
  };
  const found = await outcomesOf(before);
  return compare(await outcomesOf(after), baselineOf(set.name, conditions, found));
}
