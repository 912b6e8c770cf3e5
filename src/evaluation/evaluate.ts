import { concurrently } from "../concurrently.ts";
import type { Found, Outcome, Reply } from "./outcome.ts";
import type { Question, QuestionSet } from "./question.ts";

/** What is evaluated: a server, or the same parts in this process. */
export type System = {
  /** @param categories only passages of these */
  search(query: string, categories?: string[]): Promise<Found>;
  /** Only golden sets are asked. */
  ask?(question: Question): Promise<Reply>;
};

export type EvaluationOptions = {
  /** Questions under way at once; more than one makes latencies those of a busy system. */
  concurrency: number;
  signal?: AbortSignal | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
};

/** Puts every question to the system. @returns outcomes in the order of the questions */
export async function evaluate(set: QuestionSet, system: System, options: EvaluationOptions): Promise<Outcome[]> {
  const { concurrency, signal, onProgress } = options;
  const outcomes: Outcome[] = [];
  let done = 0;
  await concurrently(set.questions.entries(), concurrency, async ([position, question]) => {
    signal?.throwIfAborted();
    outcomes[position] = await outcomeOf(set, question, system);
    done++;
    onProgress?.(done, set.questions.length);
  });
  return outcomes;
}

async function outcomeOf({ kind }: QuestionSet, question: Question, system: System): Promise<Outcome> {
  if (kind === "golden") {
    const reply = await system.ask?.(question);
    // A follow-up is searched for as it is understood.
    return { question, reply, found: await system.search(reply?.rewrittenQuestion ?? question.text) };
  }
  const found = await system.search(question.text);
  if (kind === "spans" && question.category !== null) {
    return { question, found, foundInCategory: await system.search(question.text, [question.category]) };
  }
  return { question, found };
}
