import type { Config } from "../config.ts";
import type { Embedder } from "./embedder.ts";
import { defaultLexicalDimensions, lexicalEmbedder } from "./lexical.ts";
import { openaiEmbedder } from "./openai.ts";
import type { OnFailure } from "./throttle.ts";

export type { Embedder } from "./embedder.ts";

/**
 * @param dimensions of the index that the embeddings are for; without it, what the configuration asks for
 * @param onFailure called when a call of `embedDocuments` has failed and will be repeated
 */
export function createEmbedder({ embedding }: Config, dimensions = embedding.dimensions, onFailure?: OnFailure): Embedder {
  if (embedding.provider === "lexical") return lexicalEmbedder(dimensions ?? defaultLexicalDimensions);
  // Sent only if configured: many servers refuse the parameter.
  return openaiEmbedder(embedding, onFailure);
}
