import { analyse } from "../text/analyse.ts";
import { defaultEmbeddingModels } from "../config.ts";
import type { Embedding } from "../document.ts";
import { quickHash } from "../hash.ts";
import type { Embedder } from "./embedder.ts";

export const defaultLexicalDimensions = 1024;

/**
 * Embeddings without a model: the terms of a text, hashed into a vector of fixed length (feature hashing, Weinberger et al. 2009,
 * https://arxiv.org/abs/0902.2206). They find shared words, not shared meaning. Nothing is fitted to a corpus, so a
 * query is always embedded as the chunks were.
 */
export function lexicalEmbedder(dimensions: number): Embedder {
  const embed = (text: string) => embedTerms(text, dimensions);
  return {
    identity: { provider: "lexical", model: defaultEmbeddingModels.lexical },
    // They know the same words as full text, but not how rare each is: with 0.02, they moved what is first by words.
    fusionWeight: 0.01,
    embedDocuments: async (texts) => texts.map(embed),
    embedQuery: async (text) => embed(text),
  };
}

function embedTerms(text: string, dimensions: number): Embedding {
  const terms = analyse(text);
  // A text of stop words or signs alone still needs a direction.
  if (terms.length === 0) terms.push(text.trim().toLowerCase() || " ");
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);

  const embedding = new Float32Array(dimensions);
  for (const [term, count] of counts) {
    const hash = quickHash(term);
    // The sign makes colliding terms cancel on average instead of adding up.
    embedding[(hash >>> 1) % dimensions]! += hash & 1 ? Math.sqrt(count) : -Math.sqrt(count);
  }
  return normalise(embedding);
}

function normalise(embedding: Embedding): Embedding {
  let squares = 0;
  for (const value of embedding) squares += value * value;
  const length = Math.sqrt(squares);
  // Colliding terms of opposite sign can cancel out entirely.
  if (length === 0) embedding[0] = 1;
  else for (let index = 0; index < embedding.length; index++) embedding[index]! /= length;
  return embedding;
}
