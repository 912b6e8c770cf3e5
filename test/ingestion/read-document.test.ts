import { describe, expect, test } from "vitest";
import { UnreadableDocumentError } from "../../src/errors.ts";
import { readDocument } from "../../src/ingestion/read-document.ts";

const bytesOf = (file: string | Uint8Array<ArrayBuffer>) => (typeof file === "string" ? new TextEncoder().encode(file) : file);
const read = (file: string, source = "guide/harbour.md", defaultCategory?: string) =>
  readDocument({ source, bytes: bytesOf(file) }, { defaultCategory, maxTextBytes: 1_000_000 });

const frontMatter = (yaml: string, lineBreak = "\n") => ["---", yaml, "---", "# Heading", ""].join(lineBreak);

async function reasonFor(file: string | Uint8Array<ArrayBuffer>, source = "guide/harbour.md"): Promise<string> {
  try {
    await readDocument({ source, bytes: bytesOf(file) }, { maxTextBytes: 1_000_000 });
  } catch (error) {
    if (error instanceof UnreadableDocumentError) return error.message;
    throw error;
  }
  throw new Error("The document was accepted.");
}

describe("categories", () => {
  test("are those of the front matter before any other", async () => {
    expect((await read(frontMatter("category: sea"), "guide/harbour.md", "given")).categories).toEqual(["sea"]);
    expect((await read(frontMatter("category: [sea, night]"), "guide/harbour.md", "given")).categories).toEqual(["sea", "night"]);
    expect((await read(frontMatter("category:\n  - sea\n  - night"))).categories).toEqual(["sea", "night"]);
  });

  test("are the given default where the front matter names none", async () => {
    expect((await read("Text.", "guide/harbour.md", "given")).categories).toEqual(["given"]);
    expect((await read(frontMatter("title: Harbour"), "harbour.md", "given")).categories).toEqual(["given"]);
    expect((await read(frontMatter("category:"), "guide/harbour.md", "given")).categories).toEqual(["given"]);
  });

  test("are the first folder where there is no default", async () => {
    expect((await read("Text.", "guide/harbour.md")).categories).toEqual(["guide"]);
    expect((await read("Text.", "guide/sea/night/harbour.txt")).categories).toEqual(["guide"]);
  });

  test.each([`${"a".repeat(257)}/harbour.md`, " /harbour.md"])("cannot be a folder whose name nobody could ask for: %j", async (source) => {
    expect(await reasonFor("Text.", source)).toMatch(/folder whose name cannot be its category.*1 to 256 characters.*Rename the folder/);
    expect((await read(frontMatter("category: sea"), source)).categories).toEqual(["sea"]);
  });

  test("are general where there is no folder", async () => {
    expect((await read("Text.", "harbour.md")).categories).toEqual(["general"]);
  });

  test("have one name, composed, whatever wrote it, and each is listed once", async () => {
    expect((await read(frontMatter("category: [cafe\u0301, café, cafe]"))).categories).toEqual(["café", "cafe"]);
    expect((await read("Text.", "cafe\u0301/harbour.md")).categories).toEqual(["café"]);
    expect((await read("Text.", "harbour.md", "cafe\u0301")).categories).toEqual(["café"]);
  });

  test("keep their case, spaces and signs", async () => {
    const names = ["Billing", "billing", " a, b ", "a/b", "`x`", "{|}", '"quoted"', "@tag:*"];
    expect((await read(frontMatter(`category: ${JSON.stringify(names)}`))).categories).toEqual(names);
  });

  test("of a plain text are not taken from what looks like front matter", async () => {
    const document = await read(frontMatter("category: sea"), "guide/harbour.txt");
    expect(document).toMatchObject({ categories: ["guide"], title: "harbour", bodyStart: 0 });
  });
});

describe("the title", () => {
  test.each<[rule: string, file: string, title: string]>([
    ["is that of the front matter", frontMatter("title: Given"), "Given"],
    ["is that of the front matter, a number too", frontMatter("title: 1984"), "1984"],
    ["is else the first heading of level one", "## Before\n\n# The *main* `one`\n\n# Later\n", "The main one"],
    ["is else the first heading of any level", "Text.\n\n### Third\n\n## Second\n", "Third"],
    ["may be a setext heading", "The harbour\n===\n\nText.\n", "The harbour"],
    ["is else the file's name", "Text.\n", "harbour"],
    ["is the file's name where the heading is empty", "#\n\nText.\n", "harbour"],
    ["is no heading inside of code", "```\n# comment\n```\n", "harbour"],
    ["is cut where it is too long", `# ${"a".repeat(400)}`, "a".repeat(300)],
    ["is never cut within a character", `# ${"a".repeat(299)}😀`, "a".repeat(299)],
  ])("%s", async (_, file, title) => {
    expect((await read(file)).title).toBe(title);
  });

  test("of a file whose name has several dots leaves out the last part", async () => {
    expect((await read("Text.", "notes/v1.2.notes.txt")).title).toBe("v1.2.notes");
    const sent = { source: "wiki/St. Gallen office", bytes: bytesOf("Text."), given: { format: "txt" } };
    expect((await readDocument(sent, { maxTextBytes: 100 })).title).toBe("St. Gallen office");
  });
});

