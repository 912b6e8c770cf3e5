import { UnreadableDocumentError } from "../../errors.ts";
import { assertText } from "../readers/contents.ts";

/** The text of a file as its bytes come, without the byte-order mark. @throws UnreadableDocumentError when it is not UTF-8 */
export async function* textPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (...chunk: Parameters<typeof decoder.decode>) => {
    try {
      const text = decoder.decode(...chunk);
      if (!text.includes("\0")) return text;
    } catch {
      // Reported below, like text with NUL, which is binary data.
    }
    throw new UnreadableDocumentError("is not UTF-8 text; convert it to UTF-8");
  };
  let first = true;
  for await (const chunk of bytes) {
    if (first) assertText(chunk);
    first = false;
    yield decode(chunk, { stream: true });
  }
  yield decode();
}
