import { type Visible, visiblePart } from "../../access/visible.ts";
import type { Chunk, EmbeddedChunk } from "../../document.ts";
import type { Fingerprint } from "../chunk-index.ts";
import { toBytes } from "../similarity.ts";
import type { View } from "./view.ts";

/** As a row holds it: with its categories as JSON. */
export type AsStored<Part extends { categories: string[] }> = Omit<Part, "categories"> & { categories: string };

/** A row with those of its categories that are visible; undefined where none is. */
export function visibleRow<Row extends { categories: string }>(
  row: Row | undefined,
  visible: Visible,
): (Omit<Row, "categories"> & { categories: string[] }) | undefined {
  return row && visiblePart({ ...row, categories: JSON.parse(row.categories) as string[] }, visible);
}

/** Writes a chunk into all of its tables; for a transaction, as are the others. */
export function writeChunk(view: View, chunk: EmbeddedChunk & Fingerprint): void {
  const { database, tables } = view;
  const row = updateChunk(view, chunk);
  // Virtual tables know no upsert.
  database.run(`DELETE FROM ${tables.embeddings} WHERE row = ?`, row);
  database.run(`INSERT INTO ${tables.embeddings} (row, embedding) VALUES (?, ?)`, BigInt(row), toBytes(chunk.embedding));
}

/** Writes a chunk and leaves its embedding as it is. @returns its row */
export function updateChunk({ database, tables }: View, chunk: Chunk & Fingerprint): number {
  const stored = database.get<{ row: number; terms: string }>(`SELECT row, terms FROM ${tables.chunks} WHERE id = ?`, chunk.id);
  const isIndexed = stored?.terms === chunk.terms;
  // While the row still has what the full-text index is to forget.
  if (stored && !isIndexed) database.run(`DELETE FROM ${tables.terms} WHERE rowid = ?`, stored.row);
  const { row } = database.get<{ row: number }>(
    `INSERT INTO ${tables.chunks} (id, source, title, categories, text, "start", "end", line, page, tokens, embeddingHash, terms)
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
  if (!isIndexed) database.run(`INSERT INTO ${tables.terms} (rowid, terms) VALUES (?, ?)`, BigInt(row), chunk.terms);
  database.run(`DELETE FROM ${tables.categories} WHERE row = ?`, row);
  for (const category of chunk.categories) database.run(`INSERT INTO ${tables.categories} VALUES (?, ?)`, category, row);
  return row;
}

export function deleteChunk({ database, tables }: View, id: string): void {
  const stored = database.get<{ row: number }>(`SELECT row FROM ${tables.chunks} WHERE id = ?`, id);
  if (!stored) return;
  // First, while the row still has what the full-text index is to forget.
  database.run(`DELETE FROM ${tables.terms} WHERE rowid = ?`, stored.row);
  for (const table of [tables.categories, tables.embeddings, tables.chunks]) database.run(`DELETE FROM ${table} WHERE row = ?`, stored.row);
}
