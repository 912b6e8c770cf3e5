import { z } from "zod";
import { type Config, embeddingProviders } from "./config.ts";
import { IndexMismatchError } from "./errors.ts";
import { sha256 } from "./hash.ts";

/**
 * The record beside the chunks that says which index is live and everything that would make its vectors wrong.
 * Requests embed as it says and search the index that it names.
 */
export const manifestSchema = z.object({
  /** Name of the physical index. */
  index: z.string(),
  embedding: z.object({
    provider: z.enum(embeddingProviders),
    model: z.string(),
    dimensions: z.number().int().positive(),
  }),
  metric: z.enum(["COSINE", "L2", "IP"]),
  chunker: z.string(),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type EmbeddingIdentity = Manifest["embedding"];

/** Changes whenever the same file would be cut differently, or its chunks embedded or analysed in another form. */
const chunkerVersion = 2;

function chunkerName({ chunking }: Config): string {
  return `structure-${chunkerVersion}/${chunking.maxTokens}+${chunking.overlapTokens}`;
}

/** The manifest of a new index. Its name tells the indexes of different manifests apart. */
export async function newManifest(config: Config, embedding: EmbeddingIdentity): Promise<Manifest> {
  const contents = { embedding, metric: config.index.metric, chunker: chunkerName(config) };
  const fingerprint = await sha256(JSON.stringify(contents));
  return { index: `${config.index.name}-${fingerprint.slice(0, 8)}`, ...contents };
}

/**
 * @throws IndexMismatchError when the configuration asks for something else than the live index was built with.
 */
export function assertManifestMatches(manifest: Manifest, config: Config, wanted: Omit<EmbeddingIdentity, "dimensions">): void {
  const { embedding } = manifest;
  const differences: [setting: string, asked: string | number, built: string | number][] = [
    ["EMBEDDINGS", wanted.provider, embedding.provider],
    ["EMBEDDING_MODEL", wanted.model, embedding.model],
    ["EMBEDDING_DIMENSIONS", config.embedding.dimensions ?? embedding.dimensions, embedding.dimensions],
    ["INDEX_METRIC", config.index.metric, manifest.metric],
    ["CHUNK_TOKENS and CHUNK_OVERLAP_TOKENS (chunker)", chunkerName(config), manifest.chunker],
  ];
  const found = differences.filter(([, asked, built]) => asked !== built);
  if (found.length === 0) return;
  throw new IndexMismatchError(
    `The index "${config.index.name}" was built with other settings than the configuration asks for:\n` +
      found.map(([setting, asked, built]) => `  - ${setting}: the index has ${built}, the configuration ${asked}`).join("\n") +
      "\nSet these back to what the index has, or leave it as it is and build another beside it: set INDEX_NAME to a new name and run `npm run ingest`.",
  );
}
