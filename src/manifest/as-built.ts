import { type Config, defaultEmbeddingModels, type VariableName } from "../config.ts";
import { IndexMismatchError } from "../errors.ts";
import { chunkerName, chunkingOf, type EmbeddingIdentity, type Manifest } from "./manifest.ts";

/** The configuration, with everything that an index was built with as the index has it. */
export function asBuilt(config: Config, manifest: Manifest): Config {
  return unlessGiven({ ...config, given: new Set() }, manifest);
}

/** The configuration, with what the environment leaves open as an index has it. */
export function unlessGiven(config: Config, manifest: Manifest): Config {
  const { given, embedding, index, chunking, embeddingEndpoints } = config;
  const { embedding: built, redis = index } = manifest;
  const choose = <Value>(name: VariableName, asked: Value, has: Value) => (given.has(name) ? asked : has);

  const provider = choose("EMBEDDINGS", embedding.provider, built.provider);
  const usualModel = provider === built.provider ? built.model : defaultEmbeddingModels[provider];
  const model = choose("EMBEDDING_MODEL", embedding.model, usualModel);
  const lengthAsked = built.dimensionsAsked ?? embedding.dimensions === built.dimensions;
  const sameModel = provider === built.provider && (model === built.model || provider === "lexical");
  const length = sameModel && (lengthAsked || provider === "lexical") ? built.dimensions : undefined;
  return {
    ...config,
    embedding: {
      ...embedding,
      ...embeddingEndpoints[provider],
      provider,
      model,
      dimensions: choose("EMBEDDING_DIMENSIONS", embedding.dimensions, length),
    },
    index: {
      ...index,
      metric: choose("INDEX_METRIC", index.metric, manifest.metric),
      algorithm: choose("INDEX_ALGORITHM", index.algorithm, redis.algorithm),
      m: choose("HNSW_M", index.m, redis.m),
      efConstruction: choose("HNSW_EF_CONSTRUCTION", index.efConstruction, redis.efConstruction),
    },
    // An overlap fits the size that it was chosen for.
    chunking: given.has("CHUNK_TOKENS") || given.has("CHUNK_OVERLAP_TOKENS") ? chunking : (chunkingOf(manifest) ?? chunking),
  };
}

export type Difference = { setting: string; has: string | number; asked: string | number };

/**
 * What of an index is not as it is asked for.
 * @param wanted what `unlessGiven` returned for it
 * @param identity of the embeddings that `wanted` makes
 */
export function differences(
  { embedding, metric, chunker, redis }: Manifest,
  wanted: Config,
  identity: Pick<EmbeddingIdentity, "provider" | "model">,
): Difference[] {
  const { algorithm, m, efConstruction } = wanted.index;
  const graph: [string, string | number, string | number][] =
    redis?.algorithm === "HNSW" && algorithm === "HNSW"
      ? [
          ["HNSW_M", redis.m, m],
          ["HNSW_EF_CONSTRUCTION", redis.efConstruction, efConstruction],
        ]
      : [];
  const settings: [string, string | number, string | number][] = [
    ["EMBEDDINGS", embedding.provider, identity.provider],
    ["EMBEDDING_MODEL", embedding.model, identity.model],
    ["EMBEDDING_DIMENSIONS", embedding.dimensions, wanted.embedding.dimensions ?? embedding.dimensions],
    ["INDEX_METRIC", metric, wanted.index.metric],
    ["CHUNK_TOKENS and CHUNK_OVERLAP_TOKENS (chunker)", chunker, chunkerName(wanted.chunking)],
    ...(redis ? ([["INDEX_ALGORITHM", redis.algorithm, algorithm]] satisfies typeof graph) : []),
    ...graph,
  ];
  return settings.filter(([, has, asked]) => has !== asked).map(([setting, has, asked]) => ({ setting, has, asked }));
}

/** For people, a line for each. */
export function describeDifferences(found: Difference[]): string {
  return found.map(({ setting, has, asked }) => `  - ${setting}: the index has ${has}, the configuration ${asked}`).join("\n");
}

/**
 * @throws IndexMismatchError when another version of Footnote built the live index, or the configuration asks for something else than it
 * was built with; see `differences`
 */
export function assertAsWanted(manifest: Manifest, wanted: Config, identity: Pick<EmbeddingIdentity, "provider" | "model">): void {
  assertSameVersion(manifest);
  const found = differences(manifest, wanted, identity);
  if (found.length === 0) return;
  throw new IndexMismatchError(
    `The index "${wanted.index.name}" was built with other settings than the configuration asks for:\n${describeDifferences(found)}\n` +
      "Set these back to what the index has, or leave them unset; or build it anew, behind the live one, with `npm run reindex`.",
  );
}

/** @throws IndexMismatchError when another version of Footnote cut and analysed the texts, so that searches would miss much */
export function assertSameVersion(manifest: Manifest): void {
  if (chunkingOf(manifest)) return;
  throw new IndexMismatchError(
    `The index ${manifest.index} was built by another version of Footnote (chunker ${manifest.chunker}). Build it anew with \`npm run reindex\`.`,
  );
}
