import type { Config } from "../config.ts";
import type { Embedder } from "../embeddings/embedder.ts";
import { assertManifestMatches, newManifest } from "../manifest.ts";
import type { ChunkIndex, Store } from "../stores/store.ts";
import { type Ingestion, ingest } from "./ingest.ts";
import type { IngestionReport } from "./report.ts";

export type IngestionRun = Pick<Ingestion, "corpus" | "parseFile" | "defaultCategory" | "allowDelete" | "signal" | "onProgress"> & {
  config: Config;
  store: Store;
  embedder: Embedder;
  /** Called once if another ingestion must end first. */
  onWait: () => void;
  /** Milliseconds. */
  now: () => number;
};

/**
 * Ingests a corpus into the live index, or into a new one which it makes the live one; one run at a time on a store.
 * @throws IndexMismatchError, DeletionRefusedError, StoreUnavailableError, StoreTimeoutError, UpstreamError, IngestionStoppedError
 */
export async function runIngestion({ config, store, embedder, onWait, now, ...ingestion }: IngestionRun): Promise<IngestionReport> {
  const began = now();
  await store.connect();
  const lock = await store.lockIngestion(onWait, ingestion.signal);
  try {
    const index = await liveOrNewIndex(config, store, embedder, ingestion.signal);
    const { chunking: limits, maxTextBytes } = config;
    const { batchSize, concurrency } = config.embedding;
    const signal = AbortSignal.any(ingestion.signal ? [ingestion.signal, lock.lost] : [lock.lost]);
    const report = await ingest({ ...ingestion, index, embedder, limits, maxTextBytes, batchSize, concurrency, signal });
    return { ...report, durationMs: Math.round(now() - began) };
  } finally {
    // A store that is away lets the lock expire; the run's own failure says more.
    await lock.release().catch(() => {});
  }
}

async function liveOrNewIndex(config: Config, store: Store, embedder: Embedder, signal: AbortSignal | undefined): Promise<ChunkIndex> {
  const live = await store.readManifest();
  if (live) assertManifestMatches(live, config, embedder.identity);
  // Only the model itself knows how long its embeddings are.
  const manifest =
    live ?? (await newManifest(config, { ...embedder.identity, dimensions: (await embedder.embedQuery("Footnote", signal)).length }));
  const index = store.open(manifest);
  await index.create();
  if (!live) await store.publish(manifest);
  return index;
}
