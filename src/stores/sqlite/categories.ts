import { visibleOf } from "../../access/visible.ts";
import type { CategoryCount } from "../../document.ts";
import type { Categories } from "../chunk-index.ts";
import type { View } from "./view.ts";

/** One row for each chunk in each of its categories. */
export function sqliteCategories({ database, tables, visible }: View): Categories {
  return {
    async unknownCategories(names) {
      const sql = `SELECT 1 FROM ${tables.categories} WHERE category = ? LIMIT 1`;
      return names.filter((name) => !visibleOf([name], visible) || !database.get(sql, name));
    },

    async categories() {
      // SQLite compares text as UTF-8 bytes, which is the order of code points.
      const counts = database.all<CategoryCount>(`
        SELECT category AS name, count(DISTINCT source) AS documents, count(*) AS chunks
        FROM ${tables.categories} JOIN ${tables.chunks} USING (row) GROUP BY category ORDER BY category`);
      return counts.filter(({ name }) => visibleOf([name], visible));
    },
  };
}
