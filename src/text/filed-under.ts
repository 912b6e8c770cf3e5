import { filePath } from "../plain.ts";
import { asName } from "./analyse.ts";
import { searchableTerms } from "./terms.ts";

/**
 * The folders of a document and its file's name without its ending, which tell what it often does not say again, as a product's handbook
 * its name. The key of a record is left out: it is a number mostly, which would be found for any such number.
 */
export function filedUnder(source: string): string[] {
  return filePath(source).split("/").map(asName);
}

/**
 * The searchable form of a chunk: what it says, and then what its document is filed under. Categories are none of it: whoever may see a
 * document need not see all of its categories.
 */
export function chunkTerms(text: string, source: string): string {
  return [searchableTerms(text), pathTerms(source)].filter(Boolean).join(" ");
}

/** The terms of a chunk as far as it says them itself: in another folder, a copy of it is still a copy. */
export function saidTerms(terms: string, source: string): string {
  const path = pathTerms(source);
  return path !== "" && terms.endsWith(` ${path}`) ? terms.slice(0, -path.length - 1) : terms;
}

const pathTerms = (source: string) => filedUnder(source).map(searchableTerms).filter(Boolean).join(" ");
