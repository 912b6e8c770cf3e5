import { z } from "zod";
import { asksTheSame } from "../answering/same-question.ts";
import type { Embedder } from "../embeddings/embedder.ts";
import { ConfigurationError } from "../errors.ts";
import { parseJsonLines } from "./read/json-lines.ts";

/** Two questions, which one answer serves if they are the same. */
const pairSchema = z.strictObject({ one: z.string().min(1), other: z.string().min(1), same: z.boolean() });
export type QuestionPair = z.infer<typeof pairSchema>;

export type ComparedPair = QuestionPair & {
  /** Of the embeddings. */
  cosine: number;
  /** Whether their words allow that they are the same. */
  alike: boolean;
};

/** @param name of the file, for messages @throws ConfigurationError */
export function questionPairs(text: string, name: string): QuestionPair[] {
  const pairs = parseJsonLines(text, pairSchema, name);
  if (new Set(pairs.map(({ same }) => same)).size === 2) return pairs;
  throw new ConfigurationError([`${name} holds pairs of one kind only; it needs some that are the same and some that are not.`]);
}

/** @throws UpstreamError, and what `signal` is aborted with */
export async function comparePairs(pairs: QuestionPair[], embedder: Embedder, signal: AbortSignal): Promise<ComparedPair[]> {
  const compared: ComparedPair[] = [];
  for (const pair of pairs) {
    const [one, other] = [await embedder.embedQuery(pair.one, signal), await embedder.embedQuery(pair.other, signal)];
    compared.push({ ...pair, cosine: cosine(one, other), alike: asksTheSame(pair.one, pair.other) });
  }
  return compared;
}

function cosine(one: Float32Array, other: Float32Array): number {
  const product = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);
  return product(one, other) / Math.sqrt(product(one, one) * product(other, other));
}
