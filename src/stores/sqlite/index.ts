import { type Visible, visibleFilter, visibleOf } from "../../access/visible.ts";
import type { Candidate, CategoryCount, Chunk, EmbeddedChunk, Embedding, StoredPassage } from "../../document.ts";
import { IndexMismatchError, IndexMissingError } from "../../errors.ts";
import type { SQLInputValue } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { batches } from "../../batches.ts";
import type { Manifest } from "../../manifest.ts";
import { assertCategories } from "../categories.ts";
import { listDocuments, type Listings } from "../listing.ts";
import { nearest } from "../nearest.ts";
import { assertEmbedding, similarity, toEmbedding } from "../similarity.ts";
import type {
  ChunkIndex,
  DocumentChange,
  DocumentListing,
  DocumentRecord,
  DocumentText,
  Fingerprint,
  IndexStatus,
  ListedDocument,
  StoredChunk,
  TextQuery,
  VectorQuery,
} from "../chunk-index.ts";
import type { Database } from "./database.ts";

/** sqlite-vec refuses a larger k, https://alexgarcia.xyz/sqlite-vec/features/knn.html */
const largestK = 4096;

/** Chunks that are written or deleted in one transaction, some 10 ms of work. */
const written = 64;

type DocumentRow = { source: string; origin: string; hash: string | null; categories: string; chunks: string; layout?: string | null };
type StoredChunkRow = Omit<StoredChunk, "categories"> & { categories: string };
type PassageRow = Omit<StoredPassage, "categories"> & { categories: string };

const passageColumns = 'id, source, title, categories, text, "start", "end", line, page, terms, tokens';

/** Exact nearest neighbours with sqlite-vec, full text with FTS5. The tables of an index carry its name, so that several fit one file. */
export class SqliteIndex implements ChunkIndex, Listings {
  readonly manifest: Manifest;
  readonly #database: Database;
  readonly #visible: Visible;
  readonly #tables: Record<"documents" | "documentCategories" | "texts" | "chunks" | "categories" | "embeddings" | "terms", string>;

