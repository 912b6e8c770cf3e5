import type { Config } from "../config.ts";
import type { Embedder } from "../embeddings/embedder.ts";
import { NotFoundError, RequestError, SourceTakenError, UnknownFormatError, UnreadableDocumentError } from "../errors.ts";
import type { Prices } from "../prices/prices.ts";
import type { ChunkIndex } from "../stores/chunk-index.ts";
import type { Store } from "../stores/store.ts";
import { apiOrigin, type Corpus } from "./corpus.ts";
import { deleteVanished } from "./deletions.ts";
import { formatOfType, readerOf, unknownFormat } from "./formats.ts";
import type { ParseFile } from "./parse.ts";
import { endingOf } from "../plain.ts";
import { filesThatMayHold, holdsRecords, withRecords } from "./records/corpus.ts";
import { emptyReport, type IngestionReport } from "./report.ts";
import { ingestLocked } from "./run.ts";
import type { SharedLock } from "./shared-lock.ts";

/** A document, or a file of records, as somebody sends it. */
export type SentFile = {
  source: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Tells the format where the source has no ending that does. */
  contentType?: string | undefined;
  title?: string | undefined;
  /** In place of what the file itself says. */
  categories?: string[] | undefined;
};

/** Writes and deletes documents of the origin `api`, one source at a time and several sources at once. */
export type Documents = {
  /**
   * Makes a document, or those of a file of records, what the file says; what vanished from a file of records is deleted.
   * @param signal is looked at until the writing begins
   * @throws UnknownFormatError, UnreadableDocumentError, SourceTakenError, StoreBusyError, and what `ingestLocked` throws
   */
  put(file: SentFile, signal: AbortSignal): Promise<{ created: boolean; report: IngestionReport }>;
  /**
   * Deletes a document; of a file of records, all of them.
   * @throws NotFoundError, SourceTakenError, StoreBusyError
   */
  delete(source: string, signal: AbortSignal): Promise<IngestionReport>;
};

export type DocumentsParts = {
  config: Config;
  store: Store;
  lock: SharedLock;
  createEmbedder: (config: Config) => Embedder;
  parseFile: ParseFile;
  prices: Prices;
  /** Milliseconds. */
  now: () => number;
};

export function apiDocuments({ lock, ...parts }: DocumentsParts): Documents {
  const { config, store } = parts;
  const inTurn = turns();

  /** Runs what changes the documents of a source, once it is their turn and they are known to be of no other origin. */
  const change = <Result>(
    source: string,
    signal: AbortSignal,
    work: (stored: ChunkIndex | undefined, lost: AbortSignal) => Promise<Result>,
  ): Promise<Result> =>
    inTurn(source, () =>
      lock.hold(async (lost) => {
        signal.throwIfAborted();
        const manifest = await store.readManifest();
        const index = manifest && store.open(manifest);
        const origin = index && (await originOf(index, source));
        assertOwn(source, origin);
        return work(origin === undefined ? undefined : index, lost);
      }),
    );

  return {
    async put(file, signal) {
      const corpus = sentCorpus(file, config);
      return change(file.source, signal, async (stored, lost) => {
        const report = await ingestLocked({ ...parts, corpus, whole: true, allowDelete: true, signal: AbortSignal.any([signal, lost]) });
        const { added, changed, unchanged, failed } = report.documents;
        if (failed > 0 && added + changed + unchanged === 0) throw new UnreadableDocumentError(report.failures[0]!.reason);
        return { created: !stored, report };
      });
    },
    delete: (source, signal) =>
      change(source, signal, async (stored, lost) => {
        if (!stored) throw new NotFoundError(`There is no document ${JSON.stringify(source)}.`);
        const report = emptyReport();
        await deleteVanished({ index: stored, corpus: partOf(source, async function* () {}, false), signal: lost }, report);
        return report;
      }),
  };
}

/** How the sources of a file's records begin. */
const recordsOf = (source: string) => `${source}#`;

/** The origin that a source, or the first record of a file, is from; undefined when there is no such document. */
async function originOf(index: ChunkIndex, source: string): Promise<string | undefined> {
  const [record] = await index.readDocuments([source]);
  if (record || !holdsRecords(source)) return record?.origin;
  const [next] = await index.listDocuments({ after: recordsOf(source), limit: 1 });
  return next?.source.startsWith(recordsOf(source)) ? next.origin : undefined;
}

function assertOwn(source: string, owner: string | undefined): void {
  if (owner === undefined || owner === apiOrigin) return;
  throw new SourceTakenError(
    `${JSON.stringify(source)} was ingested from the directory ${JSON.stringify(owner)}. Change or delete it there and ingest again, or use another source.`,
  );
}

function sentCorpus({ source, bytes, contentType, title, categories }: SentFile, { recordFields, maxTextBytes }: Config): Corpus {
  if (bytes.length === 0) throw new UnreadableDocumentError("is empty");
  const [file] = filesThatMayHold(source);
  if (file && file !== source) throw new RequestError([{ field: "source", message: `names a record of ${file}; send the whole file` }]);
  const read = async () => bytes;
  if (holdsRecords(source)) {
    if (title !== undefined)
      throw new RequestError([{ field: "title", message: `is not for ${source}, each record of which has its own` }]);
    const given = categories && { categories };
    const corpus = partOf(source, async function* () {
      yield { source, read };
    });
    const records = withRecords(corpus, recordFields, maxTextBytes);
    return {
      ...records,
      async *files() {
        for await (const file of records.files()) yield { ...file, given };
      },
    };
  }
  const format = readerOf(source) ? undefined : formatOfType(contentType);
  if (!readerOf(source, format ?? endingOf(source))) {
    throw new UnknownFormatError(
      `${JSON.stringify(source)} ${unknownFormat}. Name it with one of these endings; documents may have a content type such as text/markdown instead.`,
    );
  }
  const given = title === undefined && !categories && !format ? undefined : { title, categories, format };
  return partOf(source, async function* () {
    yield { source, read, given };
  });
}

/** What belongs to a source: a document, or a file of records with all of them. */
function partOf(source: string, files: Corpus["files"], exists = true): Corpus {
  const part = { source, ...(holdsRecords(source) && { prefix: recordsOf(source) }) };
  return { origin: apiOrigin, part, files, has: async () => exists };
}

/** Returns a function that runs works on one source one after the other; a file of records counts as one with its records. */
function turns() {
  const last = new Map<string, Promise<unknown>>();
  return <Result>(source: string, work: () => Promise<Result>): Promise<Result> => {
    const key = filesThatMayHold(source)[0] ?? source;
    const done = (last.get(key) ?? Promise.resolve()).then(work);
    const settled = done
      .catch(() => {})
      .finally(() => {
        if (last.get(key) === settled) last.delete(key);
      });
    last.set(key, settled);
    return done;
  };
}
