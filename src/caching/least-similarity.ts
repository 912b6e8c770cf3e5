import type { EmbeddingIdentity } from "../manifest/manifest.ts";

/** As `npm run calibrate -- --cache` fits it on `eval/question-pairs.jsonl`. */
const lexical = 0.81;
/** Embeddings with a model put most questions about one subject near each other, each model in its own range: a cautious guess. */
const others = 0.95;

/** Cosine of two questions' embeddings from which they may be the same, where the configuration does not say. */
export function usualLeastSimilarity({ provider }: EmbeddingIdentity): number {
  return provider === "lexical" ? lexical : others;
}
