import { getDocumentProxy } from "unpdf";
import { UnreadableDocumentError } from "../../errors.ts";
import { contentsOf, latin1 } from "./contents.ts";
import { joinHyphens } from "./pdf/hyphens.ts";
import { pageTexts, type Run } from "./pdf/pages.ts";
import type { Reader } from "./reader.ts";
import { unreadableFor } from "./unreadable.ts";

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/** Bytes from either end in which a PDF must say that it begins and ends; readers look no further. */
const margin = 1024;
const pageBreak = "\n\n";

export const readPdf: Reader = async (bytes) => {
  assertWhole(bytes);
  const pdf = await open(bytes);
  try {
    const pages = joinHyphens(pageTexts(await runs(pdf)));
    if (pages.every((page) => page === "")) throw new UnreadableDocumentError("has no text, only pictures of it; it needs OCR");
    const pageStarts: number[] = [];
    let length = 0;
    for (const page of pages) {
      pageStarts.push(length);
      length += page.length + pageBreak.length;
    }
    return { text: pages.join(pageBreak), bodyStart: 0, format: "text", title: await title(pdf), pageStarts };
  } finally {
    await pdf.loadingTask.destroy();
  }
};

function assertWhole(bytes: Uint8Array): void {
  const contents = contentsOf(bytes);
  if (!latin1(bytes.subarray(0, margin)).includes("%PDF-")) {
    throw new UnreadableDocumentError(`is no PDF${contents ? ` but ${contents}` : ""}`);
  }
  if (!latin1(bytes.subarray(-margin)).includes("%%EOF")) throw new UnreadableDocumentError("is cut off: a PDF ends with %%EOF");
}

async function open(bytes: Uint8Array): Promise<Pdf> {
  try {
    // The library takes the buffer for its own.
    return await getDocumentProxy(bytes.slice(), { verbosity: 0, useSystemFonts: false });
  } catch (cause) {
    if (cause instanceof Error && cause.name === "PasswordException") {
      throw new UnreadableDocumentError("is encrypted with a password; save it without one", { cause });
    }
    throw unreadableFor("is damaged", cause);
  }
}

async function runs(pdf: Pdf): Promise<Run[][]> {
  const pages: Run[][] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    try {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(items.filter((item): item is Run & typeof item => "str" in item));
      page.cleanup();
    } catch (cause) {
      throw unreadableFor(`is damaged on page ${number}`, cause);
    }
  }
  return pages;
}

/** Names that programs give by themselves. */
const meaningless = /^(?:untitled|document|microsoft \w+ - )|\.(?:docx?|indd|tex|dvi|qxd|pdf|pptx?|xlsx?|rtf|odt|html?)$/i;

async function title(pdf: Pdf): Promise<string | undefined> {
  const { info } = await pdf.getMetadata().catch(() => ({ info: {} }));
  const given = "Title" in info && typeof info.Title === "string" ? info.Title.replaceAll(/\s+/g, " ").trim() : "";
  return given === "" || meaningless.test(given) ? undefined : given;
}
