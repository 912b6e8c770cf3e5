import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Config } from "../../config.ts";
import { createEmbedder, indexEmbedder } from "../../embeddings/index.ts";
import { sha256 } from "../../hash.ts";
import type { Corpus } from "../../ingestion/corpus.ts";
import { runIngestion } from "../../ingestion/run.ts";
import { type LiveIndex, liveIndexSource } from "../../manifest/live-index.ts";
import { newManifest } from "../../manifest/manifest.ts";
import type { Store } from "../../stores/store.ts";
import type { NodeContext } from "./context.ts";
import { createStore } from "./create-store.ts";
import { describeReport, showProgress } from "./progress.ts";

/** Ingests a corpus beside the live index, for as long as `use` takes. */
export async function withTemporaryIndex<Result>(
  context: NodeContext,
  corpus: Corpus,
  signal: AbortSignal,
  use: (live: LiveIndex) => Promise<Result>,
): Promise<Result> {
  const { now, parseFile, prices, throttle } = context;
  const config = await temporaryConfig(context.config, corpus.origin);
  return withTemporaryStore(config, async (store) => {
    const { onProgress, end } = showProgress(process.stderr, now);
    const embedderFor = (wanted: Config) => createEmbedder(wanted, { throttle });
    const run = { config, store, createEmbedder: embedderFor, corpus, parseFile, prices, now, signal, onProgress, onWait: () => {} };
    const report = await runIngestion({ ...run, allowDelete: true }).finally(end);
    process.stderr.write(`${describeReport(report)}\n`);
    const live = liveIndexSource((manifest) => indexEmbedder(config, manifest), now);
    return await use(await live.current(store, "all"));
  });
}

/** Leaves nothing behind, whatever fails. */
async function withTemporaryStore<Result>(config: Config, use: (store: Store) => Promise<Result>): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), "footnote-eval-"));
  try {
    const store = await createStore({ ...config, dataDirectory: directory });
    try {
      return await use(store);
    } finally {
      // What failed before says more.
      await dropIndex(store).catch(({ message }: Error) => process.stderr.write(`${config.index.name} could not be removed: ${message}\n`));
      await store.close();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function dropIndex(store: Store): Promise<void> {
  const manifest = await store.readManifest();
  if (manifest) await store.drop(manifest);
}

/** Of an index that only this evaluation writes to: its name is the same for the same documents and settings alone. */
async function temporaryConfig(config: Config, origin: string): Promise<Config> {
  const embedder = createEmbedder(config);
  const { length: dimensions } = await embedder.embedQuery("Footnote");
  const manifest = await newManifest(config, { ...embedder.identity, dimensions });
  const name = `eval-${(await sha256(JSON.stringify([origin, manifest, config.index]))).slice(0, 12)}`;
  return { ...config, index: { ...config.index, name } };
}
