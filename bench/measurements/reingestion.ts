import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Config, defaultEmbeddingModels } from "../../src/config.ts";
import type { Embedder } from "../../src/embeddings/embedder.ts";
import { sha256 } from "../../src/hash.ts";
import type { Corpus } from "../../src/ingestion/corpus.ts";
import { parseFile } from "../../src/ingestion/parse.ts";
import { runIngestion } from "../../src/ingestion/run.ts";
import { listedPrices } from "../../src/prices/prices.ts";
import { directoryCorpus } from "../../src/runtime/node/disk.ts";
import type { Bench } from "../measurement.ts";
import { clusteredVectors, generatedFiles } from "../data.ts";
import { figure } from "../figure.ts";
import { elapsed, median, sideBySide } from "../statistics.ts";

const chunkCount = 100_000;
const rounds = 3;
/** Milliseconds of each call to the embedding model. */
const callTime = 5;

/** A corpus that has not changed is ingested again. */
export async function measureReingestion({ workspace: open, signal }: Bench) {
  await using workspace = await open("reingestion");
  const { config, store, directory } = workspace;
  const corpus = await writtenCorpus(join(directory, "corpus"), config, signal);
  const provider = slowProvider();
  const ingest = () =>
    runIngestion({
      config,
      store,
      corpus,
      parseFile,
      prices: listedPrices,
      createEmbedder: () => provider.embedder,
      signal,
      onWait: () => {},
      now: () => performance.now(),
    });

  const first = await ingest();
  const callsBefore = provider.calls();
  const times = await sideBySide(
    rounds,
    async () => (await ingest()).durationMs,
    () => elapsed(() => readAndHash(corpus)),
    signal,
  );
  const again = median(times.measured);
  return [
    figure({
      what: `ingesting ${first.chunks.added.toLocaleString("en")} chunks again, unchanged`,
      value: again,
      unit: "ms",
      floor: { what: "reading and hashing the same files", value: median(times.floor) },
    }),
    figure({
      what: `faster than the first time, ${(first.durationMs / 1000).toFixed(1)} s with a model of ${callTime} ms a call`,
      value: first.durationMs / again,
      unit: "times",
      target: { of: "value", least: 50 },
    }),
    figure({
      what: "calls to the embedding model when it is ingested again",
      value: provider.calls() - callsBefore,
      unit: "calls",
      target: { of: "value", exactly: 0 },
    }),
  ];
}

async function writtenCorpus(directory: string, config: Config, signal: AbortSignal): Promise<Corpus> {
  for (const { source, text } of generatedFiles(chunkCount, 11)) {
    signal.throwIfAborted();
    await mkdir(dirname(join(directory, source)), { recursive: true });
    await writeFile(join(directory, source), text);
  }
  return directoryCorpus(directory, config);
}

function slowProvider(): { embedder: Embedder; calls: () => number } {
  const vector = clusteredVectors(12);
  const vectors = Array.from({ length: 2000 }, vector);
  let calls = 0;
  let next = 0;
  const embedder: Embedder = {
    identity: { provider: "lexical", model: defaultEmbeddingModels.lexical },
    fusionWeight: 1,
    async embedDocuments(texts) {
      calls++;
      await sleep(callTime);
      return texts.map(() => vectors[next++ % vectors.length]!);
    },
    embedQuery: async () => vectors[0]!,
  };
  return { embedder, calls: () => calls };
}

async function readAndHash(corpus: Corpus): Promise<void> {
  for await (const file of corpus.files()) if ("read" in file) await sha256(await file.read());
}
