import { assertAsWanted, unlessGiven } from "../manifest/as-built.ts";
import type { ChunkLimits } from "../chunking/cut.ts";
import type { Config } from "../config.ts";
import type { Embedding } from "../document.ts";
import type { Embedder } from "../embeddings/embedder.ts";
import { ConfigurationError, InvalidEmbeddingError } from "../errors.ts";
import { newManifest } from "../manifest/manifest.ts";
import type { ChunkIndex } from "../stores/chunk-index.ts";
import type { Store } from "../stores/store.ts";
import { comparedWindows, nothingStored, type Sides } from "./compare.ts";
import { emptyReport } from "./report.ts";

type Given = Omit<Sides, "index" | "limits"> & { createEmbedder: (config: Config) => Embedder; signal: AbortSignal };

/** An index to write to, and what to cut and embed with for it. */
export type OpenedIndex = { index: ChunkIndex; embedder: Embedder; limits: ChunkLimits };

/**
 * The index that a corpus is ingested into; makes one, and publishes it, if there is none. What the configuration leaves open is as the
 * live index has it.
 * @returns the index, and the embedder with what it took to learn the length of its embeddings
 * @throws ConfigurationError when the store refuses its name, IndexMismatchError, InvalidEmbeddingError, UpstreamError
 */
export async function liveOrNewIndex(config: Config, store: Store, given: Given): Promise<OpenedIndex> {
  const live = await store.readManifest();
  if (live) {
    const wanted = unlessGiven(config, live);
    const embedder = given.createEmbedder(wanted);
    assertAsWanted(live, wanted, embedder.identity);
    const index = store.open(live);
    await index.create();
    return { index, embedder, limits: wanted.chunking };
  }
  // A text that is needed anyway.
  const text = await firstText({ ...given, limits: config.chunking });
  const { dimensions, embedder } = await measured(given.createEmbedder(config), config, text, given.signal);
  const manifest = await newManifest(config, { ...embedder.identity, dimensions });
  const index = store.open(manifest);
  await index.create();
  try {
    await store.publish(manifest);
  } catch (error) {
    // Refused, it is in no catalogue, and nothing would ever find it again. What to do about the refusal matters more, though.
    if (error instanceof ConfigurationError) await store.drop(manifest).catch(() => {});
    throw error;
  }
  return { index, embedder, limits: config.chunking };
}

/**
 * Only a model itself knows how long its embeddings are: it is asked for one.
 * @returns their length, and the embedder with what it has embedded
 * @throws InvalidEmbeddingError when it is not the length that is configured
 */
export async function measured(
  embedder: Embedder,
  { embedding: { dimensions } }: Config,
  text: string,
  signal: AbortSignal,
): Promise<{ dimensions: number; embedder: Embedder }> {
  const [embedding] = await embedder.embedDocuments([text], signal);
  const { length } = embedding!;
  if (length === (dimensions ?? length)) return { dimensions: length, embedder: remembering(embedder, text, embedding!) };
  throw new InvalidEmbeddingError(
    `EMBEDDING_DIMENSIONS is ${dimensions}, but the model ${embedder.identity.model} makes embeddings of ${length}. ` +
      "Leave it unset, or set it to a length that the model offers.",
  );
}

/** What is embedded of the first chunk of the corpus, or any text if it has none. */
async function firstText(given: Omit<Sides, "index">): Promise<string> {
  for await (const { changed } of comparedWindows({ ...given, index: nothingStored }, emptyReport())) {
    const [chunk] = changed.flatMap(({ diff }) => diff.embed);
    if (chunk) return chunk.embeddingInput;
  }
  return "Footnote";
}

/** An embedder that has embedded a text already. */
function remembering(embedder: Embedder, text: string, embedding: Embedding): Embedder {
  return {
    ...embedder,
    async embedDocuments(texts, signal) {
      const others = texts.filter((other) => other !== text);
      const embeddings = others.length > 0 ? await embedder.embedDocuments(others, signal) : [];
      const next = embeddings.values();
      return texts.map((wanted) => (wanted === text ? embedding : next.next().value!));
    },
  };
}
