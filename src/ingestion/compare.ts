import type { ChunkLimits } from "../chunking/cut.ts";
import { UnreadableDocumentError } from "../errors.ts";
import { sha256 } from "../hash.ts";
import type { ChunkIndex, DocumentRecord } from "../stores/chunk-index.ts";
import type { Corpus } from "./corpus.ts";
import { diffDocument, type DocumentDiff, fingerprint } from "./diff.ts";
import type { ParseFile } from "./parse.ts";
import { addFailure, type IngestionReport } from "./report.ts";
import { type LoadedFile, windows } from "./windows.ts";

/** What an ingestion reads of an index. */
export type StoredSide = Pick<ChunkIndex, "readDocuments" | "readChunks" | "readEmbeddings" | "listSources">;

/** The index before the first ingestion. */
export const nothingStored: StoredSide = {
  readDocuments: async (sources) => sources.map(() => undefined),
  readChunks: async (ids) => ids.map(() => undefined),
  readEmbeddings: async (ids) => ids.map(() => undefined),
  listSources: async () => [],
};

/** The files of a corpus, cut as `limits` say, and what an index holds of them. */
export type Sides = {
  corpus: Corpus;
  index: StoredSide;
  parseFile: ParseFile;
  limits: ChunkLimits;
  /** Largest text of a document, in bytes. */
  maxTextBytes: number;
  /** Category of documents whose front matter names none, in place of their folder. */
  defaultCategory?: string | undefined;
  signal?: AbortSignal | undefined;
};

export type ChangedDocument = { record: DocumentRecord; text: string; previous: DocumentRecord | undefined; diff: DocumentDiff };

export type ComparedWindow = { files: number; changed: ChangedDocument[] };

/**
 * Compares all files with what is stored of them, and counts in `report` what is unchanged and what failed. Being a generator,
 * it compares one window at a time: windows that took turns would also be written at the same time.
 */
export async function* comparedWindows(sides: Sides, report: IngestionReport): AsyncGenerator<ComparedWindow> {
  for await (const files of windows(sides.corpus)) {
    yield { files: files.length, changed: await compareWindow(sides, files, report) };
  }
}

/** @returns the documents that differ from what is stored */
async function compareWindow(sides: Sides, files: LoadedFile[], report: IngestionReport): Promise<ChangedDocument[]> {
  const records = await sides.index.readDocuments(files.map(({ source }) => source));
  const hashes = await Promise.all(files.map((file) => documentHash(file, sides.defaultCategory)));
  const changed: ChangedDocument[] = [];
  for (const [position, file] of files.entries()) {
    try {
      const document = await compare(sides, file, hashes[position]!, records[position]);
      if (document) changed.push(document);
      else {
        report.documents.unchanged++;
        report.chunks.unchanged += records[position]!.chunks.length;
      }
    } catch (error) {
      if (!(error instanceof UnreadableDocumentError)) throw error;
      addFailure(report, { source: file.source, reason: error.message });
    }
  }
  return changed;
}

/** Of the file and of all else that its chunks depend on. */
async function documentHash(file: LoadedFile, defaultCategory: string | undefined): Promise<string> {
  if ("refused" in file) return "";
  if ("hash" in file) return file.hash;
  const content = await sha256("bytes" in file ? file.bytes : JSON.stringify(file.extracted));
  const given = file.given ? ` ${JSON.stringify(file.given)}` : "";
  return sha256(`${content} ${JSON.stringify(defaultCategory ?? null)}${given}`);
}

/** Undefined when the document is as it was. @throws UnreadableDocumentError */
async function compare(
  sides: Sides,
  file: LoadedFile,
  hash: string,
  previous: DocumentRecord | undefined,
): Promise<ChangedDocument | undefined> {
  const { corpus, index, parseFile, limits, maxTextBytes, defaultCategory, signal } = sides;
  if ("refused" in file) throw new UnreadableDocumentError(file.refused);
  const { source } = file;
  if (previous && previous.origin !== corpus.origin) {
    throw new UnreadableDocumentError(
      `was already ingested from "${previous.origin}", and a source names one document; rename the file or its folder, or use another INDEX_NAME`,
    );
  }
  // What an earlier version stored is read again, to learn its layout.
  if (previous?.hash === hash && previous.layout) return undefined;

  const { document, chunks: cut } = await parseFile(file, { defaultCategory, maxTextBytes, limits }, signal);
  const chunks = await fingerprint(cut);
  const ids = chunks.map(({ id }) => id);
  const { title, bodyStart, format, pageStarts, categories } = document;
  const layout = { title, bodyStart, format, pageStarts };
  const record = { source, origin: corpus.origin, hash, categories, layout, chunks: ids };
  // A record names every chunk that may be stored; without one there is nothing to read, and no reply to wait for behind the writes.
  const stored = previous ? await index.readChunks(ids) : [];
  return { record, text: document.text, previous, diff: diffDocument(chunks, stored, previous) };
}

/** Counts what becomes of changed documents, but for the embeddings that it takes. */
export function countChanges(changed: ChangedDocument[], report: IngestionReport): void {
  for (const { previous, diff } of changed) {
    report.documents[previous ? "changed" : "added"]++;
    report.chunks.added += diff.added;
    report.chunks.updated += diff.embed.length - diff.added + diff.update.length;
    report.chunks.unchanged += diff.unchanged;
    report.chunks.deleted += diff.remove.length;
  }
}
