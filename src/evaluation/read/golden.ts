import { z } from "zod";
import type { Question } from "../question.ts";
import { parseJsonLines } from "./json-lines.ts";

/** Ragas's names, https://docs.ragas.io/en/stable/concepts/components/eval_sample/, and what it has no name for. */
export const goldenSchema = z.object({
  user_input: z.string().min(1),
  reference: z.string().default(""),
  /** Sources, each of which holds the answer or a part of it. */
  reference_context_ids: z.array(z.string().min(1)).default([]),
  reference_quotes: z.array(z.string().min(1)).default([]),
  category: z.string().min(1).nullish(),
  answerable: z.boolean().default(true),
  history: z.array(z.object({ role: z.enum(["user", "assistant"]), content: z.string() })).optional(),
});

/** @throws ConfigurationError */
export function goldenQuestions(jsonl: string, name: string): Question[] {
  return parseJsonLines(jsonl, goldenSchema, name).map((record) => ({
    text: record.user_input,
    category: record.category ?? null,
    relevance: new Map(record.reference_context_ids.map((source) => [source, 1])),
    expected: {
      reference: record.reference,
      quotes: record.reference_quotes,
      answerable: record.answerable,
      history: record.history,
    },
  }));
}
