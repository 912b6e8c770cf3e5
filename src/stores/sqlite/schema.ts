import { IndexMismatchError } from "../../errors.ts";
import type { Manifest } from "../../manifest/manifest.ts";
import type { Database } from "./database.ts";
import { type Table, tableName, tablesOf } from "./names.ts";

/**
 * Creates the tables of an index that do not exist.
 * @throws IndexMismatchError when they exist for another dimension or metric
 */
export function createIndex(database: Database, manifest: Manifest): void {
  const { documents, documentCategories, texts, chunks, categories, embeddings } = tablesOf(manifest);
  // Normalised vectors rank by inner product as by cosine, which sqlite-vec has.
  const metric = manifest.metric === "L2" ? "L2" : "cosine";
  const column = `embedding float[${manifest.embedding.dimensions}] distance_metric=${metric}`;
  database.transaction(() => {
    database.execute(`
      CREATE TABLE IF NOT EXISTS ${documents} (
        source TEXT PRIMARY KEY, origin TEXT NOT NULL, hash TEXT, categories TEXT NOT NULL, chunks TEXT NOT NULL, layout TEXT,
        UNIQUE (origin, source)
      ) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS ${documentCategories} (
        category TEXT NOT NULL, source TEXT NOT NULL, PRIMARY KEY (category, source), UNIQUE (source, category)
      ) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS ${texts} (source TEXT PRIMARY KEY, text TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS ${chunks} (
        row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, title TEXT NOT NULL, categories TEXT NOT NULL,
        text TEXT NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, line INTEGER NOT NULL, page INTEGER, tokens INTEGER NOT NULL,
        embeddingHash TEXT NOT NULL, terms TEXT NOT NULL
      );
      CREATE TABLE IF NOT EXISTS ${categories} (
        category TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (category, row), UNIQUE (row, category)
      ) WITHOUT ROWID;
      CREATE VIRTUAL TABLE IF NOT EXISTS ${embeddings} USING vec0 (row INTEGER PRIMARY KEY, ${column});
    `);
    createFullText(database, manifest);
  });
  // An earlier version kept no layouts.
  if (!definition(database, manifest, "documents")?.includes("layout")) database.execute(`ALTER TABLE ${documents} ADD COLUMN layout TEXT`);
  if (!definition(database, manifest, "embeddings")?.includes(column)) {
    throw new IndexMismatchError(
      `The index ${manifest.index} in SQLite has another dimension or metric than ${column}. Build it anew with \`npm run reindex\`.`,
    );
  }
}

/** The full-text index, which reads what it is to forget from the chunks. */
function createFullText(database: Database, manifest: Manifest): void {
  const { terms } = tablesOf(manifest);
  const chunks = tableName(manifest.index, "chunks");
  const created = definition(database, manifest, "terms");
  if (created?.includes("content_rowid")) return;
  database.execute(`
    -- That of an earlier version counts what was deleted among what there is, so that words seem rarer from run to run.
    DROP TABLE IF EXISTS ${terms};
    -- Terms are analysed and separated by spaces; this tokenizer splits nowhere else.
    CREATE VIRTUAL TABLE ${terms} USING fts5 (terms, content = '${chunks}', content_rowid = 'row', tokenize = 'ascii');
    INSERT INTO ${terms} (${terms}) VALUES ('rebuild');
  `);
}

export function dropIndex(database: Database, manifest: Manifest): void {
  const drops = Object.values(tablesOf(manifest)).map((table) => `DROP TABLE IF EXISTS ${table};`);
  database.transaction(() => database.execute(drops.join("\n")));
}

/** How a table was created; undefined when it was not. */
export function definition(database: Database, { index }: Manifest, table: Table): string | undefined {
  return database.get<{ sql: string }>("SELECT sql FROM sqlite_master WHERE name = ?", tableName(index, table))?.sql;
}

/** Names of all indexes in the file. */
export function indexNames(database: Database): string[] {
  const suffix = tableName("", "chunks");
  const tables = database.all<{ name: string }>("SELECT name FROM sqlite_master WHERE name LIKE ?", `%${suffix}`);
  return tables.map(({ name }) => name.slice(0, -suffix.length));
}
