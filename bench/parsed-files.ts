import { parse as parseCsv } from "csv-parse/sync";
import { parseHTML } from "linkedom";
import mammoth from "mammoth";
import { fromMarkdown } from "mdast-util-from-markdown";
import { getDocumentProxy } from "unpdf";
import type { SourceFile } from "../src/ingestion/read-document.ts";
import { countTokens } from "../src/text/tokens.ts";
import { docx } from "../test/support/files/docx.ts";
import { pdf } from "../test/support/files/pdf.ts";
import { generatedMarkdown, seededRandom } from "./data.ts";

/** A file of one format, and what the library that reads it takes for its part. */
export type ParsedFile = {
  format: string;
  file: SourceFile & { bytes: Uint8Array<ArrayBuffer> };
  library: string;
  alone(): unknown;
};

const encoder = new TextEncoder();

/** The same text, of about 130 tokens a section, in every format. */
export function parsedFiles(sections: number): ParsedFile[] {
  const markdown = generatedMarkdown(sections, seededRandom(8));
  const paragraphs = markdown.split("\n\n");
  const isHeading = (text: string) => text.startsWith("#");
  const bare = (text: string) => text.replace(/^#+ /, "");
  const html = `<!doctype html><title>Generated</title><main>${paragraphs
    .map((text) => (isHeading(text) ? `<h2>${bare(text)}</h2>` : `<p>${text}</p>`))
    .join("\n")}</main>`;
  const records = paragraphs.map((text, id) => ({ id, text }));
  const csv = `id,text\n${records.map(({ id, text }) => `${id},"${text}"`).join("\n")}\n`;
  const jsonLines = records.map((record) => JSON.stringify(record)).join("\n");
  const pdfBytes = pdfOf(paragraphs.map(bare));
  const docxBytes = docx(paragraphs.map((text) => (isHeading(text) ? { style: "Heading2", text: bare(text) } : { text })));
  const named = (format: string, content: string | Uint8Array<ArrayBuffer>, library: string, alone: () => unknown): ParsedFile => ({
    format,
    file: { source: `file.${format}`, bytes: typeof content === "string" ? encoder.encode(content) : content },
    library,
    alone,
  });
  return [
    named("md", markdown, "mdast-util-from-markdown", () => fromMarkdown(markdown)),
    named("txt", markdown, "counting its tokens", () => countTokens(markdown)),
    named("html", html, "linkedom", () => parseHTML(html)),
    named("pdf", pdfBytes, "PDF.js", () => pdfTexts(pdfBytes)),
    named("docx", docxBytes, "mammoth", () => mammoth.convertToHtml({ buffer: Buffer.from(docxBytes) })),
    named("csv", csv, "csv-parse", () => parseCsv(csv, { columns: true })),
    named("jsonl", jsonLines, "JSON.parse", () => jsonLines.split("\n").map((line) => JSON.parse(line))),
  ];
}

const lineLength = 90;
const linesOnPage = 45;

/** @param paragraphs in Latin-1 */
export function pdfOf(paragraphs: string[]): Uint8Array<ArrayBuffer> {
  const lines = paragraphs.flatMap((text) => [...(text.match(new RegExp(`.{1,${lineLength}}(?:\\s|$)`, "g")) ?? []), ""]);
  return pdf(
    Array.from({ length: Math.ceil(lines.length / linesOnPage) }, (_, page) => lines.slice(page * linesOnPage, (page + 1) * linesOnPage)),
  );
}

async function pdfTexts(bytes: Uint8Array): Promise<void> {
  const document = await getDocumentProxy(bytes.slice(), { verbosity: 0 });
  for (let number = 1; number <= document.numPages; number++) await (await document.getPage(number)).getTextContent();
  await document.loadingTask.destroy();
}
