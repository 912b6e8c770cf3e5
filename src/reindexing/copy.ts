import { batches } from "../batches.ts";
import type { ChunkLimits } from "../chunking/cut.ts";
import type { Embedder } from "../embeddings/embedder.ts";
import type { CorpusFile } from "../ingestion/corpus.ts";
import { deleteDocuments, storedSources } from "../ingestion/deletions.ts";
import { explainStop, type Ingestion, progressOf, type Tell, writeChanges } from "../ingestion/ingest.ts";
import { emptyReport, type IngestionReport } from "../ingestion/report.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { DocumentRecord } from "../stores/chunk-index.ts";
import type { EmbeddingCache } from "../stores/store.ts";
import { copiedHash, type Pair, readBoth } from "./survey.ts";

/** Texts that are read at the same time. */
const readAtOnce = 8;

export type Copying = Pick<Ingestion, "parseFile" | "batchSize" | "concurrency" | "onProgress"> &
  Pair & {
    /** For `to`, as are the limits. */
    embedder: Embedder;
    limits: ChunkLimits;
    cache: EmbeddingCache | undefined;
    /** Documents of `from`. */
    total: number;
    signal: AbortSignal;
  };

/**
 * Makes an index hold the documents of another, of all origins, from the texts that it keeps. What has been copied already is passed
 * over, so that a copy that was interrupted goes on; embeddings of the same model are taken along.
 * @returns the report, but for `cost` and `durationMs`
 * @throws IngestionStoppedError when it fails after it has stored something
 */
export async function copyDocuments({ from, to, total, onProgress, ...copying }: Copying): Promise<IngestionReport> {
  const { signal } = copying;
  const report = emptyReport();
  const tell = progressOf(total, report, onProgress);
  const twin = sameEmbeddings(from.manifest, to.manifest) ? from : undefined;
  try {
    for (const origin of await to.listOrigins()) await deleteMissing({ from, to, signal }, origin, report);
    for (const origin of await from.listOrigins()) {
      const files = () => changedFiles({ from, to, signal }, origin, report, tell);
      // Nothing is deleted by what the corpus lacks, so that it is never asked.
      const corpus = { origin, files, has: async () => true };
      await writeChanges({ ...copying, index: to, corpus, twin, maxTextBytes: Infinity }, report, tell);
    }
    await to.settle();
  } catch (error) {
    throw explainStop(error, report);
  }
  return report;
}

type Copied = Pair & Pick<Copying, "signal">;

/** Documents of an origin that were deleted since they were copied, or came from another origin since. */
async function deleteMissing({ from, to, signal }: Copied, origin: string, report: IngestionReport): Promise<void> {
  for await (const sources of storedSources({ index: to, corpus: { origin }, signal })) {
    const records = await from.readDocuments(sources);
    const missing = sources.filter((_, position) => records[position]?.origin !== origin);
    if (missing.length > 0) await deleteDocuments(to, origin, missing, report);
  }
}

/** The documents of an origin whose copies are missing or out of date, as files that have been read. */
async function* changedFiles({ signal, ...pair }: Copied, origin: string, report: IngestionReport, tell: Tell): AsyncGenerator<CorpusFile> {
  for await (const sources of storedSources({ index: pair.from, corpus: { origin }, signal })) {
    const changed: DocumentRecord[] = [];
    for (const { record, copy } of await readBoth(pair, sources)) {
      if (copy?.hash !== copiedHash(record, pair)) changed.push(record);
      else {
        report.documents.unchanged++;
        report.chunks.unchanged += copy.chunks.length;
        tell(1, 1);
      }
    }
    for (const batch of batches(changed, readAtOnce)) {
      const texts = await Promise.all(batch.map(({ source }) => pair.from.readText(source)));
      yield* batch.map((record, position) => storedFile(record, texts[position], copiedHash(record, pair)));
    }
  }
}

function storedFile({ source, categories, layout }: DocumentRecord, text: string | undefined, hash: string): CorpusFile {
  if (text === undefined || !layout) return { source, refused: "has no text in the store" };
  return { source, extracted: { ...layout, categories, text }, hash };
}

function sameEmbeddings({ embedding: one }: Manifest, { embedding: other }: Manifest): boolean {
  return one.provider === other.provider && one.model === other.model && one.dimensions === other.dimensions;
}