  constructor(database: Database, manifest: Manifest, visible: Visible) {
    this.manifest = manifest;
    this.#database = database;
    this.#visible = visible;
    const table = (name: string) => `"${manifest.index}/${name}"`;
    this.#tables = {
      documents: table("documents"),
      documentCategories: table("documentCategories"),
      texts: table("texts"),
      chunks: table("chunks"),
      categories: table("categories"),
      embeddings: table("embeddings"),
      terms: table("terms"),
    };
  }

  async create(): Promise<void> {
    const { documents, documentCategories, texts, chunks, categories, embeddings, terms } = this.#tables;
    // Normalised vectors rank by inner product as by cosine, which sqlite-vec has.
    const metric = this.manifest.metric === "L2" ? "L2" : "cosine";
    const column = `embedding float[${this.manifest.embedding.dimensions}] distance_metric=${metric}`;
    this.#database.transaction(() =>
      this.#database.execute(`
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
        -- Terms are analysed and separated by spaces; this tokenizer splits nowhere else.
        CREATE VIRTUAL TABLE IF NOT EXISTS ${terms} USING fts5 (terms, content = '', contentless_delete = 1, tokenize = 'ascii');
      `),
    );
    // An earlier version kept no layouts.
    if (!this.#definition("documents")?.includes("layout")) this.#database.execute(`ALTER TABLE ${documents} ADD COLUMN layout TEXT`);
    if (!this.#definition("embeddings")?.includes(column)) {
      throw new IndexMismatchError(
        `The index ${this.manifest.index} in SQLite has another dimension or metric than ${column}. Build it anew with \`npm run reindex\`.`,
      );
    }
  }

  drop(): void {
    const drops = Object.values(this.#tables).map((table) => `DROP TABLE IF EXISTS ${table};`);
    this.#database.transaction(() => this.#database.execute(drops.join("\n")));
  }

  async status(): Promise<IndexStatus> {
    if (!this.#definition("chunks")) throw new IndexMissingError("The index is missing. Run `npm run ingest`.");
    const { chunks } = this.#database.get<{ chunks: number }>(`SELECT count(*) AS chunks FROM ${this.#tables.chunks}`)!;
    return { chunks, complete: true, failures: 0 };
  }

  async searchVectors({ embedding, k, categories: asked }: VectorQuery): Promise<Candidate[]> {
    assertEmbedding(embedding, this.manifest);
    const categories = this.#visibleFilter(asked);
    if (categories?.length === 0) return [];
    const found = `SELECT row, distance AS score FROM ${this.#tables.embeddings} WHERE embedding MATCH ?1 AND k = ?2`;
    return nearest(k, largestK, (count) =>
      this.#candidates(`${found} ${this.#filter("row", categories)}`, [bytes(embedding), count], categories, (distance) =>
        similarity(distance, this.manifest.metric),
      ),
    );
  }

  async searchText({ terms, k, categories: asked }: TextQuery): Promise<Candidate[]> {
    const categories = this.#visibleFilter(asked);
    if (categories?.length === 0 || terms.length === 0) return [];
    const query = terms.map((term) => `"${term}"`).join(" OR ");
    const { terms: table } = this.#tables;
    // Without the plus sign, SQLite would run the full-text query once for every chunk of the categories.
    const found = `SELECT rowid AS row, bm25(${table}) AS score FROM ${table} WHERE terms MATCH ?1 ${this.#filter("+rowid", categories)}`;
    // BM25 with the sign turned, so that the best come first. FTS5's own order by rank takes twice as long, as it sorts all matches.
    return nearest(k, Number.MAX_SAFE_INTEGER, (count) =>
      this.#candidates(`${found} ORDER BY score LIMIT ?2`, [query, count], categories, (score) => -score),
    );
  }

  async unknownCategories(names: string[]): Promise<string[]> {
    const sql = `SELECT 1 FROM ${this.#tables.categories} WHERE category = ? LIMIT 1`;
    return names.filter((name) => !visibleOf([name], this.#visible) || !this.#database.get(sql, name));
  }

  async categories(): Promise<CategoryCount[]> {
    // SQLite compares text as UTF-8 bytes, which is the order of code points.
    const counts = this.#database.all<CategoryCount>(`
      SELECT category AS name, count(DISTINCT source) AS documents, count(*) AS chunks
      FROM ${this.#tables.categories} JOIN ${this.#tables.chunks} USING (row) GROUP BY category ORDER BY category`);
    return counts.filter(({ name }) => visibleOf([name], this.#visible));
  }

  async readDocuments(sources: string[]): Promise<(DocumentRecord | undefined)[]> {
    return sources.map((source) => {
      const row = this.#visibleRow(this.#database.get<DocumentRow>(`SELECT * FROM ${this.#tables.documents} WHERE source = ?`, source));
      return row && { ...row, chunks: JSON.parse(row.chunks), layout: row.layout ? JSON.parse(row.layout) : null };
    });
  }

  async writeDocuments(records: DocumentRecord[]): Promise<void> {
    this.#database.transaction(() => records.forEach((record) => this.#writeRecord(record)));
  }

  async deleteDocuments(records: Pick<DocumentRecord, "source">[]): Promise<void> {
    this.#database.transaction(() => {
      for (const { source } of records) {
        for (const table of [this.#tables.documents, this.#tables.documentCategories, this.#tables.texts]) {
          this.#database.run(`DELETE FROM ${table} WHERE source = ?`, source);
        }
      }
    });
  }

  async listOrigins(): Promise<string[]> {
    const sql = `SELECT DISTINCT origin FROM ${this.#tables.documents} ORDER BY origin`;
    return this.#database.all<{ origin: string }>(sql).map(({ origin }) => origin);
  }

  async listSources(origin: string, after: string | undefined, limit: number): Promise<string[]> {
    const visible = this.#visible === "all" ? null : JSON.stringify(this.#visible);
    const sql = `
      SELECT source FROM ${this.#tables.documents} WHERE origin = ?1 AND source > ?2
        AND (?4 IS NULL OR EXISTS (SELECT 1 FROM json_each(categories) AS own JOIN json_each(?4) AS seen USING (value)))
      ORDER BY source LIMIT ?3`;
    return this.#database.all<{ source: string }>(sql, origin, after ?? "", limit, visible).map(({ source }) => source);
  }

  async listDocuments(listing: DocumentListing): Promise<ListedDocument[]> {
    return listDocuments(this, listing, this.#visible);
  }

  async sources(category: string | undefined, after = "", limit: number): Promise<string[]> {
    const { documents, documentCategories } = this.#tables;
    const rows =
      category === undefined
        ? this.#database.all<{ source: string }>(`SELECT source FROM ${documents} WHERE source > ? ORDER BY source LIMIT ?`, after, limit)
        : this.#database.all<{ source: string }>(
            `SELECT source FROM ${documentCategories} WHERE category = ? AND source > ? ORDER BY source LIMIT ?`,
            category,
            after,
            limit,
          );
    return rows.map(({ source }) => source);
  }

  async replaceDocument({ record, text, write, update, remove }: DocumentChange): Promise<void> {
    for (const { embedding } of write) assertEmbedding(embedding, this.manifest);
    this.#database.transaction(() => {
      for (const chunk of write) this.#writeChunk(chunk);
      for (const chunk of update) this.#writeRow(chunk);
      for (const id of remove) this.#deleteChunk(id);
      this.#writeText({ source: record.source, text });
      this.#writeRecord(record);
    });
  }

  async readChunks(ids: string[]): Promise<(StoredChunk | undefined)[]> {
    const sql = `SELECT title, categories, "start", "end", line, page, embeddingHash FROM ${this.#tables.chunks} WHERE id = ?`;
    return ids.map((id) => this.#visibleRow(this.#database.get<StoredChunkRow>(sql, id)));
  }

  async readPassages(ids: string[]): Promise<(StoredPassage | undefined)[]> {
    const sql = `SELECT ${passageColumns} FROM ${this.#tables.chunks} WHERE id = ?`;
    return ids.map((id) => this.#visibleRow(this.#database.get<PassageRow>(sql, id)));
  }

  async readEmbeddings(ids: string[]): Promise<(Embedding | undefined)[]> {
    const { chunks, embeddings } = this.#tables;
    const sql = `SELECT categories, (SELECT embedding FROM ${embeddings} WHERE row = ${chunks}.row) AS embedding FROM ${chunks} WHERE id = ?`;
    return ids.map((id) => {
      const row = this.#visibleRow(this.#database.get<{ embedding: Uint8Array<ArrayBuffer>; categories: string }>(sql, id));
      return row && toEmbedding(row.embedding);
    });
  }

  async writeChunks(chunks: (EmbeddedChunk & Fingerprint)[]): Promise<void> {
    for (const { embedding } of chunks) assertEmbedding(embedding, this.manifest);
    await this.#inTurns(chunks, (chunk) => this.#writeChunk(chunk));
  }

  async updateChunks(chunks: (Chunk & Fingerprint)[]): Promise<void> {
    await this.#inTurns(chunks, (chunk) => this.#writeRow(chunk));
  }

  async deleteChunks(ids: string[]): Promise<void> {
    await this.#inTurns(ids, (id) => this.#deleteChunk(id));
  }

  async settle(): Promise<void> {
    // A committed transaction is visible to every reader.
  }

  async readText(source: string): Promise<string | undefined> {
    // Both at once, as an ingestion may change whose document it is.
    const sql = `
      SELECT text, coalesce((SELECT categories FROM ${this.#tables.documents} WHERE source = ?1), '[]') AS categories
      FROM ${this.#tables.texts} WHERE source = ?1`;
    return this.#visibleRow(this.#database.get<{ text: string; categories: string }>(sql, source))?.text;
  }

  async writeTexts(texts: DocumentText[]): Promise<void> {
    this.#database.transaction(() => texts.forEach((text) => this.#writeText(text)));
  }

  /** A transaction for some items at a time. In between, a server that ingests answers requests: SQLite holds up all else while it works. */
  async #inTurns<Item>(items: Item[], work: (item: Item) => void): Promise<void> {
    for (const batch of batches(items, written)) {
      this.#database.transaction(() => batch.forEach(work));
      await setImmediate();
    }
  }

  #visibleFilter(categories: string[] | undefined): string[] | undefined {
    assertCategories(categories);
    return visibleFilter(categories, this.#visible);
  }

  /** A row with those of its categories that are visible; undefined where none is. */
  #visibleRow<Row extends { categories: string }>(row: Row | undefined): (Omit<Row, "categories"> & { categories: string[] }) | undefined {
    const categories = row && visibleOf(JSON.parse(row.categories), this.#visible);
    return categories && { ...row, categories };
  }

  #filter(row: string, categories: string[] | undefined): string {
    if (!categories) return "";
    return `AND ${row} IN (SELECT row FROM ${this.#tables.categories} WHERE category IN (SELECT value FROM json_each(?3)))`;
  }

  /** @param found a query for rows and their raw scores, with the filter's parameter third */
  #candidates(found: string, values: SQLInputValue[], categories: string[] | undefined, scoreOf: (raw: number) => number): Candidate[] {
    const sql = `SELECT id, source, terms, score FROM (${found}) JOIN ${this.#tables.chunks} USING (row)`;
    return this.#database
      .all<Candidate>(sql, ...values, ...(categories ? [JSON.stringify(categories)] : []))
      .map(({ id, source, terms, score }) => ({ id, source, terms, score: scoreOf(score) }));
  }

  #definition(table: "documents" | "chunks" | "embeddings"): string | undefined {
    return this.#database.get<{ sql: string }>("SELECT sql FROM sqlite_master WHERE name = ?", `${this.manifest.index}/${table}`)?.sql;
  }

  #writeRecord({ source, origin, hash, categories, chunks, layout }: DocumentRecord): void {
    const { documents, documentCategories } = this.#tables;
    const columns = "source, origin, hash, categories, chunks, layout";
    const sql = `INSERT OR REPLACE INTO ${documents} (${columns}) VALUES (?, ?, ?, ?, ?, ?)`;
    this.#database.run(sql, source, origin, hash, JSON.stringify(categories), JSON.stringify(chunks), JSON.stringify(layout));
    this.#database.run(`DELETE FROM ${documentCategories} WHERE source = ?`, source);
    for (const category of categories) this.#database.run(`INSERT INTO ${documentCategories} VALUES (?, ?)`, category, source);
  }

  #writeText({ source, text }: DocumentText): void {
    this.#database.run(`INSERT OR REPLACE INTO ${this.#tables.texts} VALUES (?, ?)`, source, text);
  }

  #writeChunk(chunk: EmbeddedChunk & Fingerprint): void {
    const { embeddings } = this.#tables;
    const row = this.#writeRow(chunk);
    // Virtual tables know no upsert.
    this.#database.run(`DELETE FROM ${embeddings} WHERE row = ?`, row);
    this.#database.run(`INSERT INTO ${embeddings} (row, embedding) VALUES (?, ?)`, BigInt(row), bytes(chunk.embedding));
  }

  #deleteChunk(id: string): void {
    const { chunks, categories, embeddings, terms } = this.#tables;
    const deleted = this.#database.get<{ row: number }>(`DELETE FROM ${chunks} WHERE id = ? RETURNING row`, id);
    if (!deleted) return;
    this.#database.run(`DELETE FROM ${categories} WHERE row = ?`, deleted.row);
    this.#database.run(`DELETE FROM ${embeddings} WHERE row = ?`, deleted.row);
    this.#database.run(`DELETE FROM ${terms} WHERE rowid = ?`, deleted.row);
  }

  #writeRow(chunk: Chunk & Fingerprint): number {
    const { row } = this.#database.get<{ row: number }>(
      `INSERT INTO ${this.#tables.chunks} (id, source, title, categories, text, "start", "end", line, page, tokens, embeddingHash, terms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET title = excluded.title, categories = excluded.categories, "start" = excluded."start",
         "end" = excluded."end", line = excluded.line, page = excluded.page, embeddingHash = excluded.embeddingHash, terms = excluded.terms
       RETURNING row`,
      chunk.id,
      chunk.source,
      chunk.title,
      JSON.stringify(chunk.categories),
      chunk.text,
      chunk.start,
      chunk.end,
      chunk.line,
      chunk.page,
      chunk.tokens,
      chunk.embeddingHash,
      chunk.terms,
    )!;
    this.#database.run(`INSERT OR REPLACE INTO ${this.#tables.terms} (rowid, terms) VALUES (?, ?)`, BigInt(row), chunk.terms);
    this.#database.run(`DELETE FROM ${this.#tables.categories} WHERE row = ?`, row);
    for (const category of chunk.categories) this.#database.run(`INSERT INTO ${this.#tables.categories} VALUES (?, ?)`, category, row);
    return row;
  }
}

function bytes(embedding: Embedding): Uint8Array {
  return new Uint8Array(embedding.buffer, embedding.byteOffset, embedding.byteLength);
}
