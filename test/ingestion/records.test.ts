import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DeletionRefusedError } from "../../src/errors.ts";
import { type CorpusUnderTest, corpusUnderTest } from "../support/corpus.ts";
import { failure } from "../support/failure.ts";
import type { Variables } from "../support/server.ts";

/** The documents of a corpus as they are stored. */
function documentsOf(corpus: CorpusUnderTest) {
  const { texts, chunks } = corpus.contents();
  return texts.map(({ source, text }) => {
    const own = chunks.filter((chunk) => chunk.source === source);
    for (const chunk of own) expect(text.slice(chunk.start, chunk.end)).toBe(chunk.text);
    return { source, text, title: own[0]?.title, categories: JSON.parse(own[0]?.categories ?? "[]") as string[] };
  });
}

async function ingested(files: Record<string, string | Uint8Array>, variables?: Variables) {
  await using corpus = await corpusUnderTest(files, variables);
  const { report } = await corpus.ingest();
  return { report, documents: documentsOf(corpus) };
}

const lines = (...records: unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join("");

describe("a record", () => {
  test("of CSV is a document, with title, category and id by the header", async () => {
    const { report, documents } = await ingested({
      "shop/faq.csv": '\uFEFFid,title,text,category\r\n7,Oars,"Oars, of ""wood"",\r\nare long.",tools\r\n8,,Keels are heavy.,\r\n',
    });
    expect(report).toMatchObject({ documents: { added: 2, failed: 0 }, failures: [] });
    expect(documents).toEqual([
      { source: "shop/faq.csv#7", title: "Oars", categories: ["tools"], text: 'Oars, of "wood",\r\nare long.' },
      { source: "shop/faq.csv#8", title: "faq", categories: ["shop"], text: "Keels are heavy." },
    ]);
  });

  test.each([
    ["a.csv", "id;text;note\n1;One, or more.;x\n"],
    ["a.csv", "id\ttext\tnote\n1\tOne, or more.\tx\n"],
    ["a.csv", "id|text|note\n1|One, or more.|x\n"],
    ["a.tsv", 'id\ttext\tnote, with, commas\n1\tOne, or more.\t"x"\n'],
  ])("of %s may have its fields apart by other signs: %j", async (name, file) => {
    expect((await ingested({ [name]: file })).documents).toMatchObject([{ source: `${name}#1`, text: "One, or more." }]);
  });

  test.each<[name: string, file: string]>([
    ["a.jsonl", `\uFEFF${lines({ id: 1, text: "One." }, { id: "b", text: "Two." })}`],
    ["a.ndjson", `${lines({ id: 1, text: "One." })}\r\n\n   \n{"id":"b","text":"Two."}`],
    [
      "a.json",
      JSON.stringify(
        [
          { id: 1, text: "One." },
          { id: "b", text: "Two." },
        ],
        null,
        2,
      ),
    ],
    ["a.json", lines({ id: 1, text: "One." }, { id: "b", text: "Two." })],
  ])("of %s is a document: %j", async (name, file) => {
    const { report, documents } = await ingested({ [name]: file });
    expect(report.failures).toEqual([]);
    expect(documents.map(({ source, text }) => [source, text])).toEqual([
      [`${name}#1`, "One."],
      [`${name}#b`, "Two."],
    ]);
  });

  test("that is all a JSON file holds is the file", async () => {
    const { documents } = await ingested({ "a.json": '{ "title": "Given", "text": "# Heading\\n\\nBody [1] \\"}{\\"." }\n' });
    expect(documents).toEqual([{ source: "a.json", title: "Given", categories: ["general"], text: '# Heading\n\nBody [1] "}{".' }]);
  });

  test("has its fields where the settings say, also inside of others", async () => {
    const record = {
      key: "k 1",
      meta: { name: "Named", tags: ["sea", "night"] },
      question: "Why?",
      answer: ["Because.", "Yes."],
      text: "No.",
    };
    const { documents } = await ingested(
      { "a.jsonl": lines(record) },
      {
        RECORD_TEXT_FIELDS: "question, answer,missing",
        RECORD_TITLE_FIELDS: "meta.title,meta.name",
        RECORD_CATEGORY_FIELD: "meta.tags",
        RECORD_ID_FIELD: "key",
      },
    );
    expect(documents).toEqual([{ source: "a.jsonl#k 1", title: "Named", categories: ["sea", "night"], text: "Why?\n\nBecause.\nYes." }]);
  });

  test("without an id is named for its content, and a second one that says the same is left alone", async () => {
    const { documents } = await ingested({ "a.csv": "text\nOne.\nTwo.\nOne.\n" });
    expect(documents.map(({ text }) => text).toSorted()).toEqual(["One.", "Two."]);
    for (const { source } of documents) expect(source).toMatch(/^a\.csv#[0-9a-f]{16}$/);
  });

  test("that shares its id with others is kept beside them", async () => {
    const { documents } = await ingested({ "a.csv": "id,text\n1,One.\n1,Two.\n1~2,Three.\n1,One.\n" });
    expect(Object.fromEntries(documents.map(({ source, text }) => [source, text]))).toEqual({
      "a.csv#1": "One.",
      "a.csv#1~2": "Two.",
      "a.csv#1~2~2": "Three.",
      "a.csv#1~3": "One.",
    });
  });

  test("without text is left alone, like an empty file", async () => {
    const { report, documents } = await ingested({ "a.csv": "id,text\n1,\n2,Two.\n3,  \n" });
    expect(report).toMatchObject({ documents: { added: 1, failed: 0 }, failures: [] });
    expect(documents).toMatchObject([{ source: "a.csv#2" }]);
  });
});

describe("a second run", () => {
  const rows = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => ({ id: from + index, text: `The boat number ${from + index} is open at night.` }));
  const csv = (records: { text: string }[]) => `text\n${records.map(({ text }) => `${text}\n`).join("")}`;

  test("touches only the records that changed, came or went", async () => {
    await using corpus = await corpusUnderTest({ "a.jsonl": lines(...rows(0, 20)), "b.csv": csv(rows(100, 120)), "c.md": "C." });
    await corpus.ingest();
    const edited = rows(1, 20).map((row) => (row.id === 5 ? { ...row, text: "Edited." } : row));
    await corpus.write({
      "a.jsonl": lines({ id: "new", text: "New." }, ...edited),
      "b.csv": csv([{ text: "Inserted." }, ...rows(100, 119)]),
    });
    const { report, embedded } = await corpus.ingest();
    expect(report.documents).toEqual({ added: 2, changed: 1, unchanged: 38, deleted: 2, failed: 0 });
    expect(embedded.map((input) => input.split("\n\n")[1]).toSorted()).toEqual(["Edited.", "Inserted.", "New."]);
    const sources = documentsOf(corpus).map(({ source }) => source);
    expect(sources).toContain("a.jsonl#new");
    expect(sources).not.toContain("a.jsonl#0");
    expect((await corpus.ingest()).report.documents).toMatchObject({ added: 0, changed: 0, unchanged: 41, deleted: 0 });
  });

  test("deletes the records of a file that is gone, and what a file was before it held records", async () => {
    await using corpus = await corpusUnderTest({
      "a.jsonl": lines(...rows(0, 2)),
      "b.json": '{"text":"Whole."}',
      "c#d.csv": csv(rows(0, 3)),
    });
    await corpus.ingest();
    await corpus.remove("a.jsonl");
    await corpus.write({ "b.json": '[{"id":1,"text":"One."}]' });
    const { report } = await corpus.ingest();
    expect(report.documents).toMatchObject({ added: 1, unchanged: 3, deleted: 3, failed: 0 });
    expect(documentsOf(corpus).map(({ source }) => source.replace(/#[0-9a-f]{16}$/, ""))).toEqual([
      "b.json#1",
      "c#d.csv",
      "c#d.csv",
      "c#d.csv",
    ]);
  });

  test("that would delete most records is refused before anything is written", async () => {
    await using corpus = await corpusUnderTest({ "a.jsonl": lines(...rows(0, 10)) });
    await corpus.ingest();
    const before = corpus.contents();
    await corpus.write({ "a.jsonl": lines(...rows(8, 30)) });
    expect(await failure(corpus.ingest())).toBeInstanceOf(DeletionRefusedError);
    expect(corpus.contents()).toEqual(before);
    expect((await corpus.ingest({ allowDelete: true })).report.documents).toMatchObject({ added: 20, unchanged: 2, deleted: 8 });
  });
});

describe("a file of records that has a problem", () => {
  const good = { id: 1, text: "One." };
  const before: Record<string, string> = {
    "a.csv": "id,text\n1,One.\n9,Old.\n",
    "a.json": JSON.stringify([good, { id: 9, text: "Old." }]),
    "a.jsonl": lines(good, { id: 9, text: "Old." }),
  };
  test.each<[problem: string, name: string, file: string | Uint8Array, reason: RegExp]>([
    [
      "a line that is no JSON",
      "a.jsonl",
      `{"id":0,"te\n${lines(good)}[1\n`,
      /^line 1 is not valid JSON: .+, and 1 more of its records have a problem; the others were read$/,
    ],
    [
      "a member that is no JSON",
      "a.json",
      `[{"id":0,"text":tru}, ${JSON.stringify(good)}]`,
      /^record 1 is not valid JSON: .+; the others were read$/,
    ],
    [
      "a member that is no object",
      "a.json",
      `[${JSON.stringify(good)}, "two"]`,
      /^record 2 is no object with fields; the others were read$/,
    ],
    ["no end", "a.json", `[${JSON.stringify(good)}, {"id":2`, /^is cut off: its JSON does not end$/],
    ["an end in the middle", "a.json", `[${JSON.stringify(good)}] more`, /^is not valid JSON: something follows its end$/],
    ["a row with too few fields", "a.csv", "id,text\n0\n1,One.\n", /^line 2 .*; the others were read$/i],
    ["a quote that is not closed", "a.csv", 'id,text\n1,One.\n2,"Two.\n', /Quote Not Closed/],
    [
      "a category that is too long",
      "a.jsonl",
      lines({ ...good, id: 0, category: "a".repeat(257) }, good),
      /^line 1 has a category that cannot be used/,
    ],
    [
      "a record that is too long",
      "a.jsonl",
      lines({ id: 0, text: "a".repeat(3000) }, good),
      /^line 1 is too long: MAX_TEXT_BYTES allows 2000/,
    ],
    [
      "a member that is too long",
      "a.json",
      JSON.stringify([{ id: 0, text: "a".repeat(3000) }, good]),
      /^record 1 is too long: MAX_TEXT_BYTES allows 2000/,
    ],
    [
      "bytes that are not UTF-8",
      "a.csv",
      Uint8Array.of(...new TextEncoder().encode("id,text\n1,One.\n2,"), 0xe9, 0x0a),
      /^is not UTF-8 text; convert it to UTF-8$/,
    ],
    ["NUL", "a.jsonl", `${lines(good)}\0`, /^is not UTF-8 text/],
    ["other contents", "a.json", "%PDF-1.7\n", /^is a PDF, and its name says otherwise/],
    [
      "no text in its fields",
      "a.csv",
      "id,question\n1,Why?\n",
      /^has no text in text, content, body, but id, question; set RECORD_TEXT_FIELDS$/,
    ],
  ])("(%s) is reported once, and keeps what was stored of it", async (_, name, file, reason) => {
    await using corpus = await corpusUnderTest({ [name]: before[name]! }, { MAX_TEXT_BYTES: "2000" });
    expect((await corpus.ingest()).report).toMatchObject({ documents: { added: 2, failed: 0 } });
    await writeFile(join(corpus.directory, name), file);
    const { report } = await corpus.ingest();
    expect(report.failures).toEqual([{ source: name, reason: expect.stringMatching(reason) }]);
    expect(report.documents).toMatchObject({ added: 0, changed: 0, deleted: 0, failed: 1 });
    expect(documentsOf(corpus).map(({ source }) => source)).toEqual([`${name}#1`, `${name}#9`]);
  });

  test("is read piece by piece, however large it is", async () => {
    const line = `${JSON.stringify({ text: "", more: "x".repeat(1_000_000) })}\n`;
    await using corpus = await corpusUnderTest({ "large.jsonl": "" });
    await writeFile(join(corpus.directory, "large.jsonl"), line.repeat(200) + lines(good));
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().external + process.memoryUsage().heapUsed)), 5);
    const before = process.memoryUsage().external + process.memoryUsage().heapUsed;
    const { report } = await corpus.ingest();
    clearInterval(watch);
    expect(report.documents).toMatchObject({ added: 1, failed: 0 });
    expect(most - before).toBeLessThan(150_000_000);
  });
});
