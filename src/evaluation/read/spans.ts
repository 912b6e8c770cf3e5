import { z } from "zod";
import { ConfigurationError } from "../../errors.ts";
import type { Question } from "../question.ts";
import { parseJsonLines } from "./json-lines.ts";

/** The file names of a span set: questions, and beside them the corpus in one folder for each category. */
export const spanFiles = { questions: "questions.jsonl", corpus: "corpus" } as const;

const offset = z.number().int().min(0);
const spanQuestionSchema = z.object({
  question: z.string().min(1),
  category: z.string().min(1).nullish(),
  source: z.string().min(1),
  references: z.array(z.object({ start: offset, end: offset, text: z.string() })).min(1),
});

/**
 * Questions whose answers are known as stretches of their sources, counted in UTF-16 units.
 * @param texts by source
 * @throws ConfigurationError when a reference is not what its source holds at that place
 */
export function spanQuestions(questionsJsonl: string, name: string, texts: Map<string, string>): Question[] {
  return parseJsonLines(questionsJsonl, spanQuestionSchema, name).map(({ question, category, source, references }) => {
    const sourceText = texts.get(source);
    for (const { start, end, text } of references) {
      if (sourceText?.slice(start, end) === text) continue;
      const problem = sourceText === undefined ? "there is no such file" : `characters ${start} to ${end} are not the reference`;
      throw new ConfigurationError([`${name}: ${JSON.stringify(question)} refers to ${source}, but ${problem}.`]);
    }
    return {
      text: question,
      category: category ?? null,
      relevance: new Map([[source, 1]]),
      needed: [[source]],
      references: references.map(({ start, end }) => ({ source, start, end })),
    };
  });
}

/** Whether a text of JSON Lines begins with a question of a span set. */
export function isSpanRecord(jsonl: string): boolean {
  try {
    return spanQuestionSchema.safeParse(JSON.parse(jsonl.slice(0, jsonl.indexOf("\n") + 1 || undefined))).success;
  } catch {
    return false;
  }
}
