import { parse } from "yaml";
import { z } from "zod";
import { markdownBlocks } from "../chunking/blocks.ts";
import type { SourceDocument } from "../document.ts";
import { UnreadableDocumentError } from "../errors.ts";
import { truncate } from "../truncate.ts";

const formats = new Map<string, SourceDocument["format"]>([
  ["md", "markdown"],
  ["markdown", "markdown"],
  ["txt", "text"],
  ["text", "text"],
]);

/** The format of a file by its name's ending; undefined when Footnote does not read such files. */
export function documentFormat(source: string): SourceDocument["format"] | undefined {
  return formats.get(/\.([^./]+)$/.exec(source)?.[1]?.toLowerCase() ?? "");
}

const longestTitle = 300;
export const longestCategory = 256;

const categoryName = z
  .string()
  .max(longestCategory)
  .refine((name) => name.trim() !== "" && name.isWellFormed());
const frontMatterSchema = z.object({
  title: z.union([z.string(), z.number(), z.boolean()]).transform(String).pipe(z.string().trim().min(1)).nullish(),
  category: z.union([categoryName, z.array(categoryName).min(1)]).nullish(),
});

/**
 * Decodes a file and finds its title and categories.
 * @param defaultCategory category of a document whose front matter names none; else its first folder, else `general`.
 * @throws UnreadableDocumentError when it is not UTF-8 text, of an unknown format, or its front matter cannot be used.
 */
export function readDocument(source: string, bytes: Uint8Array, defaultCategory?: string): SourceDocument {
  const format = documentFormat(source);
  if (!format) throw new UnreadableDocumentError("is neither Markdown (.md, .markdown) nor plain text (.txt, .text)");
  const text = decode(bytes);
  const { fields, bodyStart } = format === "markdown" ? frontMatter(text) : { fields: {}, bodyStart: byteOrderMark(text) };
  const folder = source.includes("/") ? source.slice(0, source.indexOf("/")) : undefined;
  const categories = [fields.category ?? defaultCategory ?? folder ?? "general"].flat();
  return {
    source,
    title: truncate(fields.title ?? headingTitle(text.slice(bodyStart), format) ?? fileTitle(source), longestTitle),
    // Some file systems decompose accents; a category has one name whatever wrote it.
    categories: [...new Set(categories.map((category) => category.normalize("NFC")))],
    text,
    bodyStart,
    format,
  };
}

function decode(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Reported below, like text with NUL, which is binary data.
  }
  throw new UnreadableDocumentError("is not UTF-8 text; convert it to UTF-8");
}

const byteOrderMark = (text: string) => (text.startsWith("\uFEFF") ? 1 : 0);

function frontMatter(text: string): { fields: z.infer<typeof frontMatterSchema>; bodyStart: number } {
  const start = byteOrderMark(text);
  const opening = /^---[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(start));
  if (!opening) return { fields: {}, bodyStart: start };
  const rest = text.slice(start + opening[0].length);
  const closing = /^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)/m.exec(rest);
  if (!closing) {
    // A line of dashes may also be a rule at the top of an ordinary document.
    if (!/^[\w-]+[ \t]*:/.test(rest)) return { fields: {}, bodyStart: start };
    throw new UnreadableDocumentError("has front matter without a closing line of ---");
  }
  let yaml: unknown;
  try {
    // The parser takes a lone CR for a character of the line.
    yaml = parse(rest.slice(0, closing.index).replaceAll(/\r\n?/g, "\n"));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split("\n")[0]!.replace(/:$/, "") : String(cause);
    throw new UnreadableDocumentError(`has front matter that is not valid YAML: ${reason}`, { cause });
  }
  const fields = frontMatterSchema.safeParse(yaml ?? {});
  if (!fields.success) {
    throw new UnreadableDocumentError(
      `has front matter that cannot be used: it must be a mapping, title a text, category a text of 1 to ${longestCategory} characters or a list of such`,
    );
  }
  return { fields: fields.data, bodyStart: start + opening[0].length + closing.index + closing[0].length };
}

function headingTitle(body: string, format: SourceDocument["format"]): string | undefined {
  if (format !== "markdown") return undefined;
  // A title stands at the top; parsing a giant file twice to find one further down is not worth it.
  const found = headings(body.slice(0, 512)).find(({ level, end }) => level === 1 && end < 512);
  if (found) return found.text;
  const first = headings(body.slice(0, 4096));
  return (first.find(({ level }) => level === 1) ?? first[0])?.text;
}

function headings(text: string) {
  return markdownBlocks(text).flatMap(({ heading, end }) => (heading?.text ? [{ ...heading, end }] : []));
}

function fileTitle(source: string): string {
  return source.slice(source.lastIndexOf("/") + 1).replace(/\.[^.]+$/, "");
}
