import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chunkDocument } from "../../src/chunking/chunk.ts";
import type { ChunkLimits } from "../../src/chunking/cut.ts";
import type { Chunk, SourceDocument } from "../../src/document.ts";
import { readDocument } from "../../src/ingestion/read-document.ts";
import { countTokens } from "../../src/text/tokens.ts";

const usualLimits: ChunkLimits = { maxTokens: 256, overlapTokens: 32 };

function documentOf(file: string, source = "guide/document.md"): Promise<SourceDocument> {
  return readDocument({ source, bytes: new TextEncoder().encode(file) }, { maxTextBytes: Infinity });
}

const chunksOf = async (file: string, limits = usualLimits, source?: string) => chunkDocument(await documentOf(file, source), limits);

const words = (count: number, word = "harbour") => Array.from({ length: count }, (_, index) => `${word}${index}`).join(" ");
const sentences = (count: number, word = "harbour") =>
  Array.from({ length: count }, (_, index) => `The ${word} number ${index} is open at night.`).join(" ");

/** What holds of the chunks of every document, however broken. */
function expectSoundChunks(document: SourceDocument, chunks: Chunk[], { maxTokens }: ChunkLimits): void {
  const { text, bodyStart } = document;
  let previous = { start: bodyStart, end: bodyStart };
  let line = 1 + lineBreaksIn(text.slice(0, bodyStart));
  for (const chunk of chunks) {
    const { start, end } = chunk;
    expect(text.slice(start, end)).toBe(chunk.text);
    expect(chunk.text.trim()).not.toBe("");
    expect(chunk.text.isWellFormed()).toBe(true);
    expect(start).toBeGreaterThanOrEqual(previous.start);
    expect(end).toBeGreaterThan(previous.end);
    expect(text.slice(previous.end, start).trim()).toBe("");
    line += lineBreaksIn(text.slice(previous.start, start));
    expect(chunk.line).toBe(line);
    expect(chunk.tokens).toBe(countTokens(chunk.text));
    expect(chunk.tokens).toBeLessThanOrEqual(maxTokens * 1.25);
    expect(chunk.embeddingInput.endsWith(`\n\n${chunk.text}`)).toBe(true);
    expect(chunk.embeddingInput.isWellFormed()).toBe(true);
    previous = { start, end };
  }
  expect(text.slice(previous.end).trim()).toBe("");
  expect(new Set(chunks.map(({ id }) => id)).size).toBe(chunks.length);
}

const lineBreaksIn = (text: string) => text.match(/\r\n|\n|\r/g)?.length ?? 0;

const smallLimits = fc.record({ maxTokens: fc.integer({ min: 32, max: 64 }), overlapTokens: fc.integer({ min: 0, max: 16 }) });

/** Pieces of Markdown and of what is none, that make sense and nonsense together. */
const fragments = fc.oneof(
  fc.constantFrom("\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\r\r", " ", "\t", "    ", "\u00A0", "\u2028", "\u3000", "\uFEFF"),
  fc.constantFrom(
    "# ",
    "## ",
    "###### ",
    "\n# ",
    "\n## Heading\n",
    "\n===\n",
    "\n---\n",
    "- ",
    "\n- ",
    "\n  - ",
    "\n    * ",
    "\n1. ",
    "> ",
  ),
  fc.constantFrom("```\n", "\n```\n", "~~~\r\n", "`", "|", "\n| a | b |\n|---|:-:|\n", "| c | d |\n", "<div>\n", "</div>", "<!--", "-->"),
  fc.constantFrom("*", "**", "_", "[", "](", ")", "[x]: http://example.com\n", "![", "\\", "&amp;", "<|endoftext|>", "<|fim_prefix|>"),
  fc.constantFrom(
    "word",
    "A sentence. ",
    "Was it? ",
    "café",
    "e\u0301",
    "👩‍👩‍👧‍👦",
    "🇧🇪",
    "😀",
    "𝔘𝔫𝔦",
    "日本語のテキスト。",
    "नमस्ते",
    "עברית",
    "a\u0301\u0302\u0303",
  ),
  fc.constantFrom(
    " word".repeat(90),
    "giant".repeat(60),
    "😀".repeat(60),
    "\u0301".repeat(90),
    "\n\n".repeat(90),
    " ".repeat(700),
    "- x\n".repeat(60),
  ),
  fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0")),
);
const anyFile = fc
  .tuple(
    fc.constantFrom("", "\uFEFF", "---\ntitle: Given\n---\n", "\uFEFF---\r\ncategory: [a, b]\r\n---\r\n"),
    fc.array(fragments, { maxLength: 40 }),
  )
  .map(([start, parts]) => start + parts.join(""));