describe("front matter", () => {
  test.each(["\n", "\r\n", "\r"])("ends where the body begins, with line breaks %j", async (lineBreak) => {
    for (const mark of ["", "\uFEFF"]) {
      const file = mark + frontMatter(`title: Given${lineBreak}category: sea`, lineBreak);
      const document = await read(file);
      expect(document).toMatchObject({ title: "Given", categories: ["sea"], text: file });
      expect(file.slice(document.bodyStart)).toBe(`# Heading${lineBreak}`);
    }
  });

  test("may be empty, end with dots, or end the file", async () => {
    expect(await read("---\n---\n# Heading\n")).toMatchObject({ title: "Heading", categories: ["guide"], bodyStart: 8 });
    expect(await read("---\ntitle: Given\n...\nText.\n")).toMatchObject({ title: "Given", bodyStart: 21 });
    expect(await read("---\ntitle: Given\n---")).toMatchObject({ title: "Given", bodyStart: 20 });
  });

  test("may hold fields that Footnote does not know", async () => {
    expect((await read(frontMatter("author: {name: Ada}\ntags: [a]\ntitle: Given"))).title).toBe("Given");
  });

  test("is none where a line of dashes is a rule", async () => {
    expect(await read("---\n\nText, and no more dashes.\n")).toMatchObject({ title: "harbour", bodyStart: 0 });
    expect((await read("Text.\n\n---\ntitle: no\n---\n")).bodyStart).toBe(0);
  });

  test.each<[kind: string, file: string, reason: RegExp]>([
    ["is not closed", "---\ntitle: Given\n\n# Heading\n", /without a closing line of ---/],
    ["is no YAML", frontMatter("title: [unclosed"), /not valid YAML/],
    ["has a key twice", frontMatter("title: a\ntitle: b"), /not valid YAML: .*unique/],
    ["expands without end", frontMatter(`a: &a [x,x,x]\nb: &b [${"*a,".repeat(60)}]\nc: [${"*b,".repeat(60)}]`), /not valid YAML/],
    ["is a list", frontMatter("- sea\n- night"), /must be a mapping/],
    ["is a text", frontMatter("sea"), /must be a mapping/],
    ["has a mapping as title", frontMatter("title: {a: b}"), /title a text/],
    ["has a list as title", frontMatter("title: [a, b]"), /title a text/],
    ["has a blank title", frontMatter('title: " "'), /title a text/],
    ["has a number as category", frontMatter("category: 7"), /category a text/],
    ["has a mapping as category", frontMatter("category: {a: b}"), /category a text/],
    ["has an empty category", frontMatter('category: ""'), /category a text/],
    ["has a blank category", frontMatter('category: "  "'), /category a text/],
    ["has an empty list of categories", frontMatter("category: []"), /category a text/],
    ["has an empty category in a list", frontMatter('category: [sea, ""]'), /category a text/],
    ["has a category that is too long", frontMatter(`category: ${"a".repeat(257)}`), /1 to 256 characters/],
    ["has a category that is not Unicode", frontMatter('category: "\\ud800"'), /category a text|not valid YAML/],
  ])("that %s is refused with the reason", async (_, file, reason) => {
    expect(await reasonFor(file)).toMatch(reason);
    expect(await reasonFor(file)).not.toContain("\n");
  });
});

describe("what is no text", () => {
  test.each<[kind: string, bytes: Uint8Array<ArrayBuffer>]>([
    ["Latin-1", Uint8Array.of(0x63, 0x61, 0x66, 0xe9)],
    ["UTF-16", Uint8Array.of(0xff, 0xfe, 0x61, 0x00)],
    ["a surrogate in UTF-8", Uint8Array.of(0xed, 0xa0, 0x80)],
    ["a cut character", Uint8Array.of(0x61, 0xf0, 0x9f, 0x98)],
    ["text with NUL", Uint8Array.of(0x61, 0x00, 0x62)],
  ])("such as %s is refused with the remedy", async (_, bytes) => {
    expect(await reasonFor(bytes)).toBe("is not UTF-8 text; convert it to UTF-8");
  });
});

test("the text is the whole file, nothing removed or normalised", async () => {
  const file = "\uFEFF---\r\ntitle: a\r\n---\r\ncafe\u0301\r\n\t👩‍👩‍👧‍👦\r\uFEFF\u2028 \n";
  expect((await read(file)).text).toBe(file);
});

test.each(["a.md", "a/b.MARKDOWN", "a.mdx", "a.txt", "a.b.Text"])("%s is read", async (source) => {
  expect(await read("Text.", source)).toMatchObject({ source, text: "Text." });
});

test.each(["a.png", "a.md/readme", "md", "a.constructor", "a.__proto__"])("%s is of no format that is read", async (source) => {
  expect(await reasonFor("Text.", source)).toMatch(/^is of none of the formats that Footnote reads: \.md, .*\.pdf/);
});
