import { rename } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DeletionRefusedError } from "../../src/errors.ts";
import type { Progress } from "../../src/ingestion/report.ts";
import { corpusUnderTest, documentOn, forgetLayouts, paragraphOn, type StoredContents } from "../support/corpus.ts";
import { failure } from "../support/failure.ts";

const files = {
  "harbour/boats.md": documentOn("Boats", ["keels", "oars", "sails"]),
  "harbour/lamps.md": documentOn("Lamps", ["wicks", "oil"]),
  "notes.txt": "The keeper sleeps by day.",
};
const chunkCount = 6;

const chunksOf = ({ chunks }: StoredContents, source: string) => chunks.filter((chunk) => chunk.source === source);
const embeddingsByText = (chunks: StoredContents["chunks"]) => Object.fromEntries(chunks.map(({ text, embedding }) => [text, embedding]));
const chunkAbout = ({ chunks }: StoredContents, text: string) => chunks.find((chunk) => chunk.text.includes(text))!;

describe("a run", () => {
  test("stores every document, and counts what it did", async () => {
    await using corpus = await corpusUnderTest(files);
    const { report, embedded } = await corpus.ingest();
    expect(report).toEqual({
      documents: { added: 3, changed: 0, unchanged: 0, deleted: 0, failed: 0 },
      chunks: { added: chunkCount, updated: 0, unchanged: 0, deleted: 0 },
      embedded: { chunks: chunkCount, tokens: expect.any(Number), reused: 0 },
      cost: { amount: 0, currency: "USD" },
      failures: [],
      durationMs: expect.any(Number),
    });
    expect(report.embedded.tokens).toBeGreaterThan(chunkCount * 100);
    expect(embedded).toHaveLength(chunkCount);

    const contents = corpus.contents();
    expect(contents.documents.map(({ source }) => source)).toEqual(["harbour/boats.md", "harbour/lamps.md", "notes.txt"]);
    expect(contents.orphans).toBe(0);
    for (const { source, text, line, embedding, categories, filedUnder } of contents.chunks) {
      const file = files[source as keyof typeof files];
      expect(file.split("\n")[line - 1]).toBe(text.split("\n")[0]);
      expect(embedding).toHaveLength(64 * 8);
      expect(filedUnder).toBe(categories);
    }
  });

  test("on what is unchanged embeds nothing and writes nothing", async () => {
    await using corpus = await corpusUnderTest(files);
    await corpus.ingest();
    const before = corpus.contents();
    const { report, embedded } = await corpus.ingest();
    expect(embedded).toEqual([]);
    expect(report).toMatchObject({
      documents: { added: 0, changed: 0, unchanged: 3, deleted: 0, failed: 0 },
      chunks: { added: 0, updated: 0, unchanged: chunkCount, deleted: 0 },
      embedded: { chunks: 0, tokens: 0, reused: 0 },
    });
    expect(corpus.contents()).toEqual(before);
  });

  test("tells its progress, document by document, up to the end", async () => {
    await using corpus = await corpusUnderTest(files);
    const seen: Progress[] = [];
    await corpus.ingest({ onProgress: (_, progress) => void seen.push(progress) });
    expect(seen.at(-1)).toEqual({ done: 3, total: 3, share: expect.closeTo(1) });
    expect(seen).toEqual(seen.toSorted((one, other) => one.share - other.share));
  });

  test("reads again what an earlier version stored without its layout, and embeds nothing of it", async () => {
    await using corpus = await corpusUnderTest(files);
    await corpus.ingest();
    const before = corpus.contents();
    expect(before.documents.map(({ layout }) => JSON.parse(layout!))).toEqual([
      { title: expect.any(String), bodyStart: expect.any(Number), format: "markdown" },
      { title: expect.any(String), bodyStart: expect.any(Number), format: "markdown" },
      { title: "notes", bodyStart: 0, format: "text" },
    ]);
    forgetLayouts(corpus.data);
    const { report, embedded } = await corpus.ingest();
    expect(report.documents).toMatchObject({ changed: 3, unchanged: 0 });
    expect(embedded).toEqual([]);
    expect(corpus.contents()).toEqual(before);
  });

  test("on an empty directory stores nothing", async () => {
    await using corpus = await corpusUnderTest({});
    const { report } = await corpus.ingest();
    expect(report.documents).toEqual({ added: 0, changed: 0, unchanged: 0, deleted: 0, failed: 0 });
    expect(corpus.contents()).toEqual({ documents: [], texts: [], chunks: [], orphans: 0 });
  });
});