describe("any file", () => {
  test("is cut into literal, located chunks that leave nothing out", async () => {
    await fc.assert(
      fc.asyncProperty(anyFile, smallLimits, fc.constantFrom("a/file.md", "file.txt"), async (file, limits, source) => {
        let document: SourceDocument;
        try {
          document = await documentOf(file, source);
        } catch {
          // A file whose front matter is broken has no chunks.
          return fc.pre(false);
        }
        expectSoundChunks(document, await chunkDocument(document, limits), limits);
      }),
      { numRuns: 400 },
    );
  });

  test.each<[name: string, file: string]>([
    ["one giant word", "antidisestablishment".repeat(2000)],
    ["one giant word of emoji", "👩‍👩‍👧‍👦".repeat(2000)],
    ["a letter under thousands of combining marks", `e${"\u0301".repeat(5000)}`],
    ["a heading that is larger than a chunk", `# ${words(2000)}\n\nText.`],
    ["one giant paragraph", sentences(2000)],
    ["one giant sentence of very many words", "boat ".repeat(150_000)],
    ["a giant table", `| a | b |\n|---|---|\n${"| some cell | another cell |\n".repeat(1000)}`],
    ["a giant code block", `\`\`\`sh\n${"echo 'one more line'\n".repeat(1000)}\`\`\``],
    ["a code block of one giant line", `\`\`\`\n${words(3000)}\n\`\`\``],
    ["a table of very many rows", `| a | b | c |\n|---|---|---|\n${"| 1 | 2 | 3 |\n".repeat(20_000)}`],
    ["very many brackets", "[a](b ".repeat(30_000)],
    ["a giant block of HTML", `<table>\n${"<tr><td>cell</td></tr>\n".repeat(1000)}</table>`],
    ["a giant list of small items", "- an item of the list\n".repeat(1000)],
    ["a list of giant items", `- ${sentences(200)}\n- ${sentences(200)}`],
    ["a giant block quote", `> ${sentences(20)}\n>\n`.repeat(20)],
    ["lists in lists", Array.from({ length: 60 }, (_, depth) => `${"  ".repeat(depth)}- level ${depth}\n`).join("")],
    ["thousands of nested block quotes", `${">".repeat(4000)} text`],
    ["thousands of nested block quotes with spaces", `${"> ".repeat(30_000)} text`],
    ["thousands of nested lists", `${"- ".repeat(30_000)} text`],
    ["hundreds of thousands of spaces between two words", `one${" ".repeat(300_000)}two`],
    ["hundreds of thousands of empty lines between two words", `one${" \n\t\n".repeat(100_000)}two`],
    ["a wide gap below a heading", `# Title${"\n".repeat(9000)}\n${sentences(30)}`],
  ])("%s", async (_, file) => {
    for (const source of ["file.md", "file.txt"]) {
      const document = await documentOf(file, source);
      const began = performance.now();
      const chunks = await chunkDocument(document, usualLimits);
      expect(performance.now() - began).toBeLessThan(5000);
      expectSoundChunks(document, chunks, usualLimits);
    }
  });

  test.each(["", " \n\t\r\n", "\uFEFF", "---\ntitle: Only a title\n---\n"])("with nothing to say (%j) has no chunks", async (file) => {
    expect(await chunksOf(file)).toEqual([]);
  });
});

type Part = { kind: "heading" | "paragraph" | "giant paragraph" | "list" | "code" | "table" | "quote" | "html"; text: string };

