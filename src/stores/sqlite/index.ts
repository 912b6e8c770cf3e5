import { IndexMissingError } from "../../errors.ts";
import type { ChunkIndex, IndexState } from "../chunk-index.ts";
import { sqliteCategories } from "./categories.ts";
import { sqliteChunks } from "./chunks.ts";
import { sqliteDocuments } from "./documents.ts";
import { sqliteListings } from "./listings.ts";
import { tablesOf } from "./names.ts";
import { createIndex, definition } from "./schema.ts";
import { sqliteSearches } from "./searches.ts";
import type { View } from "./view.ts";

/** Exact nearest neighbours with sqlite-vec, full text with FTS5, in tables that carry the name of the index. */
export function sqliteIndex(opened: Omit<View, "tables">): ChunkIndex {
  const view = { ...opened, tables: tablesOf(opened.manifest) };
  const documents = sqliteDocuments(view);
  return {
    ...indexState(view),
    ...sqliteSearches(view),
    ...sqliteCategories(view),
    ...documents,
    ...sqliteListings(view, documents),
    ...sqliteChunks(view),
  };
}

function indexState({ database, manifest, tables }: View): IndexState {
  return {
    manifest,
    async create() {
      createIndex(database, manifest);
    },
    async status() {
      if (!definition(database, manifest, "chunks")) throw new IndexMissingError("The index is missing. Run `npm run ingest`.");
      const { chunks } = database.get<{ chunks: number }>(`SELECT count(*) AS chunks FROM ${tables.chunks}`)!;
      return { chunks, complete: true, failures: 0 };
    },
    async settle() {
      // A committed transaction is visible to every reader.
    },
  };
}
