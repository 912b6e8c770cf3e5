import { UnreadableDocumentError } from "../../errors.ts";

/** How files begin whose names may say otherwise, https://en.wikipedia.org/wiki/List_of_file_signatures */
const signatures: [signature: string, contents: Contents][] = [
  ["%PDF-", "a PDF"],
  ["PK\u0003\u0004", "a ZIP archive"],
  ["\u00D0\u00CF\u0011\u00E0", "an old Office document"],
  ["{\\rtf", "RTF"],
  ["\u0089PNG", "a picture"],
  ["\u00FF\u00D8\u00FF", "a picture"],
  ["GIF8", "a picture"],
  ["\u001F\u008B", "a gzip archive"],
];
export type Contents = "a PDF" | "a ZIP archive" | "an old Office document" | "RTF" | "a picture" | "a gzip archive";

/** What a file holds by its first bytes; undefined where these tell nothing. */
export function contentsOf(bytes: Uint8Array): Contents | undefined {
  const start = latin1(bytes.subarray(0, 8));
  return signatures.find(([signature]) => start.startsWith(signature))?.[1];
}

/** @throws UnreadableDocumentError when the first bytes are those of something other than text */
export function assertText(bytes: Uint8Array): void {
  const other = contentsOf(bytes);
  if (other) throw new UnreadableDocumentError(`is ${other}, and its name says otherwise; rename or convert it`);
}

/** A character for each byte. */
export function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** @throws UnreadableDocumentError when it is no text in UTF-8 */
export function decodeUtf8(bytes: Uint8Array): string {
  assertText(bytes);
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Reported below, like text with NUL, which is binary data.
  }
  throw new UnreadableDocumentError("is not UTF-8 text; convert it to UTF-8");
}

/** Where the text begins behind a byte-order mark. */
export const byteOrderMark = (text: string) => (text.startsWith("\uFEFF") ? 1 : 0);
