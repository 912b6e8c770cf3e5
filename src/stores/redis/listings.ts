import type { DocumentRecord } from "../chunk-index.ts";
import { encodeCategory } from "./category.ts";

/** A source that enters or leaves a listing. */
export type ListingChange = { key: string; source: string; listed: boolean };

/** Key of a sorted set of sources, in the order of their bytes: of all documents, or of those in a category. */
export function listingKey(index: string, category: string | undefined): string {
  return category === undefined ? `${index}:documents` : `${index}:documents:${encodeCategory(category)}`;
}

/**
 * What a record that is written or deleted changes in the listings.
 * @param before the record until now, if there is one
 * @param after undefined when it is deleted
 */
export function listingChanges(index: string, before: DocumentRecord | undefined, after: DocumentRecord | undefined): ListingChange[] {
  const source = (after ?? before)?.source;
  if (source === undefined) return [];
  const left = new Set(keysOf(index, before));
  const entered = new Set(keysOf(index, after));
  return [
    ...[...left.difference(entered)].map((key) => ({ key, source, listed: false })),
    ...[...entered.difference(left)].map((key) => ({ key, source, listed: true })),
  ];
}

function keysOf(index: string, record: DocumentRecord | undefined): string[] {
  return record ? [undefined, ...record.categories].map((category) => listingKey(index, category)) : [];
}
