import type { Chunk, StoredPassage } from "../../document.ts";
import type { Fingerprint } from "../store.ts";
import { decodeCategory, encodeCategory } from "./category.ts";
import { separator } from "./schema.ts";

/** All but the embedding and the text. */
export function storedFields(chunk: Chunk & Fingerprint): Record<string, string | number> {
  const { id, source, title, categories, start, end, line, tokens, terms, embeddingHash } = chunk;
  return { id, source, title, categories: categories.map(encodeCategory).join(separator), start, end, line, tokens, terms, embeddingHash };
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
    terms: String(stored.terms),
    tokens: Number(stored.tokens),
  };
}

export function decodeCategories(stored: string): string[] {
  return stored.split(separator).map(decodeCategory);
}
