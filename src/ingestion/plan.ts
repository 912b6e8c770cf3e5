import { assertAsWanted, unlessGiven } from "../manifest/as-built.ts";
import type { Config } from "../config.ts";
import type { Embedder } from "../embeddings/embedder.ts";
import { embeddingCost, type Prices } from "../prices/prices.ts";
import type { Store } from "../stores/store.ts";
import { comparedWindows, countChanges, nothingStored, type Sides } from "./compare.ts";
import { countDeletions, tooMany, vanishedSources } from "./deletions.ts";
import { estimateTime, type TimeEstimate } from "./estimate.ts";
import { emptyReport, type IngestionReport, type Progress } from "./report.ts";
import { embeddingFinder } from "./reuse.ts";
import { embeddingCache } from "./run.ts";
import { listed } from "./windows.ts";
import { countEmbedded, splitByEmbedding } from "./write.ts";

/** What an ingestion would do, in the terms of its report. */
export type IngestionPlan = Omit<IngestionReport, "durationMs"> & {
  /** As `provider:model`. */
  embeddings: string;
  time: TimeEstimate;
  /** It would delete more than half of the origin's documents, which takes --allow-delete. */
  refused: boolean;
};

export type Planning = Pick<Sides, "corpus" | "parseFile" | "defaultCategory"> & {
  config: Config;
  store: Store;
  /** What it makes is asked for its name only. */
  createEmbedder: (config: Config) => Pick<Embedder, "identity">;
  prices: Prices;
  allowDelete?: boolean | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((report: IngestionReport, progress: Progress) => void) | undefined;
  /** Milliseconds. */
  now: () => number;
};

/**
 * Finds out what an ingestion would do. Writes nothing, makes no embedding, and does not wait for an ingestion that is running. Texts
 * that occur in distant files are counted each time, though the run may embed them once.
 * @throws IndexMismatchError, StoreUnavailableError, StoreTimeoutError
 */
export async function planIngestion({
  config,
  store,
  createEmbedder,
  prices,
  allowDelete,
  now,
  ...planning
}: Planning): Promise<IngestionPlan> {
  const began = now();
  const manifest = await store.readManifest();
  const wanted = manifest ? unlessGiven(config, manifest) : config;
  const { identity } = createEmbedder(wanted);
  if (manifest) assertAsWanted(manifest, wanted, identity);
  const { chunking: limits, maxTextBytes } = wanted;
  const { corpus, total } = await listed(planning.corpus);
  const sides = { ...planning, corpus, total, index: manifest ? store.open(manifest) : nothingStored, limits, maxTextBytes };
  // Without an index, only the model could tell how long its embeddings are, and so which of the cache are its own.
  const cache = manifest && embeddingCache(config, store, manifest);

  const report = emptyReport();
  const deletions = await countDeletions(sides);
  await compareAll(sides, embeddingFinder({ ...sides, cache, vanished: () => vanishedSources(sides) }), report);
  for await (const vanished of vanishedSources(sides)) {
    report.documents.deleted += vanished.length;
    for (const record of await sides.index.readDocuments(vanished)) report.chunks.deleted += record?.chunks.length ?? 0;
  }
  const { documents, chunks, embedded, failures } = report;
  return {
    documents,
    chunks,
    embedded,
    cost: embeddingCost(prices, identity, embedded.tokens),
    failures,
    embeddings: `${identity.provider}:${identity.model}`,
    time: estimateTime(report, identity.provider, config.embedding, now() - began),
    refused: !allowDelete && tooMany(deletions),
  };
}

type Compared = Sides & Pick<Planning, "signal" | "onProgress"> & { total: number };

async function compareAll(sides: Compared, find: ReturnType<typeof embeddingFinder>, report: IngestionReport): Promise<void> {
  const { total } = sides;
  let done = 0;
  for await (const { files, changed } of comparedWindows(sides, report)) {
    sides.signal?.throwIfAborted();
    const { reused, alike } = splitByEmbedding(changed, await find(changed));
    countChanges(changed, report);
    report.embedded.reused += reused.length;
    countEmbedded(alike, report);
    done += files;
    sides.onProgress?.(report, { done, total, share: done / total });
  }
}