describe("an edit", () => {
  test("of one file changes its chunks and nothing else", async () => {
    await using corpus = await corpusUnderTest(files);
    await corpus.ingest();
    const before = corpus.contents();
    await corpus.write({ "harbour/boats.md": files["harbour/boats.md"].replace("The oars number 3 is open", "The oars number 3 is shut") });
    const { report, embedded } = await corpus.ingest();

    expect(report.documents).toEqual({ added: 0, changed: 1, unchanged: 2, deleted: 0, failed: 0 });
    expect(report.chunks).toEqual({ added: 1, updated: 0, unchanged: chunkCount - 1, deleted: 1 });
    expect(embedded).toEqual([expect.stringContaining("The oars number 3 is shut")]);
    const after = corpus.contents();
    const untouched = ({ chunks }: StoredContents) => chunks.filter(({ text }) => !text.includes("oars number 3"));
    expect(untouched(after)).toEqual(untouched(before));
    expect(after.chunks).toHaveLength(chunkCount);
    expect(after.orphans).toBe(0);
  });

  test("that inserts a paragraph embeds that, and rewrites what moved with its embedding", async () => {
    await using corpus = await corpusUnderTest(files);
    await corpus.ingest();
    const before = corpus.contents();
    await corpus.write({
      "harbour/boats.md": files["harbour/boats.md"].replace("## On sails", `${paragraphOn("rudders")}\n\n## On sails`),
    });
    const { report, embedded } = await corpus.ingest();

    expect(embedded).toEqual([expect.stringContaining("The rudders number 0")]);
    expect(report.chunks).toEqual({ added: 1, updated: 1, unchanged: chunkCount - 1, deleted: 0 });
    const [old, moved] = [chunkAbout(before, "sails number"), chunkAbout(corpus.contents(), "sails number")];
    expect(moved).toMatchObject({ id: old.id, embedding: old.embedding, line: old.line + 2 });
  });

  test("of a title where the embedding input does not hold it embeds nothing", async () => {
    const titled = (end: string) => ({ "boats.md": `---\ntitle: ${"Long ".repeat(45)}${end}\n---\n${files["harbour/boats.md"]}` });
    await using corpus = await corpusUnderTest(titled("one"));
    await corpus.ingest();
    const before = corpus.contents();
    await corpus.write(titled("two"));
    const { report, embedded } = await corpus.ingest();

    expect(embedded).toEqual([]);
    expect(report).toMatchObject({ documents: { changed: 1 }, chunks: { added: 0, updated: 3, unchanged: 0, deleted: 0 } });
    expect(corpus.contents().chunks).toEqual(before.chunks.map((chunk) => ({ ...chunk, title: chunk.title.replace(/one$/, "two") })));
  });

  test("of a title that is embedded embeds the document's chunks again, under their ids", async () => {
    await using corpus = await corpusUnderTest({ "boats.md": `---\ntitle: One\n---\n${files["harbour/boats.md"]}`, "notes.txt": "Notes." });
    await corpus.ingest();
    const before = corpus.contents();
    await corpus.write({ "boats.md": `---\ntitle: Two\n---\n${files["harbour/boats.md"]}` });
    const { report, embedded } = await corpus.ingest();

    expect(embedded).toHaveLength(3);
    expect(report.chunks).toEqual({ added: 0, updated: 3, unchanged: 1, deleted: 0 });
    const after = corpus.contents();
    expect(after.chunks.map(({ id }) => id)).toEqual(before.chunks.map(({ id }) => id));
    for (const [index, { embedding, source }] of after.chunks.entries()) {
      expect(embedding === before.chunks[index]!.embedding).toBe(source === "notes.txt");
    }
  });

  test("of a category embeds nothing, and leaves nothing under the old one", async () => {
    const filed = (category: string) => ({
      ...files,
      "notes.txt": "",
      "notes.md": `---\ncategory: ${category}\n---\n${paragraphOn("notes")}`,
    });
    await using corpus = await corpusUnderTest(filed("[sea, day]"));
    await corpus.ingest();
    const before = chunkAbout(corpus.contents(), "notes number");
    await corpus.write(filed("[sea, dusk, far]"));
    const { report, embedded } = await corpus.ingest();

    expect(embedded).toEqual([]);
    expect(report.chunks).toMatchObject({ added: 0, updated: 1, deleted: 0 });
    const after = chunkAbout(corpus.contents(), "notes number");
    expect(after).toMatchObject({ id: before.id, embedding: before.embedding, filedUnder: '["dusk","far","sea"]' });
  });

  test("of the default category embeds nothing, and does not touch documents that name their own", async () => {
    await using corpus = await corpusUnderTest({ ...files, "own.md": `---\ncategory: own\n---\n${paragraphOn("own")}` });
    await corpus.ingest();
    const { report, embedded } = await corpus.ingest({ defaultCategory: "given" });
    expect(embedded).toEqual([]);
    expect(report.chunks).toEqual({ added: 0, updated: chunkCount, unchanged: 1, deleted: 0 });
    const filedUnder = () => [...new Set(corpus.contents().chunks.map((chunk) => chunk.filedUnder))].toSorted();
    expect(filedUnder()).toEqual(['["given"]', '["own"]']);

    await corpus.ingest();
    expect(filedUnder()).toEqual(['["general"]', '["harbour"]', '["own"]']);
  });

  test("of a heading embeds again all that stands under it, and renames only the chunk that holds it", async () => {
    const file = (heading: string) =>
      `# Boats\n\n## ${heading}\n\n${paragraphOn("keels")}\n\n${paragraphOn("oars")}\n\n## Else\n\n${paragraphOn("sails")}\n`;
    await using corpus = await corpusUnderTest({ "boats.md": file("Wood") });
    await corpus.ingest();
    const before = corpus.contents();
    await corpus.write({ "boats.md": file("Iron") });
    const { report, embedded } = await corpus.ingest();

    expect(embedded.toSorted()).toEqual([expect.stringContaining("keels number"), expect.stringContaining("oars number")]);
    expect(report.chunks).toEqual({ added: 1, updated: 1, unchanged: 1, deleted: 1 });
    const after = corpus.contents();
    expect(chunkAbout(after, "oars number").id).toBe(chunkAbout(before, "oars number").id);
    expect(chunkAbout(after, "oars number").embedding).not.toBe(chunkAbout(before, "oars number").embedding);
    expect(chunkAbout(after, "sails number")).toEqual(chunkAbout(before, "sails number"));
  });

  test("that swaps equal texts under two headings embeds nothing, and mixes nothing up", async () => {
    const section = (heading: string) => `## ${heading}\n\n${paragraphOn(heading, 25)}\n\n${paragraphOn("oars", 25)}\n\n`;
    const file = (...headings: string[]) => ({ "boats.md": `# Boats\n\n${paragraphOn("keels", 25)}\n\n${headings.map(section).join("")}` });
    await using corpus = await corpusUnderTest(file("Wood", "Iron"));
    await corpus.ingest();
    await corpus.write(file("Iron", "Wood"));
    const { report, embedded } = await corpus.ingest();

    expect(embedded).toEqual([]);
    expect(report.embedded.reused).toBe(2);
    await using afresh = await corpusUnderTest(file("Iron", "Wood"));
    await afresh.ingest();
    expect(corpus.contents().chunks).toEqual(afresh.contents().chunks);
  });

  test("that copies a file embeds nothing twice in one run", async () => {
    await using corpus = await corpusUnderTest({ ...files, "copy/boats.md": files["harbour/boats.md"] });
    const { report, embedded } = await corpus.ingest();
    expect(embedded).toHaveLength(chunkCount);
    expect(report).toMatchObject({ chunks: { added: chunkCount + 3 }, embedded: { chunks: chunkCount, reused: 3 } });
    const contents = corpus.contents();
    expect(embeddingsByText(chunksOf(contents, "copy/boats.md"))).toEqual(embeddingsByText(chunksOf(contents, "harbour/boats.md")));
  });

  test("that is taken back leaves everything as it was", async () => {
    await using corpus = await corpusUnderTest(files);
    await corpus.ingest();
    const before = corpus.contents();
    await corpus.write({ "harbour/boats.md": documentOn("Ships", ["keels", "decks"]) });
    await corpus.ingest();
    expect(corpus.contents()).not.toEqual(before);
    await corpus.write(files);
    await corpus.ingest();
    expect(corpus.contents()).toEqual(before);
  });
});

