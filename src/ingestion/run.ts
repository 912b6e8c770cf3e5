import type { Config } from "../config.ts";
import type { Embedder } from "../embeddings/embedder.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { embeddingCost, type Prices } from "../prices/prices.ts";
import type { EmbeddingCache, Store } from "../stores/store.ts";
import { exclusively, type Turn } from "./exclusively.ts";
import { type Ingestion, ingest } from "./ingest.ts";
import { liveOrNewIndex } from "./live-or-new-index.ts";
import type { IngestionReport, Progress } from "./report.ts";

export type LockedRun = Pick<Ingestion, "corpus" | "parseFile" | "defaultCategory" | "whole" | "allowDelete" | "onProgress"> & {
  config: Config;
  store: Store;
  /** For the configuration as the index has it, which is known when it is this run's turn. */
  createEmbedder: (config: Config) => Embedder;
  /** Milliseconds. */
  now: () => number;
  prices: Prices;
  /** Aborts when the lock is lost, too. */
  signal: AbortSignal;
};

export type IngestionRun = Omit<LockedRun, "signal"> & Turn;

/**
 * Ingests a corpus into the live index, or into a new one which it makes the live one; one run at a time on a store.
 * @throws what `ingestLocked` throws
 */
export async function runIngestion({ onWait, ...run }: IngestionRun): Promise<IngestionReport> {
  return exclusively({ ...run, onWait }, (signal) => ingestLocked({ ...run, signal }));
}

/**
 * The same, when the ingestion lock is held.
 * @throws IndexMismatchError, InvalidEmbeddingError, DeletionRefusedError, StoreUnavailableError, StoreTimeoutError, UpstreamError, LimitError, IngestionStoppedError
 */
export async function ingestLocked(run: LockedRun): Promise<IngestionReport> {
  const { config, store, createEmbedder, now, prices, onProgress, ...ingestion } = run;
  const began = now();
  const { batchSize, concurrency } = config.embedding;
  const given = { ...ingestion, maxTextBytes: config.maxTextBytes };
  const live = await liveOrNewIndex(config, store, { ...given, createEmbedder });
  const withCost = (report: IngestionReport): IngestionReport => {
    const durationMs = Math.round(now() - began);
    return { ...report, cost: embeddingCost(prices, live.embedder.identity, report.embedded.tokens), durationMs };
  };
  const cache = embeddingCache(config, store, live.index.manifest);
  const tell = (report: IngestionReport, progress: Progress) => onProgress?.(withCost(report), progress);
  return withCost(await ingest({ ...given, ...live, cache, batchSize, concurrency, onProgress: tell }));
}

/** Lexical embeddings are made faster than they are read. */
export function embeddingCache({ embedding: { cacheHours } }: Config, store: Store, { embedding }: Manifest): EmbeddingCache | undefined {
  return embedding.provider === "lexical" || cacheHours === 0 ? undefined : store.embeddingCache(embedding, cacheHours * 3600);
}
