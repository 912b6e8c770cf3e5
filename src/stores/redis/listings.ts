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

/** A source that enters or leaves a listing. */
export type ListingChange = { key: string; source: string; listed: boolean };

/**
 * What a record that is written or deleted changes in the listings of all documents and of categories.
 * @param before the record until now, if there is one
 * @param after undefined when it is deleted
 */
export function listingChanges(keys: IndexKeys, before: DocumentRecord | undefined, after: DocumentRecord | undefined): ListingChange[] {
  const source = (after ?? before)?.source;
  if (source === undefined) return [];
  const left = new Set(listingsOf(keys, before));
  const entered = new Set(listingsOf(keys, after));
  return [
    ...[...left.difference(entered)].map((key) => ({ key, source, listed: false })),
    ...[...entered.difference(left)].map((key) => ({ key, source, listed: true })),
  ];
}

export async function updateListings({ connection }: Pick<View, "connection">, changes: ListingChange[]): Promise<void> {
  await connection.each(changes, (client, { key, source, listed }) =>
    listed ? client.zAdd(key, { score: 0, value: source }) : client.zRem(key, source),
  );
}

function listingsOf(keys: IndexKeys, record: DocumentRecord | undefined): string[] {
  return record ? [undefined, ...record.categories].map(keys.listing) : [];
}
