import type { Catalogue } from "../manifest/catalogue.ts";
import { IndexMissingError, ReindexRefusedError } from "../errors.ts";
import { exclusively } from "../ingestion/exclusively.ts";
import type { OpenedIndex } from "../ingestion/live-or-new-index.ts";
import { type IngestionReport, unnamedFailures } from "../ingestion/report.ts";
import { embeddingCache, type IngestionRun } from "../ingestion/run.ts";
import { embeddingCost } from "../prices/prices.ts";
import { copyDocuments } from "./copy.ts";
import type { Changes, Pair } from "./survey.ts";

/** What a reindex, a rollback and a pruning are made with. */
export type Operation = Pick<
  IngestionRun,
  "config" | "store" | "createEmbedder" | "parseFile" | "prices" | "onWait" | "onProgress" | "now"
> & {
  signal: AbortSignal;
  /** Milliseconds since 1970. */
  clock: () => number;
};

/**
 * Runs while nothing else writes to the store.
 * @throws IndexMissingError; ReindexRefusedError when another index went live while this waited for its turn
 */
export async function inTurn<Result>(
  { store, onWait, signal }: Pick<Operation, "store" | "onWait" | "signal">,
  work: (catalogue: Catalogue, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const before = await store.readManifest();
  return exclusively({ store, onWait, signal }, async (signal) => {
    const catalogue = await store.readCatalogue();
    if (!before || !catalogue) throw new IndexMissingError("Nothing has been ingested yet. Run `npm run ingest`.");
    const { live } = catalogue;
    if (live.index !== before.index) {
      throw new ReindexRefusedError(
        `While this waited for another run, the live index became ${live.index} instead of ${before.index}. Nothing was changed; run it again if it is still wanted.`,
      );
    }
    return await work(catalogue, signal);
  });
}

/** Makes an index hold what another holds, and tells what that cost. */
export async function copyInto(
  { config, store, parseFile, prices, now, onProgress }: Operation,
  { from, to }: Pair,
  { embedder, limits }: Omit<OpenedIndex, "index">,
  { documents: total }: Changes,
  signal: AbortSignal,
): Promise<IngestionReport> {
  const began = now();
  const withCost = (report: IngestionReport): IngestionReport => ({
    ...report,
    cost: embeddingCost(prices, embedder.identity, report.embedded.tokens),
    durationMs: Math.round(now() - began),
  });
  const { batchSize, concurrency } = config.embedding;
  const report = await copyDocuments({
    from,
    to,
    embedder,
    limits,
    cache: embeddingCache(config, store, to.manifest),
    total,
    parseFile,
    batchSize,
    concurrency,
    signal,
    onProgress: (report, progress) => onProgress?.(withCost(report), progress),
  });
  if (report.documents.failed === 0) return withCost(report);
  const failures = report.failures.map(({ source, reason }) => `  - ${source} ${reason}`);
  const unnamed = unnamedFailures(report);
  if (unnamed > 0) failures.push(`  - and ${unnamed} more`);
  throw new ReindexRefusedError(
    `${report.documents.failed} documents could not be cut again, so the live index stays:\n${failures.join("\n")}`,
  );
}
