import type { Chunk, StoredPassage } from "../../document.ts";
import type { Fingerprint } from "../chunk-index.ts";
import { decodeCategory, encodeCategory, separator } from "./category-tag.ts";

/** All but the embedding and the text; each of them always, since a field that is not written keeps what it was. */
export function storedFields(chunk: Chunk & Fingerprint): Record<string, string | number> {
  const { id, source, title, start, end, line, page, tokens, terms, embeddingHash } = chunk;
  const categories = chunk.categories.map(encodeCategory).join(separator);
  return { id, source, title, categories, start, end, line, page: page ?? "", tokens, terms, embeddingHash };
}

/** @param stored the fields as Redis has them, or as LangChain has decoded some */
export function toPassage(stored: Record<string, string | string[]>): StoredPassage {
  return {
    id: String(stored.id),
    source: String(stored.source),
    title: String(stored.title),
    categories: [stored.categories ?? []].flat().flatMap(decodeCategories),
    text: String(stored.text),
    start: Number(stored.start),
    end: Number(stored.end),
    line: Number(stored.line),
    page: toPage(stored.page),
    terms: String(stored.terms),
    tokens: Number(stored.tokens),
  };
}

/** Empty where there are no pages; absent in chunks of an earlier version. */
export function toPage(stored: string | string[] | null | undefined): number | null {
  return stored == null || stored === "" ? null : Number(stored);
}

export function decodeCategories(stored: string): string[] {
  return stored.split(separator).map(decodeCategory);
}
