import { describe, expect, test } from "vitest";
import { corpusUnderTest } from "../support/corpus.ts";
import { docx } from "../support/files/docx.ts";
import { pdf } from "../support/files/pdf.ts";
import { startApp } from "../support/server.ts";

/** Ingests one file, and returns its text and chunks. */
async function ingested(source: string, content: string | Uint8Array) {
  await using corpus = await corpusUnderTest({ [source]: content });
  const { report } = await corpus.ingest();
  expect(report.failures).toEqual([]);
  const { chunks, texts } = corpus.contents();
  const { text } = texts.find((one) => one.source === source)!;
  for (const chunk of chunks) expect(text.slice(chunk.start, chunk.end)).toBe(chunk.text);
  return { text, chunks, title: chunks[0]?.title };
}

describe("HTML", () => {
  const page = (body: string, head = "") => `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;
  const textOf = async (body: string, head?: string) => (await ingested("page.html", page(body, head))).text.trim();

  test("keeps headings, lists, tables and code as Markdown, so that chunks follow its structure", async () => {
    const body = `<main><h1>Boats</h1><p>A <b>boat</b> has <a href="https://example.org/keel">a keel</a>.<br>And oars.</p>
      <h2>Kinds</h2><ul><li>Dinghies<ul><li>of wood</li></ul></li><li>Ferries</li></ul><ol start="3"><li>Third</li></ol>
      <table><thead><tr><th>Kind</th><th>Seats</th></tr></thead><tbody><tr><td>Dinghy</td><td>4</td></tr></tbody></table>
      <pre><code class="language-sh">row --fast\n  now</code></pre><blockquote><p>Row.</p></blockquote></main>`;
    expect(await textOf(body)).toBe(
      "# Boats\n\nA boat has a keel.\nAnd oars.\n\n## Kinds\n\n- Dinghies\n  - of wood\n- Ferries\n\n3. Third\n\n" +
        "| Kind | Seats |\n| - | - |\n| Dinghy | 4 |\n\n```sh\nrow --fast\n  now\n```\n\n> Row.",
    );
  });

  test("leaves signs as they are, for a quote to be literal", async () => {
    const text = "snake_case_name * 2 * 3 [1] <b> &amp; # no. `x` 1) \\n ~ | end";
    expect(await textOf(`<main><p>${text.replace("<b>", "&lt;b&gt;")}</p></main>`)).toBe(text.replace("&amp;", "&"));
  });

  test("without its scripts, styles, navigation, forms, hidden parts and comments", async () => {
    const body = `<header>Site <nav>Home</nav></header><nav>Menu</nav><div role="navigation">Menu</div><div role="search">Find</div>
      <main><nav>Breadcrumbs</nav><h1>Boats<a href="#boats" aria-hidden="true">#</a></h1><h2>Keels <a href="#keels">¶</a></h2>
      <script>alert("script")</script><style>p{}</style><noscript>No script</noscript><template>Template</template><!-- Comment -->
      <p hidden>Hidden</p><p style="color:red; display: none">None</p><p aria-hidden="true">Decoration</p><dialog open>Dialog</dialog>
      <form><p>Words of a form.</p><input value="Typed"><button>Send</button><select><option>Option</option></select><textarea>Area</textarea></form>
      <details><summary>More</summary><p>Details.</p></details><svg><text>Drawn</text></svg><iframe>Frame</iframe></main>
      <aside>Advertisement</aside><footer>Imprint</footer>`;
    expect(await textOf(body)).toBe("# Boats\n\n## Keels\n\nWords of a form.\n\nMore\n\nDetails.");
  });

  const article = Array.from(
    { length: 6 },
    (_, index) => `<p>The harbour number ${index} opens at night, when the tide is high, and closes at dawn.</p>`,
  );
  const menu = Array.from({ length: 12 }, (_, index) => `<li><a href="/${index}">Link ${index}</a></li>`).join("");
  test.each<[marked: string, body: string]>([
    ["as <main>", `<div>Site</div><main>${article.join("")}</main>`],
    ["by its role", `<div>Site</div><div role="main">${article.join("")}</div>`],
    ["as the only <article>", `<div>Site</div><article>${article.join("")}</article>`],
    ["by its headers and footers", `<header>Site</header><div>${article.join("")}</div><footer>Site</footer>`],
    [
      "not at all",
      `<div class="menu"><ul>${menu}</ul></div><div id="content">${article.join("")}</div><div class="sidebar"><ul>${menu}</ul></div>`,
    ],
  ])("is its main content, where that is marked %s", async (_, body) => {
    const text = await textOf(body);
    expect(text.split("\n\n")).toHaveLength(6);
    expect(text).not.toMatch(/Site|Link/);
  });

  test("that is nothing but links is kept, for nothing else is its content", async () => {
    expect(await textOf(`<h1>Index</h1><ul>${menu}</ul>`)).toMatch(/^#+ Index\n\n- Link 0\n- Link 1\n/);
  });

  test("has tables that only arrange a page read as what they hold", async () => {
    expect(await textOf("<main><table><tr><td><h2>Left</h2><p>One.</p></td><td><h2>Right</h2></td></tr></table></main>")).toBe(
      "## Left\n\nOne.\n\n## Right",
    );
    expect(await textOf("<main><table><tr><td>One</td><td>1</td></tr><tr><td>Two</td><td>2</td></tr></table></main>")).toBe(
      "| One | 1 |\n| - | - |\n| Two | 2 |",
    );
  });

  test("takes its title from <title>, else the first heading, else the name", async () => {
    expect((await ingested("a.html", page("<main><h1>Heading</h1>Text.</main>", "<title> Boats\n and oars </title>"))).title).toBe(
      "Boats and oars",
    );
    expect((await ingested("a.htm", page("<main><h1>Heading</h1>Text.</main>"))).title).toBe("Heading");
    expect((await ingested("a.xhtml", page("<main>Text.</main>"))).title).toBe("a");
  });

  test.each<[encoding: string, bytes: Uint8Array]>([
    ["that it names", Uint8Array.from(page("caf\u00E9", '<meta charset="iso-8859-1">'), (one) => one.codePointAt(0)!)],
    [
      "that its first declaration names",
      Uint8Array.from(`<?xml version="1.0" encoding='windows-1252'?>${page("caf\u00E9")}`, (one) => one.codePointAt(0)!),
    ],
    ["that its byte-order mark says", new Uint8Array(Uint16Array.from(`\uFEFF${page("café")}`, (one) => one.charCodeAt(0)).buffer)],
    ["UTF-8", new TextEncoder().encode(`\uFEFF${page("café")}`)],
  ])("is decoded as the encoding %s", async (_, bytes) => {
    expect((await ingested("a.html", bytes)).text.trim()).toBe("café");
  });
});

describe("PDF", () => {
  const pages = [
    ["Boats", "", "The harbour is an exam-", "ple of a well-", "known place, well and", "known to all. It is soft-", "ware."],
    [],
    ["On the third page, the keeper", "lights the lamps at dusk.", "", "And puts them out at dawn."],
  ];

  test("has its pages in order, paragraphs apart, and words whole that were divided at the end of a line", async () => {
    const { text } = await ingested("manual.pdf", pdf(pages));
    expect(text).toBe(
      "Boats\n\nThe harbour is an example\nof a well-known\nplace, well and\nknown to all. It is software.\n\n\n\n" +
        "On the third page, the keeper\nlights the lamps at dusk.\n\nAnd puts them out at dawn.",
    );
  });

  test("has chunks that know their page and never span two", async () => {
    const { chunks } = await ingested("manual.pdf", pdf(pages));
    expect(chunks.map(({ page, text }) => [page, text.slice(0, 12)]).toSorted()).toEqual([
      [1, "Boats\n\nThe h"],
      [3, "On the third"],
    ]);
  });

  test.each<[given: string | undefined, title: string]>([
    ["A manual\n of boats", "A manual of boats"],
    [undefined, "manual"],
    ["Microsoft Word - draft 3.doc", "manual"],
    ["boats_final.indd", "manual"],
    ["Untitled", "manual"],
  ])("of which it is said that its title is %j is titled %j", async (given, title) => {
    expect((await ingested("manual.pdf", pdf(pages, given === undefined ? {} : { title: given }))).title).toBe(title);
  });

  test("is cited with its page", async () => {
    await using app = await startApp();
    await app.ingest({ "manual.pdf": pdf(pages), "notes.md": "# Notes\n\nOars are stored in the shed." });
    const answer = await app.post("/ask", { question: "When does the keeper light the lamps?" });
    const { citations } = (await answer.json()) as {
      citations: { source: string; page: number | null; quote: string; start: number; end: number }[];
    };
    expect(citations[0]).toMatchObject({ source: "manual.pdf", page: 3 });
    const { quote, start, end } = citations[0]!;
    const text = await (await app.get("/documents/manual.pdf")).text();
    expect(text.slice(start, end)).toBe(quote);
    const other = await app.post("/ask", { question: "Where are oars stored?" });
    expect(await other.json()).toMatchObject({ citations: [{ source: "notes.md", page: null }] });
  });
});

describe("DOCX", () => {
  test("keeps its title, headings and tables", async () => {
    const file = docx([
      { style: "Title", text: "Boats & <oars>" },
      { text: "An introduction." },
      { style: "Heading1", text: "Keels" },
      { text: "A keel is_long." },
      { style: "Heading2", text: "Of wood" },
      { rows: [["Kind", "Seats"], ["Dinghy", "4"]] },
    ]); // prettier-ignore
    const { text, title } = await ingested("boats.docx", file);
    expect(text).toBe(
      "# Boats & <oars>\n\nAn introduction.\n\n# Keels\n\nA keel is_long.\n\n## Of wood\n\n| Kind | Seats |\n| - | - |\n| Dinghy | 4 |\n",
    );
    expect(title).toBe("Boats & <oars>");
  });
});

describe("MDX", () => {
  test("is read as Markdown behind the modules that it begins with", async () => {
    const file =
      "---\ntitle: Given\n---\nimport Tabs from './tabs'\nexport const a = {\n  b: 1 }\n\nexport default 1\n\n# Heading\n\n<Tabs>\n\nImportant *words*.\n\n</Tabs>\n";
    const { text, chunks, title } = await ingested("guide.mdx", file);
    expect(text).toBe(file);
    expect(title).toBe("Given");
    expect(chunks.map((chunk) => chunk.text)).toEqual([file.slice(file.indexOf("# Heading")).trimEnd()]);
  });
});
