import { visibleOf } from "../../access/visible.ts";
import { compareCodePoints } from "../categories.ts";
import type { Categories, IndexState } from "../chunk-index.ts";
import { decodeCategory, separator } from "./category-tag.ts";
import { filterOf, tagged } from "./filtering.ts";
import { fields } from "./names.ts";
import type { View } from "./view.ts";

/** Counted by the engine with every question; what was counted says how searches filter, see `queryAttributes`. */
export function redisCategories({ connection, manifest, sizes, visible }: View, { status }: Pick<IndexState, "status">): Categories {
  return {
    async unknownCategories(names) {
      const seen = names.filter((name) => visibleOf([name], visible));
      const [{ chunks }, counts] = await Promise.all([
        status(),
        connection.each(seen, (client, name) =>
          client.ft.search(manifest.index, tagged([name]).toString(), { LIMIT: { from: 0, size: 0 }, DIALECT: 2 }),
        ),
      ]);
      sizes.chunks = chunks;
      for (const [position, name] of seen.entries()) {
        const { total } = counts[position]!;
        // Of unknown names there may be any number.
        if (total > 0) sizes.categories.set(name, total);
        else sizes.categories.delete(name);
      }
      const known = new Set(seen.filter((_, position) => counts[position]!.total > 0));
      return names.filter((name) => !known.has(name));
    },

    async categories() {
      const reply = await connection.run((client) =>
        client.ft.aggregate(manifest.index, filterOf(undefined, visible)?.toString() ?? "*", {
          LOAD: [`@${fields.categories}`, `@${fields.source}`],
          STEPS: [
            { type: "APPLY", expression: `split(@${fields.categories}, "${separator}")`, AS: "category" },
            {
              type: "GROUPBY",
              properties: "@category",
              REDUCE: [
                { type: "COUNT", AS: "chunks" },
                { type: "COUNT_DISTINCT", property: `@${fields.source}`, AS: "documents" },
              ],
            },
            { type: "LIMIT", from: 0, size: 1_000_000 },
          ],
          DIALECT: 2,
        }),
      );
      return reply.results
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
