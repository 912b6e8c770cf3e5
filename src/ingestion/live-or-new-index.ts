import type { Config } from "../config.ts";
import type { Embedding } from "../document.ts";
import type { Embedder } from "../embeddings/embedder.ts";
import { assertManifestMatches, newManifest } from "../manifest.ts";
import type { ChunkIndex, Store } from "../stores/store.ts";
import { comparedWindows, nothingStored, type Sides } from "./compare.ts";
import { emptyReport } from "./report.ts";

type Given = Omit<Sides, "index"> & { embedder: Embedder; signal: AbortSignal };

/**
 * The index that a corpus is ingested into; makes one, and publishes it, if there is none.
 * @returns the index, and the embedder with what it took to learn the length of its embeddings
 * @throws IndexMismatchError, UpstreamError
 */
export async function liveOrNewIndex(config: Config, store: Store, given: Given): Promise<{ index: ChunkIndex; embedder: Embedder }> {
  const { embedder } = given;
  const live = await store.readManifest();
  if (live) {
    assertManifestMatches(live, config, embedder.identity);
    const index = store.open(live);
    await index.create();
    return { index, embedder };
  }
  // Only the model itself knows how long its embeddings are; it is asked for one that is needed anyway.
  const text = await firstText(given);
  const [embedding] = await embedder.embedDocuments([text], given.signal);
  const manifest = await newManifest(config, { ...embedder.identity, dimensions: embedding!.length });
  const index = store.open(manifest);
  await index.create();
  await store.publish(manifest);
  return { index, embedder: remembering(embedder, text, embedding!) };
}

/** What is embedded of the first chunk of the corpus, or any text if it has none. */
async function firstText(given: Given): Promise<string> {
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