describe("a deletion", () => {
  test("of a file deletes its chunks and nothing else", async () => {
    await using corpus = await corpusUnderTest(files);
    await corpus.ingest();
    const before = corpus.contents();
    await corpus.remove("harbour/lamps.md");
    const { report, embedded } = await corpus.ingest();

    expect(embedded).toEqual([]);
    expect(report).toMatchObject({ documents: { unchanged: 2, deleted: 1 }, chunks: { unchanged: 4, deleted: 2 } });
    const kept = ({ source }: { source: string }) => source !== "harbour/lamps.md";
    const { documents, texts, chunks } = before;
    expect(corpus.contents()).toEqual({
      documents: documents.filter(kept),
      texts: texts.filter(kept),
      chunks: chunks.filter(kept),
      orphans: 0,
    });
  });

  test("of another origin's documents never happens", async () => {
    await using corpus = await corpusUnderTest(files);
    await using other = await corpusUnderTest({
      "elsewhere.md": documentOn("Elsewhere", ["hills"]),
      "more.txt": "More.",
      "third.txt": "Third.",
    });
    await corpus.ingest();
    await corpus.ingest({ directory: other.directory });
    expect(corpus.contents().documents).toHaveLength(6);

    await other.remove("more.txt");
    const { report } = await corpus.ingest({ directory: other.directory });
    expect(report.documents).toMatchObject({ unchanged: 2, deleted: 1 });
    const sources = () => corpus.contents().documents.map(({ source }) => source);
    expect(sources()).toEqual(["elsewhere.md", "harbour/boats.md", "harbour/lamps.md", "notes.txt", "third.txt"]);

    await corpus.remove("notes.txt");
    await corpus.ingest();
    expect(sources()).toEqual(["elsewhere.md", "harbour/boats.md", "harbour/lamps.md", "third.txt"]);
  });

  test("of half of an origin's documents is allowed, of more is refused and changes nothing", async () => {
    await using corpus = await corpusUnderTest({ ...files, "more.txt": "More." });
    await corpus.ingest();
    await corpus.remove("harbour");
    await corpus.ingest();
    const before = corpus.contents();
    expect(before.documents).toHaveLength(2);

    await corpus.remove("notes.txt");
    await corpus.remove("more.txt");
    await corpus.write({ "new.md": "New." });
    const refusal = await failure(corpus.ingest());
    expect(refusal).toBeInstanceOf(DeletionRefusedError);
    expect(String(refusal)).toMatch(
      /^DeletionRefusedError: 2 of the 2 documents .* Nothing was changed\. .* run again with --allow-delete\b/,
    );
    expect(String(refusal)).toContain(corpus.directory);
    expect(corpus.contents()).toEqual(before);

    const { report } = await corpus.ingest({ allowDelete: true });
    expect(report.documents).toMatchObject({ added: 1, deleted: 2 });
    expect(corpus.contents().documents.map(({ source }) => source)).toEqual(["new.md"]);
  });

  test("of most of one origin is refused, however much another holds", async () => {
    await using corpus = await corpusUnderTest(files);
    await using other = await corpusUnderTest({ "elsewhere.md": "Elsewhere." });
    await corpus.ingest();
    await corpus.ingest({ directory: other.directory });
    await other.remove("elsewhere.md");
    expect(await failure(corpus.ingest({ directory: other.directory }))).toBeInstanceOf(DeletionRefusedError);
  });

  test("of the old name follows when a file is renamed and moved, with the embeddings of its chunks", async () => {
    await using corpus = await corpusUnderTest(files);
    await corpus.ingest();
    const before = corpus.contents();
    await rename(join(corpus.directory, "harbour/boats.md"), join(corpus.directory, "ships.md"));
    const { report, embedded } = await corpus.ingest();

    expect(embedded).toEqual([]);
    expect(report).toMatchObject({
      documents: { added: 1, unchanged: 2, deleted: 1 },
      chunks: { added: 3, deleted: 3 },
      embedded: { chunks: 0, tokens: 0, reused: 3 },
    });
    const contents = corpus.contents();
    expect(chunksOf(contents, "harbour/boats.md")).toEqual([]);
    expect(embeddingsByText(chunksOf(contents, "ships.md"))).toEqual(embeddingsByText(chunksOf(before, "harbour/boats.md")));
    expect(contents.orphans).toBe(0);
  });

  test("of a renamed file's old name leaves only what was edited to be embedded", async () => {
    await using corpus = await corpusUnderTest(files);
    await corpus.ingest();
    await corpus.remove("harbour/boats.md");
    await corpus.write({ "ships.md": files["harbour/boats.md"].replace("The oars number 3 is open", "The oars number 3 is shut") });
    const { report, embedded } = await corpus.ingest();
    expect(embedded).toEqual([expect.stringContaining("The oars number 3 is shut")]);
    expect(report.embedded).toMatchObject({ chunks: 1, reused: 2 });
  });

  test.each(["", " \n", "---\ntitle: Empty\n---\n"])("of its chunks follows when a file is emptied to %j, and once only", async (text) => {
    await using corpus = await corpusUnderTest(files);
    await corpus.ingest();
    await corpus.write({ "harbour/boats.md": text });
    const { report } = await corpus.ingest();
    expect(report.chunks).toMatchObject({ added: 0, unchanged: 3, deleted: 3 });
    const emptied = corpus.contents();
    expect(chunksOf(emptied, "harbour/boats.md")).toEqual([]);

    const { report: again } = await corpus.ingest();
    expect(again.documents).toMatchObject({ added: 0, changed: 0, deleted: 0 });
    expect(corpus.contents()).toEqual(emptied);
  });
});

test("a source that another origin has is refused by name, and the rest goes on", async () => {
  await using corpus = await corpusUnderTest(files);
  await using other = await corpusUnderTest({ "notes.txt": "Other notes.", "more.txt": "More." });
  await corpus.ingest();
  const before = chunksOf(corpus.contents(), "notes.txt");
  const { report } = await corpus.ingest({ directory: other.directory });

  expect(report.documents).toMatchObject({ added: 1, failed: 1 });
  expect(report.failures).toEqual([{ source: "notes.txt", reason: expect.stringContaining(corpus.directory) }]);
  const contents = corpus.contents();
  expect(chunksOf(contents, "notes.txt")).toEqual(before);
  expect(chunksOf(contents, "more.txt")).toHaveLength(1);
});
