import type { Config } from "../config.ts";
import { cohereEmbedder, coherePackages } from "./cohere.ts";
import type { Embedder } from "./embedder.ts";
import { defaultLexicalDimensions, lexicalEmbedder } from "./lexical.ts";
import { openaiEmbedder } from "./openai.ts";
import { loadPackage } from "./package.ts";
import type { OnFailure } from "./throttle.ts";
import { transformersEmbedder, transformersPackages } from "./transformers.ts";

export type { Embedder } from "./embedder.ts";

/**
 * @param dimensions of the index that the embeddings are for; without it, what the configuration asks for
 * @param onFailure called when a call of `embedDocuments` has failed and will be repeated
 */
export function createEmbedder({ embedding }: Config, dimensions = embedding.dimensions, onFailure?: OnFailure): Embedder {
  switch (embedding.provider) {
    case "lexical":
      return lexicalEmbedder(dimensions ?? defaultLexicalDimensions);
    case "openai":
      return openaiEmbedder(embedding, onFailure);
    case "cohere":
      return cohereEmbedder(embedding, onFailure);
    case "transformers":
      return transformersEmbedder(embedding);
  }
}

const packages: Partial<Record<Config["embedding"]["provider"], string[]>> = { cohere: coherePackages, transformers: transformersPackages };

/** So that a missing package is noticed before it is needed. @throws ConfigurationError that names it */
export async function assertEmbedderInstalled({ embedding: { provider } }: Config): Promise<void> {
  const needed = packages[provider] ?? [];
  for (const name of needed) await loadPackage(name, provider, needed);
}
