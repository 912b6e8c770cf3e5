import { batches } from "../batches.ts";
import type { ChunkLimits } from "../chunking/cut.ts";
import { concurrently, type Limit, sharedLimit } from "../concurrently.ts";
import type { Embedder } from "../embeddings/embedder.ts";
import { DeletionRefusedError, ExpectedError, IngestionStoppedError, UnreadableDocumentError } from "../errors.ts";
import { sha256 } from "../hash.ts";
import type { ChunkIndex, DocumentRecord } from "../stores/store.ts";
import { countTokens } from "../tokens.ts";
import { type Corpus, type CorpusFile, unreadable } from "./corpus.ts";
import { diffDocument, type DocumentDiff, fingerprint, type FingerprintedChunk } from "./diff.ts";
import type { ParseFile } from "./parse.ts";
import type { SourceFile } from "./read-document.ts";
import { emptyReport, type IngestionReport } from "./report.ts";

export type Ingestion = {
  corpus: Corpus;
  index: ChunkIndex;
  embedder: Embedder;
  parseFile: ParseFile;
  limits: ChunkLimits;
  /** Largest text of a document, in bytes. */
  maxTextBytes: number;
  /** Chunks per embedding call, and batches under way at once, each until it is stored: what a kill can make one pay for again. */
  batchSize: number;
  concurrency: number;
  /** Category of documents whose front matter names none, in place of their folder. */
  defaultCategory?: string | undefined;
  /** Go on when more than half of the origin's documents would be deleted. */
  allowDelete?: boolean | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((report: IngestionReport, documents: { done: number; total: number }) => void) | undefined;
};

/** Documents whose chunks are compared, embedded and written together; bounds the memory in use. */
const windowDocuments = 64;
const windowBytes = 262_144;
/** One window is compared while others wait for the embedding model and the store. */
const windowsUnderWay = 3;
const listPage = 1000;

type ChangedDocument = { record: DocumentRecord; text: string; previous: DocumentRecord | undefined; diff: DocumentDiff };

/**
 * Makes the index hold exactly what the corpus holds, of the corpus's origin. Each document is recorded before its chunks are
 * written and again when they are complete, so that an interrupted run can be repeated; new chunks are written before old
 * ones are deleted.
 * @returns the report, but for `durationMs`
 * @throws DeletionRefusedError before anything is written; IngestionStoppedError when it fails after it has stored something
 */
export async function ingest(ingestion: Ingestion): Promise<IngestionReport> {
  // Which records of a file are gone is known when they have been listed.
  let total = 0;
  for await (const _ of ingestion.corpus.files()) total++;
  await assertFewDeletions(ingestion);
  const report = emptyReport();
  try {
    await bringUpToDate(ingestion, total, report);
  } catch (error) {
    throw explainStop(error, report);
  }
  return report;
}

async function bringUpToDate(ingestion: Ingestion, total: number, report: IngestionReport): Promise<void> {
  let done = 0;
  const limit = sharedLimit(ingestion.concurrency);
  await concurrently(comparedWindows(ingestion, report), windowsUnderWay, async ({ files, changed }) => {
    if (changed.length > 0) await writeWindow(ingestion, changed, limit, report);
    done += files;
    ingestion.onProgress?.(report, { done, total });
  });
  await deleteVanished(ingestion, report);
  await ingestion.index.settle();
}

/** Whoever sees a run fail after an hour must know that the hour was not lost. */
function explainStop(error: unknown, { embedded }: IngestionReport): unknown {
  if (!(error instanceof ExpectedError) || embedded.chunks === 0) return error;
  const why = error.message.replace(/\.?$/, ".");
  const kept = `The run stopped after it had embedded and stored ${embedded.chunks} chunks, which are kept; run it again to go on.`;
  return new IngestionStoppedError(`${why} ${kept}`, { cause: error });
}

type LoadedFile = SourceFile | { source: string; refused: string };

async function* windows(corpus: Corpus): AsyncGenerator<LoadedFile[]> {
  let window: LoadedFile[] = [];
  let bytes = 0;
  for await (const file of corpus.files()) {
    const loaded = await load(file);
    window.push(loaded);
    if ("bytes" in loaded) bytes += loaded.bytes.length;
    else if ("extracted" in loaded) bytes += loaded.extracted.text.length;
    if (window.length < windowDocuments && bytes < windowBytes) continue;
    yield window;
    window = [];
    bytes = 0;
  }
  if (window.length > 0) yield window;
}

async function load(file: CorpusFile): Promise<LoadedFile> {
  if (!("read" in file)) return file;
  try {
    return { source: file.source, bytes: await file.read() };
  } catch (error) {
    return { source: file.source, refused: unreadable(error) };
  }
}

/** Being a generator, it compares one window at a time: windows that took turns would also be written at the same time. */
async function* comparedWindows(ingestion: Ingestion, report: IngestionReport) {
  for await (const files of windows(ingestion.corpus)) {
    yield { files: files.length, changed: await compareWindow(ingestion, files, report) };
  }
}

/** @returns the documents that differ from what is stored */
async function compareWindow(ingestion: Ingestion, files: LoadedFile[], report: IngestionReport): Promise<ChangedDocument[]> {
  const records = await ingestion.index.readDocuments(files.map(({ source }) => source));
  const changed: ChangedDocument[] = [];
  for (const [position, file] of files.entries()) {
    try {
      const document = await compare(ingestion, file, records[position]);
      if (document) changed.push(document);
      else {
        report.documents.unchanged++;
        report.chunks.unchanged += records[position]!.chunks.length;
      }
    } catch (error) {
      if (!(error instanceof UnreadableDocumentError)) throw error;
      report.documents.failed++;
      report.failures.push({ source: file.source, reason: error.message });
    }
  }
  return changed;
}

