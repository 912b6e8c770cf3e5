import { UnreadableDocumentError } from "../../../errors.ts";
import { assertText, latin1 } from "../contents.ts";

/** The bytes in which a page must say what it is encoded in, https://html.spec.whatwg.org/#determining-the-character-encoding */
const prescanned = 1024;

/** @throws UnreadableDocumentError when it is no text in the encoding that it names, or in UTF-8 if it names none */
export function decodeHtml(bytes: Uint8Array): string {
  assertText(bytes);
  const named = markedEncoding(bytes) ?? declaredEncoding(latin1(bytes.subarray(0, prescanned)));
  const text = decode(bytes, named ?? "utf-8");
  if (text !== undefined && !text.includes("\0")) return text;
  throw new UnreadableDocumentError(
    named ? `is not text in the encoding that it names, ${named}` : "is not UTF-8 text and names no other encoding; convert it to UTF-8",
  );
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Other bytes than it has, or an encoding that nobody knows.
    return undefined;
  }
}

function markedEncoding([first, second]: Uint8Array): string | undefined {
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return first === 0xff && second === 0xfe ? "utf-16le" : undefined;
}

function declaredEncoding(start: string): string | undefined {
  return /<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]+)/i.exec(start)?.[1]?.toLowerCase();
}
