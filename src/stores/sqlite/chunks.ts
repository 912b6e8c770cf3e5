import { setImmediate } from "node:timers/promises";
import { batches } from "../../batches.ts";
import type { StoredPassage } from "../../document.ts";
import type { Chunks, StoredChunk } from "../chunk-index.ts";
import { assertEmbedding, toEmbedding } from "../similarity.ts";
import { type AsStored, deleteChunk, updateChunk, visibleRow, writeChunk } from "./stored.ts";
import type { View } from "./view.ts";

/** Chunks that are written or deleted in one transaction, some 3 ms of work: a question waits for several of them in turn. */
const written = 16;

/** A row for each chunk, beside those of its embedding, its terms and its categories. */
export function sqliteChunks(view: View): Chunks {
  const { database, manifest, tables, visible } = view;

  /** A transaction for some items at a time. In between, a server that ingests answers requests: SQLite holds up all else while it works. */
  const inTurns = async <Item>(items: Item[], work: (item: Item) => void): Promise<void> => {
    for (const batch of batches(items, written)) {
      database.transaction(() => batch.forEach(work));
      await setImmediate();
    }
  };

  return {
    async readPassages(ids) {
      const sql = `SELECT id, source, title, categories, text, "start", "end", line, page, terms, tokens FROM ${tables.chunks} WHERE id = ?`;
      return ids.map((id) => visibleRow(database.get<AsStored<StoredPassage>>(sql, id), visible));
    },

    async readEmbeddings(ids) {
      const embedding = `(SELECT embedding FROM ${tables.embeddings} WHERE row = ${tables.chunks}.row)`;
      const sql = `SELECT categories, ${embedding} AS embedding FROM ${tables.chunks} WHERE id = ?`;
      return ids.map((id) => {
        const row = visibleRow(database.get<{ embedding: Uint8Array<ArrayBuffer>; categories: string }>(sql, id), visible);
        return row && toEmbedding(row.embedding);
      });
    },

    async readChunks(ids) {
      const sql = `SELECT title, categories, "start", "end", line, page, embeddingHash FROM ${tables.chunks} WHERE id = ?`;
      return ids.map((id) => visibleRow(database.get<AsStored<StoredChunk>>(sql, id), visible));
    },

    async writeChunks(chunks) {
      for (const { embedding } of chunks) assertEmbedding(embedding, manifest);
      await inTurns(chunks, (chunk) => writeChunk(view, chunk));
    },

    async updateChunks(chunks) {
      await inTurns(chunks, (chunk) => updateChunk(view, chunk));
    },

    async deleteChunks(ids) {
      await inTurns(ids, (id) => deleteChunk(view, id));
    },
  };
}
