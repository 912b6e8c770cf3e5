import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../support/chunks.ts";
import { type CorpusUnderTest, corpusUnderTest } from "../support/corpus.ts";
import { watchPauses } from "../support/pauses.ts";
import { docx, docxOf, zipped } from "../support/files/docx.ts";
import { encryptedPdf, pdf, stream } from "../support/files/pdf.ts";
import type { Variables } from "../support/server.ts";

type Content = string | Uint8Array;

/** Ingests files beside a good one, which must go in. @returns why the others did not */
async function reasonsFor(files: Record<string, Content>, variables?: Variables): Promise<Record<string, string>> {
  await using corpus = await corpusUnderTest({ ...files, "zz-good.md": "Good." }, variables);
  const { report } = await corpus.ingest();
  expect(sourcesOf(corpus)).toContain("zz-good.md");
  expect(report.documents.failed).toBe(report.failures.length);
  return Object.fromEntries(report.failures.map(({ source, reason }) => [source, reason]));
}

const sourcesOf = (corpus: CorpusUnderTest) => corpus.contents().documents.map(({ source }) => source);

const random = seededRandom(1);
const noise = Uint8Array.from({ length: 20_000 }, () => random() * 256);
const oldOffice = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...noise);
const page = "<main><h1>Boats</h1><p>Boats are kept in the harbour.</p></main>";
const goodPdf = pdf([["Boats are kept in the harbour."]]);
const goodDocx = docx([{ text: "Boats are kept in the harbour." }]);
const half = (bytes: Uint8Array) => bytes.subarray(0, bytes.length / 2);

describe("a damaged file is reported with its reason, and the rest goes on:", () => {
  test.each<[what: string, name: string, content: Content, reason: RegExp]>([
    ["bytes at random", "a.html", noise, /^is not UTF-8 text and names no other encoding/],
    ["nothing but NUL", "a.html", new Uint8Array(1000), /^is not UTF-8 text/],
    ["an encoding that nobody knows", "a.html", `<meta charset="klingon">${page}`, /^is not text in the encoding that it names, klingon$/],
    [
      "an encoding that it has not",
      "a.html",
      Uint8Array.of(...new TextEncoder().encode('<meta charset="utf-8">'), 0xe9),
      /^is not text in .* utf-8$/,
    ],
    ["a page that a script fills", "a.html", '<body><div id="root"></div><script>draw()</script></body>', /^has no text to read; /],
    ["a PDF with another name", "a.html", goodPdf, /^is a PDF, and its name says otherwise; rename or convert it$/],
    ["a PDF with another name", "a.txt", goodPdf, /^is a PDF, and its name says otherwise/],
    [
      "a picture with another name",
      "a.md",
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a),
      /^is a picture, and its name says otherwise/,
    ],

    ["bytes at random", "a.pdf", noise, /^is no PDF$/],
    ["nothing but NUL", "a.pdf", new Uint8Array(1000), /^is no PDF$/],
    ["a DOCX with another name", "a.pdf", goodDocx, /^is no PDF but a ZIP archive$/],
    ["half of it", "a.pdf", half(goodPdf), /^is cut off: a PDF ends with %%EOF$/],
    ["a beginning and an end", "a.pdf", "%PDF-1.7\n%%EOF", /^is damaged: /],
    ["bytes at random inside", "a.pdf", Buffer.concat([Buffer.from("%PDF-1.7\n"), noise, Buffer.from("%%EOF")]), /^is damaged: /],
    [
      "a tree of pages without end",
      "a.pdf",
      pdf([["x"]], { objects: { 2: "<< /Type /Pages /Count 2 /Kids [2 0 R 2 0 R] >>" } }),
      /^is damaged on page 1: /,
    ],
    ["a password", "a.pdf", encryptedPdf(), /^is encrypted with a password; save it without one$/],
    ["pages without text", "a.pdf", pdf([[], []]), /^has no text, only pictures of it; it needs OCR$/],

    ["bytes at random", "a.docx", noise, /^is no DOCX$/],
    ["half of it", "a.docx", half(goodDocx), /^is damaged or cut off: /],
    ["a ZIP archive that begins well", "a.docx", Buffer.concat([Buffer.from("PK\u0003\u0004"), noise]), /^is damaged or cut off: /],
    ["some other archive", "a.docx", zipped({ "a.txt": "Text." }), /^is a ZIP archive, but no Word document$/],
    ["a document without its text", "a.docx", docxOf("<"), /^is damaged or cut off: /],
    ["no text", "a.docx", docx([{ text: "" }]), /^has no text$/],
    [
      "a password, or an old format",
      "a.docx",
      oldOffice,
      /^is encrypted, or an old Word document \(\.doc\); save it as \.docx without a password$/,
    ],
    ["a PDF with another name", "a.docx", goodPdf, /^is no DOCX but a PDF$/],
  ])("%s in %s", async (_, name, content, reason) => {
    expect(await reasonsFor({ [name]: content })).toEqual({ [name]: expect.stringMatching(reason) });
  });

  test("and keeps what was stored of it until it can be read again", async () => {
    const files = { "a.pdf": goodPdf, "b.docx": goodDocx, "c.html": page };
    await using corpus = await corpusUnderTest(files);
    await corpus.ingest();
    const before = corpus.contents();
    await corpus.write({ "a.pdf": half(goodPdf), "b.docx": half(goodDocx), "c.html": noise });
    const { report } = await corpus.ingest();
    expect(report.documents).toMatchObject({ failed: 3, deleted: 0 });
    expect(corpus.contents()).toEqual(before);
    await corpus.write(files);
    expect((await corpus.ingest()).report.documents).toMatchObject({ unchanged: 3, failed: 0 });
  });
});

