import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { getLoadablePath } from "sqlite-vec";
import { parseConfig } from "../../src/config.ts";
import { createEmbedder } from "../../src/embeddings/index.ts";
import type { Embedder } from "../../src/embeddings/embedder.ts";
import type { Corpus } from "../../src/ingestion/corpus.ts";
import type { ParseFile } from "../../src/ingestion/parse.ts";
import { type IngestionRun, runIngestion } from "../../src/ingestion/run.ts";
import { listedPrices } from "../../src/prices/prices.ts";
import { directoryCorpus } from "../../src/runtime/node/disk.ts";
import { type ParseLimits, parseInThread } from "../../src/runtime/node/parse-in-thread.ts";
import { sqliteStore } from "../../src/stores/sqlite/store.ts";
import type { Store } from "../../src/stores/store.ts";
import { temporaryDirectory, type Variables, writeFiles } from "./server.ts";

export type Files = Record<string, string>;
/** Texts, or bytes of formats that are no text. */
export type AnyFiles = Record<string, string | Uint8Array>;

/** Sentences that fill most of a chunk, but never more than one, and that no other subject has. */
export function paragraphOn(subject: string, sentences = 15): string {
  return Array.from({ length: sentences }, (_, index) => `The ${subject} number ${index} is open at night.`).join(" ");
}

/** A Markdown document of one chunk for each subject, under a heading of its own. */
export function documentOn(title: string, subjects: string[]): string {
  return `# ${title}\n\n${subjects.map((subject) => `## On ${subject}\n\n${paragraphOn(subject)}\n`).join("\n")}`;
}

/** Documents enough that a run takes a while. */
export function manyDocuments(count: number): Files {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${["boats", "lamps", "oars"][index % 3]}/document-${index}.md`,
      documentOn(`Document ${index}`, [`keel${index}`, `wick${index}`, `blade${index}`]),
    ]),
  );
}

export type RunOptions = Partial<Pick<IngestionRun, "allowDelete" | "defaultCategory" | "signal" | "onProgress" | "onWait">> & {
  directory?: string;
  data?: string;
  corpus?: (corpus: Corpus) => Corpus;
  embedder?: (embedder: Embedder) => Embedder;
  /** In place of SQLite in `data`. */
  store?: Store;
};

/** A directory of files and a SQLite store beside it, each run on a connection of its own; gone after use. */
export async function corpusUnderTest(files: AnyFiles, variables: Variables = {}) {
  const root = await temporaryDirectory();
  const directory = join(root.path, "corpus");
  const data = join(root.path, "data");
  const config = parseConfig({ DATA_DIR: data, EMBEDDING_DIMENSIONS: "64", ...variables });
  await Promise.all([directory, data].map((path) => mkdir(path)));
  await writeFiles(directory, files);

  return {
    root: root.path,
    directory,
    data,
    config,
    write: (changed: AnyFiles) => writeFiles(directory, changed),
    remove: (path: string) => rm(join(directory, path), { recursive: true, force: true }),
    contents: (from = data) => storedContents(from),
    /** Ingests, and tells which texts were embedded. */
    async ingest({
      directory: from = directory,
      data: into = data,
      corpus: alter,
      embedder: wrap,
      store: given,
      ...options
    }: RunOptions = {}) {
      const embedded: string[] = [];
      const files = await directoryCorpus(from, config);
      const store = given ?? sqliteStore(into, config.index.name);
      try {
        const report = await runIngestion({
          config,
          store,
          createEmbedder(wanted) {
            const counted = countEmbeddings(createEmbedder(wanted), embedded);
            return wrap?.(counted) ?? counted;
          },
          corpus: alter?.(files) ?? files,
          parseFile: parserOf(config.reading),
          prices: listedPrices,
          now: () => performance.now(),
          onWait: () => {},
          ...options,
        });
        return { report, embedded };
      } finally {
        await store.close();
      }
    },
    [Symbol.asyncDispose]: () => root[Symbol.asyncDispose](),
  };
}

/** One thread for all that have the same limits; starting one takes as long as a small ingestion. */
const parsers = new Map<string, ParseFile>();
function parserOf(limits: ParseLimits): ParseFile {
  const key = JSON.stringify(limits);
  const parser = parsers.get(key) ?? parseInThread(limits);
  parsers.set(key, parser);
  return parser;
}

/** Adds the texts of documents to `embedded` when their embeddings are asked for. */
function countEmbeddings(embedder: Embedder, embedded: string[]): Embedder {
  return {
    ...embedder,
    embedDocuments(texts, signal) {
      embedded.push(...texts);
      return embedder.embedDocuments(texts, signal);
    },
  };
}

export type CorpusUnderTest = Awaited<ReturnType<typeof corpusUnderTest>>;

export type StoredContents = {
  documents: { source: string; origin: string; hash: string | null; categories: string; chunks: string; layout: string | null }[];
  chunks: {
    id: string;
    source: string;
    text: string;
    title: string;
    start: number;
    end: number;
    line: number;
    page: number | null;
    categories: string;
    embedding: string;
    filedUnder: string;
  }[];
  texts: { source: string; text: string }[];
  /** Rows of embeddings and categories that belong to no chunk. */
  orphans: number;
};

/** Leaves the documents as a version of Footnote stored them that did not know layouts. */
export function forgetLayouts(data: string): void {
  using database = new DatabaseSync(join(data, "footnote.sqlite"));
  const { contents } = database.prepare("SELECT contents FROM manifest").get() as { contents: string };
  database.exec(`UPDATE "${(JSON.parse(contents) as { index: string }).index}/documents" SET layout = NULL`);
}

/** All that a SQLite store holds, in an order that does not depend on that of the writes. */
export function storedContents(data: string): StoredContents {
  const database = new DatabaseSync(join(data, "footnote.sqlite"), { readOnly: true, allowExtension: true });
  try {
    database.loadExtension(getLoadablePath());
    const { contents } = database.prepare("SELECT contents FROM manifest").get() as { contents: string };
    const { index } = JSON.parse(contents) as { index: string };
    const table = (name: string) => `"${index}/${name}"`;
    const all = (sql: string) =>
      database
        .prepare(sql)
        .all()
        .map((row) => ({ ...row }));
    const orphansOf = (name: string) => `(SELECT count(*) FROM ${table(name)} WHERE row NOT IN (SELECT row FROM ${table("chunks")}))`;
    return {
      documents: all(`SELECT * FROM ${table("documents")} ORDER BY source`) as StoredContents["documents"],
      texts: all(`SELECT * FROM ${table("texts")} ORDER BY source`) as StoredContents["texts"],
      chunks: all(`
        SELECT chunk.*, hex(embedding) AS embedding, NULL AS row,
          (SELECT json_group_array(category) FROM (SELECT category FROM ${table("categories")} WHERE row = chunk.row ORDER BY category)) AS filedUnder
        FROM ${table("chunks")} AS chunk LEFT JOIN ${table("embeddings")} USING (row) ORDER BY id`) as StoredContents["chunks"],
      orphans: (all(`SELECT ${orphansOf("embeddings")} + ${orphansOf("categories")} AS orphans`) as { orphans: number }[])[0]!.orphans,
    };
  } finally {
    database.close();
  }
}
