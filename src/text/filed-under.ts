import type { SourceDocument } from "../document.ts";
import { searchableTerms } from "./terms.ts";

type Filed = Pick<SourceDocument, "source" | "categories">;

/** The category of a document that is filed under nothing. */
export const unfiled = "general";

/**
 * What a document is filed under, as a text: its categories, its folders and its file's name without its ending. It tells what the
 * document itself often does not say again, as a product's handbook its name. The key of a record is left out: it is a number mostly,
 * which would be found for any such number.
 */
export function filedUnder({ source, categories }: Filed): string {
  const path = pathNames(source);
  return [...categories.filter((category) => category !== unfiled && !path.includes(category)), ...path].join("\n");
}

/** The searchable form of a chunk: what it says, and then what its document is filed under. */
export function chunkTerms(text: string, document: Filed): string {
  return [text, filedUnder(document)].map(searchableTerms).filter(Boolean).join(" ");
}

/** The terms of a chunk as far as it says them itself: under another name, a copy of it is still a copy. */
export function saidTerms(terms: string, source: string): string {
  const path = searchableTerms(pathNames(source).join("\n"));
  return path !== "" && terms.endsWith(` ${path}`) ? terms.slice(0, -path.length - 1) : terms;
}

function pathNames(source: string): string[] {
  const [file = ""] = source.split("#", 1);
  return file.replace(/\.[^./]+$/, "").split("/");
}
