import { z } from "zod";
import { type Config, embeddingProviders } from "../config.ts";
import { sha256 } from "../hash.ts";

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
    /** Whether the provider was asked for so many, which many models refuse; absent in manifests of an earlier version. */
    dimensionsAsked: z.boolean().optional(),
  }),
  metric: z.enum(["COSINE", "L2", "IP"]),
  chunker: z.string(),
  /** How Redis finds neighbours; absent on SQLite, and in manifests of an earlier version. */
  redis: z.object({ algorithm: z.enum(["HNSW", "FLAT"]), m: z.number().int(), efConstruction: z.number().int() }).optional(),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type EmbeddingIdentity = Manifest["embedding"];

/** Changes whenever the same file would be cut differently, or its chunks embedded or analysed in another form. */
const chunkerVersion = 4;

export function chunkerName({ maxTokens, overlapTokens }: Config["chunking"]): string {
  return `structure-${chunkerVersion}/${maxTokens}+${overlapTokens}`;
}

/** How an index is cut; undefined when another version of Footnote cut it. */
export function chunkingOf({ chunker }: Manifest): Config["chunking"] | undefined {
  const [, version, maxTokens, overlapTokens] = /^structure-(\d+)\/(\d+)\+(\d+)$/.exec(chunker) ?? [];
  return Number(version) === chunkerVersion ? { maxTokens: Number(maxTokens), overlapTokens: Number(overlapTokens) } : undefined;
}

/**
 * The manifest of a new index. Its name tells the indexes of different manifests apart.
 * @param taken names of indexes that exist
 */
export async function newManifest(config: Config, embedding: EmbeddingIdentity, taken: string[] = []): Promise<Manifest> {
  const { name, metric, algorithm, m, efConstruction } = config.index;
  const contents = {
    embedding: { ...embedding, dimensionsAsked: config.embedding.dimensions !== undefined },
    metric,
    chunker: chunkerName(config.chunking),
    ...(config.redisUrl !== undefined && { redis: { algorithm, m, efConstruction } }),
  };
  const fingerprint = (await sha256(JSON.stringify(contents))).slice(0, 8);
  let index = `${name}-${fingerprint}`;
  for (let generation = 2; taken.includes(index); generation++) index = `${name}-${fingerprint}-g${generation}`;
  return { index, ...contents };
}
