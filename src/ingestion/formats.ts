import { recordEndings } from "./records/corpus.ts";
import { endingOf } from "../plain.ts";
import type { Reader } from "./readers/reader.ts";

const markdown = async () => (await import("./readers/markdown.ts")).readMarkdown;
const html = async () => (await import("./readers/html.ts")).readHtml;
const text = async () => (await import("./readers/text.ts")).readText;

/** What reads files of which ending, loaded when there is such a file. */
const readers = new Map<string, () => Promise<Reader>>([
  ["md", markdown],
  ["markdown", markdown],
  ["mdx", async () => (await import("./readers/markdown.ts")).readMdx],
  ["txt", text],
  ["text", text],
  ["html", html],
  ["htm", html],
  ["xhtml", html],
  ["pdf", async () => (await import("./readers/pdf.ts")).readPdf],
  ["docx", async () => (await import("./readers/docx.ts")).readDocx],
]);

/** The media types of documents, https://www.iana.org/assignments/media-types, with the endings that stand for them. */
const types = new Map([
  ["text/markdown", "md"],
  ["text/x-markdown", "md"],
  ["text/mdx", "mdx"],
  ["text/plain", "txt"],
  ["text/html", "html"],
  ["application/xhtml+xml", "html"],
  ["application/pdf", "pdf"],
  ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"],
]);

/** The ending that stands for a content type, which may have parameters; undefined when no document has it. */
export function formatOfType(contentType = ""): string | undefined {
  return types.get(contentType.split(";")[0]!.trim().toLowerCase());
}

const endings = [...readers.keys(), ...recordEndings].map((ending) => `.${ending}`);
export const unknownFormat = `is of none of the formats that Footnote reads: ${endings.join(", ")}`;

/** What reads a file, by its name's ending unless another stands for its format; undefined when nothing does. */
export function readerOf(source: string, ending = endingOf(source)): (() => Promise<Reader>) | undefined {
  return readers.get(ending);
}
