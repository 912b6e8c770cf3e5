import { concurrently, sharedLimit } from "../concurrently.ts";
import { ExpectedError, IngestionStoppedError } from "../errors.ts";
import { comparedWindows, countChanges, type Sides } from "./compare.ts";
import { assertFewDeletions, countDeletions, deleteVanished, vanishedSources } from "./deletions.ts";
import { emptyReport, type IngestionReport, type Progress } from "./report.ts";
import { embeddingFinder, type EmbeddingSources } from "./reuse.ts";
import { listed } from "./windows.ts";
import { replaceDocuments, writeDocuments, type Writing } from "./write.ts";

export type Ingestion = Omit<Sides, "index"> &
  Writing & {
    /** Batches under way at once. */
    concurrency: number;
    /** Leave each document as it was until all of it has been embedded, instead of keeping every batch. */
    whole?: boolean | undefined;
    /** Go on when more than half of the origin's documents would be deleted. */
    allowDelete?: boolean | undefined;
    /** After each batch and each window of files. */
    onProgress?: ((report: IngestionReport, progress: Progress) => void) | undefined;
  };

/** One window is compared while others wait for the embedding model and the store. */
const windowsUnderWay = 3;

/**
 * Makes the index hold exactly what the corpus holds, of the corpus's origin.
 * @returns the report, but for `cost` and `durationMs`
 * @throws DeletionRefusedError before anything is written; IngestionStoppedError when it fails after it has stored something
 */
export async function ingest(ingestion: Ingestion): Promise<IngestionReport> {
  const { corpus, total } = await listed(ingestion.corpus);
  const given = { ...ingestion, corpus };
  if (!given.allowDelete) assertFewDeletions(given, await countDeletions(given));
  const report = emptyReport();
  try {
    const vanished = () => vanishedSources(given);
    await writeChanges({ ...given, vanished }, report, progressOf(total, report, given.onProgress));
    await deleteVanished(given, report);
    await given.index.settle();
  } catch (error) {
    throw ingestion.whole ? error : explainStop(error, report);
  }
  return report;
}

export type WritingChanges = Omit<Ingestion, "allowDelete" | "onProgress"> & Pick<EmbeddingSources, "vanished" | "twin">;

/** Told of work as a number of documents: what has been done of them, and whether it is all. */
export type Tell = (documents: number, done?: number) => void;

/** @param total documents */
export function progressOf(total: number, report: IngestionReport, onProgress: Ingestion["onProgress"]): Tell {
  let done = 0;
  let work = 0;
  return (documents, finished = 0) => {
    work += documents;
    done += finished;
    onProgress?.(report, { done, total, share: work / total });
  };
}

/** Brings documents up to date with the corpus, and leaves those that it does not have. */
export async function writeChanges(ingestion: WritingChanges, report: IngestionReport, tell: Tell): Promise<void> {
  const limit = sharedLimit(ingestion.concurrency);
  const write = ingestion.whole ? replaceDocuments : writeDocuments;
  const find = embeddingFinder(ingestion);
  await concurrently(comparedWindows(ingestion, report), windowsUnderWay, async ({ files, changed }) => {
    let left = files;
    const onWritten = (share: number) => {
      left -= files * share;
      tell(files * share);
    };
    if (changed.length > 0) await write({ ...ingestion, limit, onWritten }, changed, await find(changed), report);
    countChanges(changed, report);
    tell(left, files);
  });
}

/** Whoever sees a run fail after an hour must know that the hour was not lost. */
export function explainStop(error: unknown, { embedded }: IngestionReport): unknown {
  if (!(error instanceof ExpectedError) || embedded.chunks === 0) return error;
  const why = error.message.replace(/\.?$/, ".");
  const kept = `The run stopped after it had embedded and stored ${embedded.chunks} chunks, which are kept; run it again to go on.`;
  return new IngestionStoppedError(`${why} ${kept}`, { cause: error });
}
