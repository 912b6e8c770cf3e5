import { strFromU8, unzipSync, type Unzipped, zipSync } from "fflate";
import { parseHTML } from "linkedom";
import mammoth from "mammoth";
import { UnreadableDocumentError } from "../../errors.ts";
import { contentsOf } from "./contents.ts";
import { content } from "./html/content.ts";
import { markdown } from "./html/markdown.ts";
import type { Reader } from "./reader.ts";
import { unreadableFor } from "./unreadable.ts";

/** Of the parts that are read; a ZIP archive can hold a thousand times its size. */
const mostUnpackedBytes = 128 * 1024 * 1024;

/** A Word document, as Markdown. */
export const readDocx: Reader = async (bytes) => {
  const html = await toHtml(textParts(bytes));
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  const text = markdown(content(document.body, false));
  if (text === "") throw new UnreadableDocumentError("has no text");
  return { text, bodyStart: 0, format: "markdown" };
};

/** The parts of a document but its pictures and what else is embedded. */
function textParts(bytes: Uint8Array): Unzipped {
  const contents = contentsOf(bytes);
  if (contents === "an old Office document") {
    throw new UnreadableDocumentError("is encrypted, or an old Word document (.doc); save it as .docx without a password");
  }
  if (contents !== "a ZIP archive") throw new UnreadableDocumentError(`is no DOCX${contents ? ` but ${contents}` : ""}`);
  let unpacked = 0;
  let parts: Unzipped;
  try {
    parts = unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (!/\.(?:xml|rels)$/i.test(name)) return false;
        unpacked += originalSize;
        return unpacked <= mostUnpackedBytes;
      },
    });
  } catch (cause) {
    throw unreadableFor("is damaged or cut off", cause);
  }
  if (unpacked > mostUnpackedBytes) {
    throw new UnreadableDocumentError(`would unpack to ${unpacked} bytes of XML, and at most ${mostUnpackedBytes} are read`);
  }
  const relations = parts["_rels/.rels"];
  if (!relations || !/officeDocument/.test(strFromU8(relations))) {
    throw new UnreadableDocumentError("is a ZIP archive, but no Word document");
  }
  return parts;
}

async function toHtml(parts: Unzipped): Promise<string> {
  try {
    const buffer = Buffer.from(zipSync(parts, { level: 0 }));
    const { value } = await mammoth.convertToHtml(
      { buffer },
      { styleMap: ["p[style-name='Title'] => h1:fresh"], includeEmbeddedStyleMap: false, convertImage },
    );
    return value;
  } catch (cause) {
    throw unreadableFor("is damaged or cut off", cause);
  }
}

/** Pictures are left behind in the archive. */
const convertImage = mammoth.images.imgElement(async () => ({ src: "" }));