const word = fc.constantFrom("harbour", "night", "größe", "😀", "e\u0301clair", "東京", "lamp", "<|endoftext|>");
const phrase = (minLength: number, maxLength: number) => fc.array(word, { minLength, maxLength }).map((list) => list.join(" "));
const part = (kind: Part["kind"], text: fc.Arbitrary<string>): fc.Arbitrary<Part> => text.map((value) => ({ kind, text: value }));
const lines = (line: fc.Arbitrary<string>, maxLength: number) => fc.array(line, { minLength: 1, maxLength }).map((list) => list.join("\n"));
const paragraph = part(
  "paragraph",
  phrase(1, 12).map((text) => `Here ${text}.`),
);
const structures = fc.oneof(
  part(
    "heading",
    fc.tuple(fc.integer({ min: 1, max: 6 }), phrase(1, 4)).map(([level, text]) => `${"#".repeat(level)} ${text}`),
  ),
  part(
    "heading",
    fc.tuple(phrase(1, 4), fc.constantFrom("===", "---")).map(([text, rule]) => `On ${text}\n${rule}`),
  ),
  part(
    "giant paragraph",
    fc.array(phrase(3, 8), { minLength: 15, maxLength: 30 }).map((list) =>
      list
        .map((text) => `So ${text} it is. `)
        .join("")
        .trim(),
    ),
  ),
  part(
    "list",
    lines(
      fc.tuple(fc.constantFrom("- ", "  - ", "    - "), phrase(1, 4)).map(([mark, text]) => mark + text),
      20,
    ).map((text) => `- first\n${text}`),
  ),
  part(
    "code",
    lines(phrase(1, 6), 20).map((text) => `\`\`\`text\n${text}\n\`\`\``),
  ),
  part(
    "table",
    lines(
      phrase(1, 3).map((text) => `| ${text} | cell |`),
      15,
    ).map((text) => `| one | two |\n|---|---|\n${text}`),
  ),
  part(
    "quote",
    lines(
      phrase(1, 5).map((text) => `> Said ${text}.`),
      6,
    ),
  ),
  part(
    "html",
    lines(
      phrase(1, 5).map((text) => `<p>${text}</p>`),
      6,
    ).map((text) => `<div>\n${text}\n</div>`),
  ),
);

type Layout = { file: string; parts: (Part & { start: number; end: number })[] };

/** A file of known structure; a paragraph before each part keeps neighbours from becoming one block. */
const structuredFile: fc.Arbitrary<Layout> = fc
  .record({
    pairs: fc.array(fc.tuple(paragraph, structures), { minLength: 1, maxLength: 8 }),
    lineBreak: fc.constantFrom("\n", "\r\n", "\r"),
    start: fc.constantFrom("", "\uFEFF", "---\ntitle: Given\n---\n"),
  })
  .map(({ pairs, lineBreak, start }) => {
    const layout: Layout = { file: start, parts: [] };
    for (const { kind, text: lined } of pairs.flat()) {
      const text = lined.replaceAll("\n", lineBreak);
      layout.parts.push({ kind, text, start: layout.file.length, end: layout.file.length + text.length });
      layout.file += text + lineBreak.repeat(2);
    }
    return layout;
  });

