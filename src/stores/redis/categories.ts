import { visibleOf } from "../../access/visible.ts";
import { compareCodePoints } from "../categories.ts";
import type { Categories, IndexState } from "../chunk-index.ts";
import { aggregate } from "./bounded-search.ts";
import { decodeCategory, separator } from "./category-tag.ts";
import { countChunks } from "./counting.ts";
import { filterOf } from "./filtering.ts";
import { fields } from "./names.ts";
import type { View } from "./view.ts";

const countedByCategory = [
  ["LOAD", "2", `@${fields.categories}`, `@${fields.source}`],
  ["APPLY", `split(@${fields.categories}, "${separator}")`, "AS", "category"],
  ["GROUPBY", "1", "@category"],
  ["REDUCE", "COUNT", "0", "AS", "chunks"],
  ["REDUCE", "COUNT_DISTINCT", "1", `@${fields.source}`, "AS", "documents"],
  ["LIMIT", "0", "1000000"],
].flat();

/** Counted by the engine with every question; what was counted says how searches filter, see `queryAttributes`. */
export function redisCategories(view: View, { status }: Pick<IndexState, "status">): Categories {
  const { connection, manifest, timeout, sizes, visible } = view;
  return {
    async unknownCategories(names) {
      const seen = names.filter((name) => visibleOf([name], visible));
      const [{ chunks }, counts] = await Promise.all([status(), countChunks(view, seen)]);
      sizes.chunks = chunks;
      for (const [position, name] of seen.entries()) {
        const count = counts[position]!;
        // Of unknown names there may be any number.
        if (count > 0) sizes.categories.set(name, count);
        else sizes.categories.delete(name);
      }
      const known = new Set(seen.filter((_, position) => counts[position]! > 0));
      return names.filter((name) => !known.has(name));
    },

    async categories() {
      const query = filterOf(undefined, visible)?.toString() ?? "*";
      const rows = await aggregate(connection, manifest.index, query, countedByCategory, timeout);
      return rows
        .map(({ category, documents, chunks }) => ({
          name: decodeCategory(String(category)),
          documents: Number(documents),
          chunks: Number(chunks),
        }))
        .filter(({ name }) => visibleOf([name], visible))
        .toSorted((one, other) => compareCodePoints(one.name, other.name));
    },
  };
}
