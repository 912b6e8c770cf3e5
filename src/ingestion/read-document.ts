import { markdownBlocks } from "../chunking/blocks.ts";
import type { SourceDocument } from "../document.ts";
import { UnreadableDocumentError } from "../errors.ts";
import { filePath } from "../plain.ts";
import { truncate } from "../text/truncate.ts";
import { categoryName, longestCategory } from "./categories.ts";
import { readerOf, unknownFormat } from "./formats.ts";
import type { Extracted, Given } from "./readers/reader.ts";
import { unreadableFor } from "./readers/unreadable.ts";

/** A file as its bytes, or a record of one as the text that was found in it. */
export type SourceFile = { source: string; given?: Given | undefined } & (
  | { bytes: Uint8Array<ArrayBuffer> }
  | { extracted: Extracted; hash?: string }
);

export type ReadOptions = {
  /** Category of a document that names none; else its first folder, else `general`. */
  defaultCategory?: string | undefined;
  /** Largest text, in bytes of UTF-8. */
  maxTextBytes: number;
};

const longestTitle = 300;

/**
 * Finds the text of a file, its title and categories.
 * @throws UnreadableDocumentError when it is of an unknown format, damaged or encrypted, holds no text that can be read, or too much.
 */
export async function readDocument(file: SourceFile, { defaultCategory, maxTextBytes }: ReadOptions): Promise<SourceDocument> {
  const { source, given } = file;
  const { title, categories: named, ...extracted } = await extract(file);
  const size = utf8Length(extracted.text);
  if (size > maxTextBytes) {
    throw new UnreadableDocumentError(`has too much text: ${size} bytes, and MAX_TEXT_BYTES allows ${maxTextBytes}`);
  }
  const folder = source.includes("/") ? source.slice(0, source.indexOf("/")) : undefined;
  const categories = given?.categories ?? named ?? [defaultCategory ?? folder ?? "general"];
  if (!categories.every((category) => categoryName.safeParse(category).success)) {
    throw new UnreadableDocumentError(
      `is in a folder whose name cannot be its category: it must be a text of 1 to ${longestCategory} characters. Rename the folder, or name a category in the document`,
    );
  }
  return {
    source,
    title: truncate(given?.title ?? title ?? headingTitle(extracted) ?? fileTitle(source), longestTitle),
    // Some file systems decompose accents; a category has one name whatever wrote it.
    categories: [...new Set(categories.map((category) => category.normalize("NFC")))],
    ...extracted,
  };
}

async function extract(file: SourceFile): Promise<Extracted> {
  if ("extracted" in file) return file.extracted;
  const reader = readerOf(file.source, file.given?.format);
  if (!reader) throw new UnreadableDocumentError(unknownFormat);
  const read = await reader();
  try {
    return await read(file.bytes);
  } catch (error) {
    if (error instanceof UnreadableDocumentError) throw error;
    // No library foresees all that a file can hold, and one file must not end a run.
    throw unreadableFor("cannot be read", error);
  }
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

function headingTitle({ text, bodyStart, format }: Extracted): string | undefined {
  if (format !== "markdown") return undefined;
  const body = text.slice(bodyStart, bodyStart + 4096);
  // A title stands at the top; parsing a giant file twice to find one further down is not worth it.
  const found = headings(body.slice(0, 512)).find(({ level, end }) => level === 1 && end < 512);
  if (found) return found.text;
  const first = headings(body);
  return (first.find(({ level }) => level === 1) ?? first[0])?.text;
}

function headings(text: string) {
  return markdownBlocks(text).flatMap(({ heading, end }) => (heading?.text ? [{ ...heading, end }] : []));
}

const fileTitle = (source: string) => filePath(source).replace(/^.*\//s, "");
