import type { SQLInputValue } from "node:sqlite";
import { visibleFilter } from "../../access/visible.ts";
import type { Candidate } from "../../document.ts";
import { assertCategories } from "../categories.ts";
import type { Searches } from "../chunk-index.ts";
import { nearest } from "../nearest.ts";
import { assertEmbedding, similarity, toBytes } from "../similarity.ts";
import type { View } from "./view.ts";

/** sqlite-vec refuses a larger k, https://alexgarcia.xyz/sqlite-vec/features/knn.html */
const largestK = 4096;

/** Nearest neighbours, which compares every embedding, and full text. */
export function sqliteSearches({ database, manifest, tables, visible }: View): Searches {
  const filterOf = (asked: string[] | undefined): string[] | undefined => {
    assertCategories(asked);
    return visibleFilter(asked, visible);
  };

  const clause = (row: string, categories: string[] | undefined): string =>
    categories ? `AND ${row} IN (SELECT row FROM ${tables.categories} WHERE category IN (SELECT value FROM json_each(?3)))` : "";

  /** @param found a query for rows and their raw scores, with the clause's parameter third */
  const candidates = (found: string, values: SQLInputValue[], categories: string[] | undefined, scoreOf: (raw: number) => number) => {
    const sql = `SELECT id, source, terms, score FROM (${found}) JOIN ${tables.chunks} USING (row)`;
    return database
      .all<Candidate>(sql, ...values, ...(categories ? [JSON.stringify(categories)] : []))
      .map(({ id, source, terms, score }) => ({ id, source, terms, score: scoreOf(score) }));
  };

  return {
    async searchVectors({ embedding, k, categories: asked }) {
      assertEmbedding(embedding, manifest);
      const categories = filterOf(asked);
      if (categories?.length === 0) return [];
      const found = `SELECT row, distance AS score FROM ${tables.embeddings} WHERE embedding MATCH ?1 AND k = ?2 ${clause("row", categories)}`;
      return nearest(k, largestK, (count) =>
        candidates(found, [toBytes(embedding), count], categories, (distance) => similarity(distance, manifest.metric)),
      );
    },

    async searchText({ terms, k, categories: asked }) {
      const categories = filterOf(asked);
      if (categories?.length === 0 || terms.length === 0) return [];
      const query = terms.map((term) => `"${term}"`).join(" OR ");
      const table = tables.terms;
      // Without the plus sign, SQLite would run the full-text query once for every chunk of the categories.
      const found = `SELECT rowid AS row, bm25(${table}) AS score FROM ${table} WHERE terms MATCH ?1 ${clause("+rowid", categories)}`;
      // BM25 with the sign turned, so that the best come first. FTS5's own order by rank takes twice as long, as it sorts all matches.
      return nearest(k, Number.MAX_SAFE_INTEGER, (count) =>
        candidates(`${found} ORDER BY score LIMIT ?2`, [query, count], categories, (score) => -score),
      );
    },
  };
}
