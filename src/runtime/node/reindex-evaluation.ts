import { existsSync } from "node:fs";
import { indexEmbedder } from "../../embeddings/index.ts";
import { ConfigurationError, IndexMismatchError } from "../../errors.ts";
import { compareIndexes } from "../../evaluation/compare-indexes.ts";
import { describeComparison } from "../../evaluation/describe-comparison.ts";
import type { QuestionSet } from "../../evaluation/question.ts";
import type { LiveIndex } from "../../manifest/live-index.ts";
import type { Reindexing } from "../../reindexing/reindex.ts";
import type { ChunkIndex } from "../../stores/chunk-index.ts";
import type { NodeContext } from "./context.ts";
import { questionProgress } from "./evaluate.ts";
import { readQuestionSet } from "./question-set.ts";

const usualGolden = "eval/golden.jsonl";

/**
 * How a reindex compares the new index with the live one: by a golden file, or else by the usual one where there is one that is about
 * the documents of the index.
 * @throws ConfigurationError when the file is no golden set
 */
export async function evaluateWith(
  context: NodeContext,
  golden: string | undefined,
  signal: AbortSignal,
  tell: (line: string) => void,
): Promise<Reindexing["evaluate"]> {
  const { config, now, reranker } = context;
  const path = golden ?? (existsSync(usualGolden) ? usualGolden : undefined);
  if (path === undefined) {
    return async () => void tell(`The new index is not evaluated: there is no ${usualGolden}, and --golden names no other.`);
  }
  const { set } = await readQuestionSet(path, config);
  if (set.kind !== "golden")
    throw new ConfigurationError([`--golden is ${JSON.stringify(path)}, which is no golden file but brings its own documents.`]);

  return async ({ from, to }) => {
    const before = searchable(context, from);
    if (!before) {
      tell("The new index is not evaluated: the live one was built by another version of Footnote, and this one cannot search it.");
      return undefined;
    }
    const sources = [...new Set(set.questions.flatMap(({ relevance }) => [...relevance.keys()]))];
    const held = (await from.readDocuments(sources)).filter((record) => record !== undefined).length;
    if (held === 0 && golden === undefined) {
      tell(`The new index is not evaluated: ${path} asks about none of its documents, and --golden names no other.`);
      return undefined;
    }
    if (held < sources.length)
      tell(`The index lacks ${sources.length - held} of the ${sources.length} documents that hold answers of ${path}.`);
    const options = { concurrency: concurrencyOf(set, from, to), signal, onProgress: questionProgress(now) };
    const comparisons = await compareIndexes(set, before, asLive(context, to), { now, reranker }, options);
    tell(`\n${set.name}, ${set.questions.length} questions. ${describeComparison(comparisons, "live index", "new index")}\n`);
    return comparisons;
  };
}

/** Undefined when questions can no longer be analysed and embedded as the texts of the index were. */
function searchable(context: NodeContext, index: ChunkIndex): LiveIndex | undefined {
  try {
    return asLive(context, index);
  } catch (error) {
    if (error instanceof IndexMismatchError) return undefined;
    throw error;
  }
}

function asLive({ config }: NodeContext, index: ChunkIndex): LiveIndex {
  return { index, embedder: indexEmbedder(config, index.manifest), unknownCategories: (names) => index.unknownCategories(names) };
}

/** Models elsewhere embed several questions at once; in this process, they would wait for each other. */
function concurrencyOf({ questions }: QuestionSet, ...indexes: ChunkIndex[]): number {
  return indexes.every(({ manifest }) => manifest.embedding.provider === "lexical") ? 1 : Math.min(4, questions.length);
}
