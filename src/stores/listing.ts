import { type Visible, visibleFilter } from "../access/visible.ts";
import { compareCodePoints } from "./categories.ts";
import type { DocumentListing, DocumentRecord, ListedDocument } from "./chunk-index.ts";

/** What a store has to tell for `listDocuments`. */
export type Listings = {
  /** Up to `limit` sources of a category, or of all documents, after `after` in code point order; fewer only at the end. */
  sources(category: string | undefined, after: string | undefined, limit: number): Promise<string[]>;
  /** Those that are visible. */
  readDocuments(sources: string[]): Promise<(DocumentRecord | undefined)[]>;
};

/** A page of the visible documents. Listings may name documents that are gone, or have left the category. */
export async function listDocuments(
  listings: Listings,
  { category, after, limit }: DocumentListing,
  visible: Visible,
): Promise<ListedDocument[]> {
  const categories = visibleFilter(category === undefined ? undefined : [category], visible) ?? [undefined];
  const found: ListedDocument[] = [];
  for (let last = after; found.length < limit;) {
    const count = limit - found.length;
    const pages = await Promise.all(categories.map((name) => listings.sources(name, last, count)));
    // The first of all are among the first of each.
    const sources = [...new Set(pages.flat())].toSorted(compareCodePoints).slice(0, count);
    for (const record of await listings.readDocuments(sources)) {
      if (!record || (category !== undefined && !record.categories.includes(category))) continue;
      const { source, origin, hash, categories, chunks } = record;
      found.push({ source, origin, categories, chunks: chunks.length, complete: hash !== null });
    }
    if (sources.length < count) break;
    last = sources.at(-1);
  }
  return found;
}

/** The record of a document while it is being deleted. */
export function withdrawn(record: DocumentRecord): DocumentRecord {
  return { ...record, hash: null, categories: [] };
}

/**
 * The record of a document while it is being written. It names every chunk that may be stored, so that none is ever lost sight of, and
 * only categories that it has before and after.
 * @param removed ids of chunks that will be deleted
 */
export function unfinished(record: DocumentRecord, previous: DocumentRecord | undefined, removed: string[]): DocumentRecord {
  return {
    ...record,
    hash: null,
    categories: record.categories.filter((category) => previous?.categories.includes(category)),
    chunks: [...record.chunks, ...removed],
  };
}