async function writeWindow(ingestion: Ingestion, changed: ChangedDocument[], limit: Limit, report: IngestionReport): Promise<void> {
  const { index } = ingestion;
  ingestion.signal?.throwIfAborted();
  // Until a document is complete, its record names every chunk that may be stored, so that none is ever lost sight of.
  await index.writeDocuments(changed.map(({ record, diff }) => ({ ...record, hash: null, chunks: [...record.chunks, ...diff.remove] })));
  const embed = changed.flatMap(({ diff }) => diff.embed);
  const batchesWritten = Array.from(batches(embed, ingestion.batchSize), (batch) => limit(() => writeBatch(ingestion, batch, report)));
  // Nothing may still be written when the run has failed and its lock is free.
  await Promise.allSettled(batchesWritten);
  await Promise.all(batchesWritten);
  await index.updateChunks(changed.flatMap(({ diff }) => diff.update));
  await index.writeTexts(changed.map(({ record: { source }, text }) => ({ source, text })));
  const remove = changed.flatMap(({ diff }) => diff.remove);
  if (remove.length > 0) {
    await index.settle();
    await index.deleteChunks(remove);
  }
  await index.writeDocuments(changed.map(({ record }) => record));

  for (const { previous, diff } of changed) {
    report.documents[previous ? "changed" : "added"]++;
    report.chunks.added += diff.added;
    report.chunks.updated += diff.embed.length - diff.added + diff.update.length;
    report.chunks.unchanged += diff.unchanged;
    report.chunks.deleted += diff.remove.length;
  }
}

/** Undefined when the document is as it was. @throws UnreadableDocumentError */
async function compare(ingestion: Ingestion, file: LoadedFile, previous: DocumentRecord | undefined): Promise<ChangedDocument | undefined> {
  const { corpus, index, parseFile, limits, maxTextBytes, defaultCategory, signal } = ingestion;
  if ("refused" in file) throw new UnreadableDocumentError(file.refused);
  const { source } = file;
  if (previous && previous.origin !== corpus.origin) {
    throw new UnreadableDocumentError(
      `was already ingested from "${previous.origin}", and a source names one document; rename the file or its folder, or use another INDEX_NAME`,
    );
  }
  const content = await sha256("bytes" in file ? file.bytes : JSON.stringify(file.extracted));
  const hash = await sha256(`${content} ${JSON.stringify(defaultCategory ?? null)}`);
  if (previous?.hash === hash) return undefined;

  const { document, chunks: cut } = await parseFile(file, { defaultCategory, maxTextBytes, limits }, signal);
  const chunks = await fingerprint(cut);
  const ids = chunks.map(({ id }) => id);
  const record = { source, origin: corpus.origin, hash, categories: document.categories, chunks: ids };
  // A record names every chunk that may be stored; without one there is nothing to read, and no reply to wait for behind the writes.
  const stored = previous ? await index.readChunks(ids) : [];
  return { record, text: document.text, previous, diff: diffDocument(chunks, stored, previous) };
}

/** Embeds and stores. */
async function writeBatch({ index, embedder, signal }: Ingestion, batch: FingerprintedChunk[], report: IngestionReport): Promise<void> {
  signal?.throwIfAborted();
  const embeddings = await embedder.embedDocuments(
    batch.map(({ embeddingInput }) => embeddingInput),
    signal,
  );
  signal?.throwIfAborted();
  await index.writeChunks(batch.map((chunk, position) => ({ ...chunk, embedding: embeddings[position]! })));
  report.embedded.chunks += batch.length;
  for (const { embeddingInput, text, tokens } of batch) {
    // The headings end with empty lines, which no token spans.
    report.embedded.tokens += countTokens(embeddingInput.slice(0, -text.length)) + tokens;
  }
}

async function assertFewDeletions(ingestion: Ingestion): Promise<void> {
  if (ingestion.allowDelete) return;
  let stored = 0;
  let vanished = 0;
  for await (const page of storedSources(ingestion)) {
    stored += page.length;
    vanished += (await vanishedOf(ingestion.corpus, page)).length;
  }
  if (vanished <= stored / 2) return;
  throw new DeletionRefusedError(
    `${vanished} of the ${stored} documents ingested from "${ingestion.corpus.origin}" are no longer there, and this run would delete them. ` +
      "Nothing was changed. Check that this is the right directory; if they are to be deleted, run again with --allow-delete.",
  );
}

async function deleteVanished(ingestion: Ingestion, report: IngestionReport): Promise<void> {
  const { index, corpus } = ingestion;
  for await (const page of storedSources(ingestion)) {
    const vanished = await vanishedOf(corpus, page);
    const records = await index.readDocuments(vanished);
    // A listed source may lack a record if an earlier run was interrupted while deleting it.
    const chunks = records.flatMap((record) => record?.chunks ?? []);
    await index.deleteChunks(chunks);
    await index.deleteDocuments(vanished.map((source) => ({ source, origin: corpus.origin })));
    report.documents.deleted += vanished.length;
    report.chunks.deleted += chunks.length;
  }
}

async function* storedSources({ index, corpus, signal }: Ingestion): AsyncGenerator<string[]> {
  for (let after: string | undefined; ;) {
    signal?.throwIfAborted();
    const page = await index.listSources(corpus.origin, after, listPage);
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)!;
  }
}

async function vanishedOf(corpus: Corpus, sources: string[]): Promise<string[]> {
  const vanished: string[] = [];
  for (const source of sources) if (!(await corpus.has(source))) vanished.push(source);
  return vanished;
}
