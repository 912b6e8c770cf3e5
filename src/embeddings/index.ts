import { asBuilt, assertSameVersion } from "../manifest/as-built.ts";
import type { Config } from "../config.ts";
import { IndexMismatchError } from "../errors.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { cohereEmbedder, coherePackages } from "./cohere.ts";
import type { Embedder } from "./embedder.ts";
import { defaultLexicalDimensions, lexicalEmbedder } from "./lexical.ts";
import { openaiEmbedder } from "./openai.ts";
import { loadPackage } from "./package.ts";
import { createThrottle, type Pace } from "./throttle.ts";
import { transformersEmbedder, transformersPackages } from "./transformers.ts";

/** @param pace of `embedDocuments`; unless given, a throttle of its own, which is for what embeds questions only, or runs alone */
export function createEmbedder({ embedding }: Config, pace: Pace = { throttle: createThrottle(embedding) }): Embedder {
  switch (embedding.provider) {
    case "lexical":
      return lexicalEmbedder(embedding.dimensions ?? defaultLexicalDimensions);
    case "openai":
      return openaiEmbedder(embedding, pace);
    case "cohere":
      return cohereEmbedder(embedding, pace);
    case "transformers":
      return transformersEmbedder(embedding);
  }
}

/**
 * The embedder that an index was built with, whatever else the configuration asks for.
 * @throws IndexMismatchError when another version of Footnote built it
 */
export function indexEmbedder(config: Config, manifest: Manifest): Embedder {
  assertSameVersion(manifest);
  const embedder = createEmbedder(asBuilt(config, manifest));
  if (embedder.identity.model === manifest.embedding.model) return embedder;
  const { provider, model } = manifest.embedding;
  throw new IndexMismatchError(
    `The index ${manifest.index} has embeddings of ${provider}:${model}, and this version of Footnote makes those of ${embedder.identity.model}. ` +
      "Build it anew with `npm run reindex`.",
  );
}

const packages: Partial<Record<Config["embedding"]["provider"], string[]>> = { cohere: coherePackages, transformers: transformersPackages };

/** So that a missing package is noticed before it is needed. @throws ConfigurationError that names it */
export async function assertEmbedderInstalled({ embedding: { provider } }: Config): Promise<void> {
  const needed = packages[provider] ?? [];
  for (const name of needed) await loadPackage(name, provider, needed);
}
