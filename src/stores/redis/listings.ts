import type { DocumentRecord, Documents, Listings } from "../chunk-index.ts";
import { listDocuments } from "../listing.ts";
import type { IndexKeys } from "./names.ts";
import { keysBelow } from "./schema.ts";
import type { View } from "./view.ts";

/** Sorted sets of sources: one for each origin, one for each category, and one of all documents. */
export function redisListings({ connection, keys, visible }: View, { readDocuments }: Pick<Documents, "readDocuments">): Listings {
  /** Up to `limit` members of a sorted set, those after `after`. */
  const members = (key: string, after: string | undefined, limit: number): Promise<string[]> => {
    const from = after === undefined ? "-" : `(${after}`;
    return connection.run((client) => client.zRange(key, from, "+", { BY: "LEX", LIMIT: { offset: 0, count: limit } }));
  };

  return {
    async listOrigins() {
      const found = new Set<string>();
      for await (const names of keysBelow(connection, keys.origins)) for (const name of names) found.add(name.slice(keys.origins.length));
      return [...found].toSorted();
    },

    async listSources(origin, after, limit) {
      const listed: string[] = [];
      for (let last = after; ;) {
        const page = await members(keys.origin(origin), last, limit);
        if (visible === "all") return page;
        const records = await readDocuments(page);
        listed.push(...page.filter((_, position) => records[position]));
        last = page.at(-1);
        if (page.length < limit || listed.length >= limit) return listed.slice(0, limit);
      }
    },

    listDocuments(listing) {
      const sources = (category: string | undefined, after: string | undefined, limit: number) =>
        members(keys.listing(category), after, limit);
      return listDocuments({ sources, readDocuments }, listing, visible);
    },
  };
}

/** The listings that have a document: that of all, and those of its categories. */
export function listingsOf(keys: IndexKeys, record: Pick<DocumentRecord, "categories"> | undefined): string[] {
  return record ? [undefined, ...record.categories].map(keys.listing) : [];
}
