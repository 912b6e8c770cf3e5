import { z } from "zod";
import type { Question } from "../question.ts";
import { parseJsonLines } from "./json-lines.ts";

const sources = z.array(z.string().min(1));

/** Ragas's names, https://docs.ragas.io/en/stable/concepts/components/eval_sample/, and what it has no name for. */
const goldenSchema = z
  .object({
    user_input: z.string().min(1),
    reference: z.string().default(""),
    /** The sources that the answer needs, all of them, as Ragas counts them in its recall by id. */
    reference_context_ids: sources.default([]),
    /** Groups of these that hold the same evidence, so that one of each group is enough. */
    equivalent_context_ids: z.array(sources.min(2)).default([]),
    reference_quotes: z.array(z.string().min(1)).default([]),
    category: z.string().min(1).nullish(),
    answerable: z.boolean().default(true),
    history: z.array(z.object({ role: z.enum(["user", "assistant"]), content: z.string() })).optional(),
  })
  .refine(({ reference_context_ids: ids, equivalent_context_ids: groups }) => groups.flat().every((id) => ids.includes(id)), {
    path: ["equivalent_context_ids"],
    message: "every source of a group must be one of reference_context_ids",
  });

/** @throws ConfigurationError */
export function goldenQuestions(jsonl: string, name: string): Question[] {
  return parseJsonLines(jsonl, goldenSchema, name).map((record) => ({
    text: record.user_input,
    category: record.category ?? null,
    relevance: new Map(record.reference_context_ids.map((source) => [source, 1])),
    needed: neededOf(record),
    expected: {
      reference: record.reference,
      quotes: record.reference_quotes,
      answerable: record.answerable,
      history: record.history,
    },
  }));
}

function neededOf({ reference_context_ids: ids, equivalent_context_ids: groups }: z.output<typeof goldenSchema>): string[][] {
  const grouped = new Set(groups.flat());
  return [...groups, ...[...new Set(ids)].filter((id) => !grouped.has(id)).map((id) => [id])];
}
