import type { Documents, Listings } from "../chunk-index.ts";
import { listDocuments } from "../listing.ts";
import type { View } from "./view.ts";

/** By origin and by category, from the tables of documents. */
export function sqliteListings({ database, tables, visible }: View, { readDocuments }: Pick<Documents, "readDocuments">): Listings {
  const sources = async (category: string | undefined, after = "", limit: number): Promise<string[]> => {
    const page = "source > ? ORDER BY source LIMIT ?";
    const rows =
      category === undefined
        ? database.all<{ source: string }>(`SELECT source FROM ${tables.documents} WHERE ${page}`, after, limit)
        : database.all<{ source: string }>(
            `SELECT source FROM ${tables.documentCategories} WHERE category = ? AND ${page}`,
            category,
            after,
            limit,
          );
    return rows.map(({ source }) => source);
  };

  return {
    async listOrigins() {
      const sql = `SELECT DISTINCT origin FROM ${tables.documents} ORDER BY origin`;
      return database.all<{ origin: string }>(sql).map(({ origin }) => origin);
    },

    async listSources(origin, after, limit) {
      const seen = visible === "all" ? null : JSON.stringify(visible);
      const sql = `
        SELECT source FROM ${tables.documents} WHERE origin = ?1 AND source > ?2
          AND (?4 IS NULL OR EXISTS (SELECT 1 FROM json_each(categories) AS own JOIN json_each(?4) AS seen USING (value)))
        ORDER BY source LIMIT ?3`;
      return database.all<{ source: string }>(sql, origin, after ?? "", limit, seen).map(({ source }) => source);
    },

    async listDocuments(listing) {
      return listDocuments({ sources, readDocuments }, listing, visible);
    },
  };
}
