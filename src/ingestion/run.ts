import type { Config } from "../config.ts";
import type { Embedder } from "../embeddings/embedder.ts";
import type { Manifest } from "../manifest.ts";
import { embeddingCost, listedPrices, type Prices } from "../prices/prices.ts";
import type { EmbeddingCache, Store } from "../stores/store.ts";
import { type Ingestion, ingest } from "./ingest.ts";
import { liveOrNewIndex } from "./live-or-new-index.ts";
import type { IngestionReport, Progress } from "./report.ts";

export type IngestionRun = Pick<Ingestion, "corpus" | "parseFile" | "defaultCategory" | "allowDelete" | "signal" | "onProgress"> & {
  config: Config;
  store: Store;
  /** For the configuration as the index has it, which is known when it is this run's turn. */
  createEmbedder: (config: Config) => Embedder;
  /** Called once if another ingestion must end first. */
  onWait: () => void;
  /** Milliseconds. */
  now: () => number;
  /** Unless given, those that come with Footnote. */
  prices?: Prices;
};

/**
 * Ingests a corpus into the live index, or into a new one which it makes the live one; one run at a time on a store.
 * @throws IndexMismatchError, InvalidEmbeddingError, DeletionRefusedError, StoreUnavailableError, StoreTimeoutError, UpstreamError, IngestionStoppedError
 */
export async function runIngestion({
  config,
  store,
  createEmbedder,
  onWait,
  now,
  prices = listedPrices,
  onProgress,
  ...ingestion
}: IngestionRun): Promise<IngestionReport> {
  const began = now();
  await store.connect();
  const lock = await store.lockIngestion(onWait, ingestion.signal);
  try {
    const { batchSize, concurrency } = config.embedding;
    const signal = AbortSignal.any(ingestion.signal ? [ingestion.signal, lock.lost] : [lock.lost]);
    const given = { ...ingestion, maxTextBytes: config.maxTextBytes, signal };
    const live = await liveOrNewIndex(config, store, { ...given, createEmbedder });
    const withCost = (report: IngestionReport): IngestionReport => {
      const durationMs = Math.round(now() - began);
      return { ...report, cost: embeddingCost(prices, live.embedder.identity, report.embedded.tokens), durationMs };
    };
    const cache = embeddingCache(config, store, live.index.manifest);
    const tell = (report: IngestionReport, progress: Progress) => onProgress?.(withCost(report), progress);
    return withCost(await ingest({ ...given, ...live, cache, batchSize, concurrency, onProgress: tell }));
  } finally {
    // A store that is away lets the lock expire; the run's own failure says more.
    await lock.release().catch(() => {});
  }
}

/** Lexical embeddings are made faster than they are read. */
export function embeddingCache({ embedding: { cacheHours } }: Config, store: Store, { embedding }: Manifest): EmbeddingCache | undefined {
  return embedding.provider === "lexical" || cacheHours === 0 ? undefined : store.embeddingCache(embedding, cacheHours * 3600);
}