describe("structure", () => {
  test("headings, paragraphs, lists, code, tables, quotes and HTML that fit a chunk are never cut", async () => {
    await fc.assert(
      fc.asyncProperty(structuredFile, smallLimits, async ({ file, parts }, limits) => {
        const chunks = await chunksOf(file, limits);
        for (const { text, start, end } of parts) {
          if (countTokens(text) > limits.maxTokens) continue;
          expect(chunks.filter((chunk) => chunk.start <= start && end <= chunk.end)).not.toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("chunks overlap only inside a paragraph that had to be cut", async () => {
    await fc.assert(
      fc.asyncProperty(structuredFile, smallLimits, async ({ file, parts }, limits) => {
        const cut = parts.filter(({ text }) => countTokens(text) > limits.maxTokens);
        const chunks = await chunksOf(file, limits);
        for (const [index, { start }] of chunks.entries()) {
          const overlapEnd = chunks[index - 1]?.end ?? start;
          if (overlapEnd <= start) continue;
          const around = cut.filter((one) => one.start <= start && overlapEnd <= one.end);
          expect(around.map(({ kind }) => kind)).toEqual([expect.stringMatching(/paragraph$|^quote$/)]);
          expect(countTokens(file.slice(start, overlapEnd))).toBeLessThanOrEqual(limits.overlapTokens);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("pieces of a cut paragraph repeat the sentences at the end of the piece before", async () => {
    const chunks = await chunksOf(sentences(100));
    expect(chunks.length).toBeGreaterThan(2);
    for (const [index, { start, text }] of chunks.entries()) {
      expect(text).toMatch(/^The harbour .* night\.$/s);
      if (index > 0) expect(start).toBeLessThan(chunks[index - 1]!.end);
    }
  });

  test("without overlap, the pieces of a cut paragraph follow one another", async () => {
    const chunks = await chunksOf(sentences(100), { maxTokens: 256, overlapTokens: 0 });
    for (const [index, { start }] of chunks.entries()) if (index > 0) expect(start).toBeGreaterThanOrEqual(chunks[index - 1]!.end);
    expect(chunks.map(({ text }) => text).join(" ")).toBe(sentences(100));
  });

  test("a giant table is cut between rows, a giant code block between lines, a giant list between items", async () => {
    const row = "| one harbour | another harbour |";
    const line = "openHarbour({ at: 'night' });";
    const item = "- a harbour that is open at night";
    for (const [file, whole] of [
      [`| a | b |\n|---|---|\n${`${row}\n`.repeat(100)}`, row],
      [`\`\`\`js\n${`${line}\n`.repeat(100)}\`\`\``, line],
      [`${item}\n`.repeat(100), item],
    ] as const) {
      const chunks = await chunksOf(file);
      expect(chunks.length).toBeGreaterThan(2);
      const cutLines = chunks
        .flatMap(({ text }) => text.split("\n"))
        .filter((text) => text.includes("harbour") || text.includes("Harbour"));
      expect(cutLines).toEqual(Array.from({ length: 100 }, () => whole));
    }
  });

  test("a heading begins a new chunk when the one before it is no longer small", async () => {
    const chunks = await chunksOf(`# Boats\n\n${sentences(12)}\n\n## Lamps\n\n${sentences(12, "lamp")}\n`);
    expect(chunks.map(({ text }) => text.split("\n")[0])).toEqual(["# Boats", "## Lamps"]);
  });

  test("small sections share a chunk", async () => {
    const chunks = await chunksOf("# Boats\n\nBoats float.\n\n## Oars\n\nOars row.\n\n## Sails\n\nSails catch wind.\n");
    expect(chunks).toHaveLength(1);
  });

  test("a heading stays with what it heads, even if that alone fills a chunk", async () => {
    const table = `| a | b |\n|---|---|\n${"| one harbour | another harbour |\n".repeat(24)}`;
    const limits = { maxTokens: countTokens(table.trim()), overlapTokens: 0 };
    const chunks = await chunksOf(`${sentences(10)}\n\n## Harbours\n\n${table}`, limits);
    expect(chunks.map(({ text }) => text.split("\n")[0])).toEqual([expect.stringMatching(/^The harbour/), "## Harbours"]);
    expect(chunks[1]!.text).toBe(`## Harbours\n\n${table.trim()}`);
  });

  test("front matter is in no chunk, and offsets count it", async () => {
    const file = "\uFEFF---\r\ntitle: Given\r\n---\r\nFirst.\r\n";
    const [chunk, ...more] = await chunksOf(file);
    expect(more).toEqual([]);
    expect(chunk).toMatchObject({ text: "First.", start: file.indexOf("First."), end: file.indexOf("First.") + 6, line: 4 });
  });

  test("special tokens of the encoding are plain text", async () => {
    const [chunk] = await chunksOf("# Tokens\n\nA text may hold <|endoftext|> and <|im_start|>.\n");
    expect(chunk!.text).toContain("<|endoftext|> and <|im_start|>");
    expect(chunk!.tokens).toBeGreaterThan(15);
  });
});

describe("what is embedded", () => {
  const file = `# Boats\n\n${sentences(12)}\n\n## Lamps\n\n${sentences(12, "lamp")}\n\n### Wicks\n\n${sentences(12, "wick")}\n\nOars\n----\n\n${sentences(12, "oar")}\n`;

  test("begins with the headings above the chunk, setext ones too", async () => {
    const chunks = await chunksOf(file);
    expect(chunks.map(({ embeddingInput, text }) => embeddingInput.slice(0, -text.length))).toEqual([
      "Boats\n\n",
      "Boats > Lamps\n\n",
      "Boats > Lamps > Wicks\n\n",
      "Boats > Oars\n\n",
    ]);
  });

  test("begins with the title where that is no heading", async () => {
    const [first] = await chunksOf(`---\ntitle: On water\n---\n${file}`);
    expect(first!.embeddingInput).toMatch(/^On water > Boats\n\n# Boats/);
  });

  test("of small sections that share a chunk, names the headings that they have in common", async () => {
    const [chunk] = await chunksOf("# Boats\n\nBoats float.\n\n## Oars\n\nOars row.\n\n## Sails\n\nSails catch wind.\n");
    expect(chunk!.embeddingInput).toMatch(/^Boats\n\n# Boats/);
  });

  test("of a plain text begins with the file's name", async () => {
    const [chunk] = await chunksOf("# no heading here\n\nText.", usualLimits, "notes/harbour log.txt");
    expect(chunk!.embeddingInput).toBe("harbour log\n\n# no heading here\n\nText.");
  });

  test("holds no half of a character of a long heading", async () => {
    for (const length of [198, 199, 200, 298, 299, 300]) {
      const [chunk] = await chunksOf(`# ${"a".repeat(length)}${"😀".repeat(60)}\n\nText.`);
      expect(chunk!.embeddingInput.isWellFormed()).toBe(true);
      expect(chunk!.title.isWellFormed()).toBe(true);
    }
  });
});

describe("chunk ids", () => {
  const idsOf = async (file: string, limits = usualLimits) => (await chunksOf(file, limits)).map(({ id }) => id);
  const paragraphs = (count: number) => Array.from({ length: count }, (_, index) => sentences(15, `harbour${index}word`));

  test("an inserted paragraph renames no other chunk", async () => {
    const others = paragraphs(8);
    const before = await idsOf(others.join("\n\n"));
    expect(before).toHaveLength(8);
    for (let position = 0; position <= others.length; position++) {
      const after = await idsOf(others.toSpliced(position, 0, sentences(15, "lamp")).join("\n\n"));
      expect(after.toSpliced(position, 1)).toEqual(before);
    }
  });

  test("among short paragraphs that share chunks, an inserted one renames few", async () => {
    for (const words of [8, 25, 60]) {
      const others = Array.from({ length: 60 }, (_, index) => sentences(1, `harbour${index}word`).repeat(Math.ceil(words / 8)));
      const before = await idsOf(others.join("\n\n"));
      for (let position = 0; position <= others.length; position += 5) {
        const after = new Set(await idsOf(others.toSpliced(position, 0, sentences(2, "lamp")).join("\n\n")));
        expect(before.filter((id) => !after.has(id)).length).toBeLessThanOrEqual(5);
      }
    }
  });

  test("a paragraph inserted into a section renames one chunk at most", async () => {
    const sections = Array.from({ length: 6 }, (_, index) => `## Section ${index}\n\n${sentences(10, `harbour${index}word`)}\n\n`);
    const before = await idsOf(sections.join(""));
    expect(before).toHaveLength(6);
    const after = await idsOf(sections.with(2, `${sections[2]}${sentences(3, "lamp")}\n\n`).join(""));
    expect(after.filter((id) => !before.includes(id))).toHaveLength(1);
    expect(before.filter((id) => !after.includes(id))).toHaveLength(1);
  });

  test("a moved chunk keeps its id", async () => {
    const sections = paragraphs(4);
    expect((await idsOf(sections.toReversed().join("\n\n"))).toReversed()).toEqual(await idsOf(sections.join("\n\n")));
  });

  test("equal texts are told apart, and one more renames none", async () => {
    const text = sentences(15);
    const three = await idsOf([text, text, text].join("\n\n"));
    expect(new Set(three).size).toBe(3);
    expect((await idsOf([text, text, text, text].join("\n\n"))).slice(0, 3)).toEqual(three);
  });

  test("the same text in another file has another id", async () => {
    const [one] = await chunksOf("Text.", usualLimits, "one.md");
    const [other] = await chunksOf("Text.", usualLimits, "other.md");
    expect(one!.id).toMatch(/^[0-9a-f]{32}$/);
    expect(other!.id).not.toBe(one!.id);
  });
});
