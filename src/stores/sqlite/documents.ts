import type { DocumentRecord, Documents, DocumentText } from "../chunk-index.ts";
import { withdrawn } from "../listing.ts";
import { assertEmbedding } from "../similarity.ts";
import { type AsStored, deleteChunk, updateChunk, visibleRow, writeChunk } from "./stored.ts";
import type { View } from "./view.ts";

type DocumentRow = Omit<AsStored<DocumentRecord>, "chunks" | "layout"> & { chunks: string; layout: string | null };

/** A row for each record, one for each text, and one for each document in each of its categories. */
export function sqliteDocuments(view: View): Documents {
  const { database, manifest, tables, visible } = view;

  const writeRecord = ({ source, origin, hash, categories, chunks, layout }: DocumentRecord): void => {
    const columns = "source, origin, hash, categories, chunks, layout";
    const sql = `INSERT OR REPLACE INTO ${tables.documents} (${columns}) VALUES (?, ?, ?, ?, ?, ?)`;
    database.run(sql, source, origin, hash, JSON.stringify(categories), JSON.stringify(chunks), JSON.stringify(layout));
    database.run(`DELETE FROM ${tables.documentCategories} WHERE source = ?`, source);
    for (const category of categories) database.run(`INSERT INTO ${tables.documentCategories} VALUES (?, ?)`, category, source);
  };

  const writeText = ({ source, text }: DocumentText): void =>
    database.run(`INSERT OR REPLACE INTO ${tables.texts} VALUES (?, ?)`, source, text);

  /** Reads nothing of a hidden document, so that its length does not show in the time that it takes. */
  const seen =
    visible === "all"
      ? { clause: "", values: [] }
      : {
          clause: `AND EXISTS (
            SELECT 1 FROM ${tables.documentCategories} WHERE source = ?1 AND category IN (SELECT value FROM json_each(?2)))`,
          values: [JSON.stringify(visible)],
        };

  return {
    async readDocuments(sources) {
      const sql = `SELECT * FROM ${tables.documents} WHERE source = ?1 ${seen.clause}`;
      return sources.map((source) => {
        const row = visibleRow(database.get<DocumentRow>(sql, source, ...seen.values), visible);
        return row && { ...row, chunks: JSON.parse(row.chunks), layout: row.layout ? JSON.parse(row.layout) : null };
      });
    },

    async writeDocuments(records) {
      database.transaction(() => records.forEach(writeRecord));
    },

    async withdrawDocuments(records) {
      database.transaction(() => records.map(withdrawn).forEach(writeRecord));
    },

    async deleteDocuments(records) {
      database.transaction(() => {
        for (const { source } of records) {
          for (const table of [tables.documents, tables.documentCategories, tables.texts]) {
            database.run(`DELETE FROM ${table} WHERE source = ?`, source);
          }
        }
      });
    },

    async readText(source) {
      // Both at once, as an ingestion may change whose document it is.
      const sql = `
        SELECT text, coalesce((SELECT categories FROM ${tables.documents} WHERE source = ?1), '[]') AS categories
        FROM ${tables.texts} WHERE source = ?1 ${seen.clause}`;
      return visibleRow(database.get<{ text: string; categories: string }>(sql, source, ...seen.values), visible)?.text;
    },

    async writeTexts(texts) {
      database.transaction(() => texts.forEach(writeText));
    },

    async replaceDocument({ record, text, write, update, remove }) {
      for (const { embedding } of write) assertEmbedding(embedding, manifest);
      database.transaction(() => {
        for (const chunk of write) writeChunk(view, chunk);
        for (const chunk of update) updateChunk(view, chunk);
        for (const id of remove) deleteChunk(view, id);
        writeText({ source: record.source, text });
        writeRecord(record);
      });
    },
  };
}