describe("a file made to take all time or memory", () => {
  const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const laughs = Array.from({ length: 20 }, (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`).join("");

  test("is refused for what it says that it unpacks to, before that is done", async () => {
    const bomb = docx([{ text: "Small." }]);
    declareSize(bomb, "word/document.xml", 4_000_000_000);
    expect(await reasonsFor({ "bomb.docx": bomb })).toEqual({
      "bomb.docx": expect.stringMatching(/^would unpack to 40000\d+ bytes of XML, and at most 134217728 are read$/),
    });
  });

  test("gets no more room than it says that it needs", async () => {
    const liar = docx([{ text: "word ".repeat(1_000_000) }]);
    declareSize(liar, "word/document.xml", 1000);
    expect(await reasonsFor({ "liar.docx": liar })).toEqual({ "liar.docx": expect.stringMatching(/^is damaged or cut off: /) });
  });

  test("is refused for its depth, its entities or its contents, whatever it holds", async () => {
    const nested = (open: string, close: string, depth: number) => `${open.repeat(depth)}deep${close.repeat(depth)}`;
    const reasons = await reasonsFor({
      "laughs.docx": docxOf(
        `<!DOCTYPE w [<!ENTITY e0 "lol">${laughs}]><w:document ${word}><w:body><w:p><w:r><w:t>&e20;</w:t></w:r></w:p></w:body></w:document>`,
      ),
      "nested.docx": docxOf(
        `<w:document ${word}><w:body>${nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 20_000)}</w:body></w:document>`,
      ),
      "nested.pdf": pdf([["x"]], { objects: { 10_001: stream(`BT ${"[".repeat(200_000)} TJ ET`) } }),
      "nested.json": `[${nested('{"text":[', "]}", 200_000).replace("deep", '"deep"')}]`,
    });
    expect(reasons).toEqual({
      "laughs.docx": expect.stringMatching(/^is damaged or cut off: .*entity/i),
      "nested.docx": expect.stringMatching(/^is damaged or cut off: it is nested too deeply$/),
      "nested.json": expect.stringMatching(/^has no text in text, content, body/),
      "nested.pdf": expect.stringMatching(/^has no text/),
    });
  });

  test("is read all the same where only its nesting or its spans are absurd", async () => {
    await using corpus = await corpusUnderTest({
      "nested.html": `<main>${"<blockquote><ul><li>".repeat(4000)}deep`,
      "spans.html": `<main><table>${'<tr><td colspan="1000000000" rowspan="1000000000">wide</td></tr>'.repeat(50)}</table>`,
    });
    const { report } = await corpus.ingest();
    expect(report.failures).toEqual([]);
    expect(corpus.contents().texts.map(({ text }) => /deep|wide/.test(text))).toEqual([true, true]);
  });

  test("is read without holding up anything else where the markup of its headings is absurd", async () => {
    const stars = "*a_ ".repeat(10_000);
    const files = {
      "atx.md": `# ${stars}`,
      "setext.md": `${"*a_ b\n".repeat(6000)}===`,
      "many.md": "# *a_ [b]\n\n".repeat(3000),
      "record.jsonl": JSON.stringify({ id: 1, text: `# ${stars}` }),
    };
    await using corpus = await corpusUnderTest(files, { READ_TIMEOUT_MS: "10000" });
    const longestPause = watchPauses();
    const { report } = await corpus.ingest();
    expect(longestPause()).toBeLessThan(2000);
    expect(report).toMatchObject({ documents: { added: 4 }, failures: [] });
    expect(corpus.contents().chunks.find(({ source }) => source === "atx.md")!.title).toBe(stars.slice(0, 300));
  });

  test("is given up after READ_TIMEOUT_MS, and the files after it are read", async () => {
    const lists = Array.from({ length: 2000 }, (_, depth) => `${" ".repeat(depth * 2)}- x`).join("\n");
    const reasons = await reasonsFor({ "lists.md": lists, "next.pdf": goodPdf }, { READ_TIMEOUT_MS: "5000" });
    expect(reasons).toEqual({ "lists.md": "takes longer to read than the 5000 ms of READ_TIMEOUT_MS" });
  });

  test("is given up beyond READ_MEMORY_MB, and the files after it are read", async () => {
    const inflated = deflateSync(deflateSync(Buffer.alloc(300_000_000, 32))).toString("latin1");
    const bomb = pdf([["x"]], { objects: { 10_001: stream(inflated, "/Filter [/FlateDecode /FlateDecode] ") } });
    const table = `| a | b |\n|---|---|\n${"|1|2|\n".repeat(250_000)}`;
    const reasons = await reasonsFor({ "bomb.pdf": bomb, "table.md": table, "next.pdf": goodPdf }, { READ_MEMORY_MB: "128" });
    expect(reasons).toEqual({
      "bomb.pdf": "takes more memory to read than the 128 MB of READ_MEMORY_MB",
      "table.md": "takes more memory to read than the 128 MB of READ_MEMORY_MB",
    });
  });

  test("is refused for its text, of a file that is converted as of one that is not", async () => {
    const text = "word ".repeat(1000);
    const reason = "has too much text: 5000 bytes, and MAX_TEXT_BYTES allows 4000";
    const files = { "a.txt": text, "b.docx": docx([{ text }]), "c.md": text.slice(0, 4000) };
    expect(await reasonsFor(files, { MAX_TEXT_BYTES: "4000" })).toEqual({
      "a.txt": reason,
      "b.docx": expect.stringMatching(/^has too much text: /),
    });
  });
});

/** Makes the directory of a ZIP archive say that a part has a size. */
function declareSize(archive: Uint8Array, part: string, size: number): void {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  // https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12
  for (let at = bytes.indexOf("PK\u0001\u0002"); at !== -1; at = bytes.indexOf("PK\u0001\u0002", at + 1)) {
    const name = bytes.toString("latin1", at + 46, at + 46 + bytes.readUInt16LE(at + 28));
    if (name === part) bytes.writeUInt32LE(size, at + 24);
  }
}
