import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import type { Nodes } from "mdast";
import { describe, expect, test } from "vitest";
import { markedText } from "../../src/answering/marked-text.ts";
import { markerPattern } from "../../src/answering/markup/markers.ts";
import type { GivenPassage } from "../../src/document.ts";
import { passageOf } from "../support/passage.ts";

const fish = passageOf("A fish is an animal that swims. It breathes through gills, see https://fish.example/gills (in part).", {
  id: "fish",
});
const bird = passageOf("A bird flies and lays eggs. [Its nest](nests/bird.md) is in a tree: ![a nest](https://birds.example/nest.png)", {
  id: "bird",
});
const passages = [fish, bird];

/** What is shown of an answer that comes in these pieces. */
function read(pieces: string[], given: GivenPassage[] = passages) {
  const marked = markedText(given, "What is a fish?");
  const shown = [...pieces.map((piece) => marked.push(piece)), marked.end()];
  return { shown, answer: shown.join(""), citations: marked.citations, dropped: marked.dropped() };
}
const shownOf = (text: string) => read([text]).answer;
const statementsOf = (text: string) => {
  const { answer, citations } = read([text]);
  return citations.map(({ marker, answerStart, answerEnd }) => [marker, answer.slice(answerStart, answerEnd)]);
};

test("white space of any length takes no time to speak of", () => {
  const began = performance.now();
  const { answer } = read([`A fish swims \`so${" ".repeat(50_000)}well\` [1].`]);
  expect(answer.replace(" ".repeat(50_000), " ")).toBe("A fish swims `so well`.");
  expect(performance.now() - began).toBeLessThan(500);
});

describe("markers", () => {
  test.each([
    ["A fish swims [1].", [[1, "A fish swims"]]],
    ["A fish swims. [1]", [[1, "A fish swims."]]],
    [
      "A fish swims.[1] A bird flies.[2]",
      [
        [1, "A fish swims."],
        [2, "A bird flies."],
      ],
    ],
    [
      "A fish swims [1], and a bird flies [2].",
      [
        [1, "A fish swims"],
        [2, "and a bird flies"],
      ],
    ],
    ["The sea is blue. A fish swims [1].", [[1, "A fish swims"]]],
    ["Yes. A fish is an animal. [1]", [[1, "A fish is an animal."]]],
    ["A fish swims.\nIt does so. [1]", [[1, "A fish swims.\nIt does so."]]],
    [
      "# Fish\n\n- A fish swims [1]\n- A bird flies [2]\n",
      [
        [1, "A fish swims"],
        [2, "A bird flies"],
      ],
    ],
    [
      "| Fish | swims [1] |\n|---|---|\n| Bird | flies [2] |",
      [
        [1, "| Fish | swims"],
        [2, "| Bird | flies"],
      ],
    ],
    ["**A fish swims** [1].", [[1, "**A fish swims**"]]],
    ["A fish swims.\n\n[1]", [[1, "A fish swims."]]],
  ])("stand for the statement before them: %j", (text, statements) => {
    expect(shownOf(text)).toBe(text);
    expect(statementsOf(text)).toEqual(statements);
  });

  test.each([
    ["A fish is an animal [1, 2].", "A fish is an animal [1].", 1],
    ["A fish is an animal [1][2].", "A fish is an animal [1].", 1],
    ["A fish is an animal [1] [2].", "A fish is an animal [1].", 1],
    ["A bird lays eggs [1-2].", "A bird lays eggs [2].", 1],
    ["A bird lays eggs [1 and 2].", "A bird lays eggs [2].", 1],
    ["A bird lays eggs [^2].", "A bird lays eggs [2].", 0],
    ["A bird lays eggs [2](https://evil.example).", "A bird lays eggs [2].", 0],
    ["A bird lays eggs [1] [2].", "A bird lays eggs [2].", 1],
  ])("in one place are one group, with one statement: %j", (text, shown, dropped) => {
    expect(read([text])).toMatchObject({ answer: shown, dropped, citations: [{ answerStart: 0, answerEnd: shown.indexOf(" [") }] });
  });

  test.each([
    ["A bird flies [1].", "A bird flies."],
    ["A bird flies. [1] It sings.", "A bird flies. It sings."],
    ["A fish swims [7].", "A fish swims."],
    ["A fish swims [7]: all day.", "A fish swims: all day."],
    ["A fish swims [7]", "A fish swims"],
    ["**A fish barks [1]**", "**A fish barks**"],
    ["[1] A fish swims.", " A fish swims."],
  ])("without support are taken out, with the white space before them: %j", (text, shown) => {
    expect(read([text])).toMatchObject({ answer: shown, dropped: 1, citations: [] });
  });

  test("keep their numbers, and each has a citation, also when it comes again", () => {
    const { answer, citations } = read(["A bird flies [2]. A fish swims [1][3]. A bird lays eggs [2]."]);
    expect(answer).toBe("A bird flies [2]. A fish swims [1]. A bird lays eggs [2].");
    expect(citations.map(({ marker, id, quote }) => [marker, id, quote])).toEqual([
      [2, "bird", "A bird flies and lays eggs."],
      [1, "fish", "A fish is an animal that swims."],
      [2, "bird", "A bird flies and lays eggs."],
    ]);
  });

  test("stand for all that was said since the last one, if the passage has it word for word", () => {
    const keeper = passageOf("Dr. Keeper lights the lamps. He sees no boat. Nobody answers.");
    expect(
      read(["Dr. Keeper lights the lamps. [1] He sees no boat. Nobody answers. [1]"], [keeper]).citations.map(({ quote }) => quote),
    ).toEqual(["Dr. Keeper lights the lamps.", "He sees no boat. Nobody answers."]);
  });

  test("in the middle of a sentence are understood by its beginning", () => {
    const harbour = passageOf(
      "A boat leaves at six. Nobody answers. On weekdays the harbour closes at nine. On Sundays the harbour closes at six.",
    );
    const [, second] = read(["The harbour closes at nine on weekdays [1] and at six [1]."], [harbour]).citations;
    expect(second!.quote).toMatch(/On Sundays the harbour closes at six\.$/);
  });

  test.each(["values in [0, 1]", "a[0]", "[a]", "[1.5]", "[2026]", "[]", "[ ]", "- [ ] to do"])("are not %j", (text) => {
    expect(read([text])).toMatchObject({ answer: text, dropped: 0 });
  });

  test.each([
    "Call `list[7]`.",
    "```js\nlist[7]\n```\n",
    "~~~\n[7]\n~~~",
    "1. Do:\n\n   ```js\n   list[7]\n   ```\n",
    "`` a`[7] ``",
    "\\[7\\]",
  ])("in code are code: %j", (text) => {
    expect(read([text])).toMatchObject({ answer: text, dropped: 0 });
  });

  test.each([
    ["A lone ` and then [7].", "A lone ` and then."],
    ["`open [7]\nnext [7]` x", "`open\nnext ` x"],
    ["```\ncode\n```\nA fish barks [1].", "```\ncode\n```\nA fish barks."],
    ['```<a href="`">\n```\n[7]', "```\n```\n"],
    ["`` `[7] ` and", "`` ` ` and"],
    ["1. Do:\n   ```sh\n   npm ci\nA fish barks [1].", "1. Do:\n   ```sh\n   npm ci\nA fish barks."],
  ])("are markers where it is not certain that they are in code: %j", (text, shown) => {
    expect(shownOf(text)).toBe(shown);
  });

  test("a citation whose quote is not in the stored text at its offsets does not go out", () => {
    const [excerpt] = fish.excerpts;
    const shifted = { ...fish, excerpts: [{ ...excerpt!, end: excerpt!.end + 1 }] };
    expect(read(["A fish swims [1]."], [shifted])).toMatchObject({ answer: "A fish swims.", dropped: 1, citations: [] });
  });
});

describe("links and images", () => {
  test.each([
    "See [the gills](https://fish.example/gills).",
    "See https://fish.example/gills, or not.",
    "See <https://fish.example/gills>.",
    "**https://fish.example/gills**",
    '[Nest](nests/bird.md) and ![nest](https://birds.example/nest.png "A nest")',
    "[`gills`](https://fish.example/gills)",
    "[![nest](https://birds.example/nest.png)](nests/bird.md)",
    "See [gills][g].\n\n[g]: https://fish.example/gills\n",
  ])("of the passages stay: %j", (text) => {
    expect(shownOf(text)).toBe(text);
  });

  test.each([
    ["See [the gills](https://evil.example/gills).", "See the gills."],
    ["![a fish](https://evil.example/?q=secret)", "a fish"],
    ["![](https://evil.example/?q=secret)", ""],
    ["See https://evil.example/a?b=c(d).", "See (link removed)."],
    ["See www.evil.example.", "See (link removed)."],
    ["See <https://evil.example>.", "See (link removed)."],
    ["[x](//evil.example/y)", "x"],
    ["[x](javascript:alert(1))", "x"],
    ["[x](data:text/html;base64,AAAA)", "x"],
    ["[x]( <https://evil.example/a b> 'title' )", "x"],
    ["[x][y]\n\n[y]: https://evil.example/a\n", "[x][y]\n\ny: (link removed)\n"],
    ["[y]:\n  //evil.example/a", "y:\n  //evil.example/a"],
    ["- [1]: https://evil.example/a", "- 1: (link removed)"],
    ['<img src="https://evil.example/a"> a', " a"],
    ["A <a href='//evil.example'>fish</a>", "A fish"],
    ["a <b>bold</b> word<br>", "a <b>bold</b> word<br>"],
    ["<script>alert(1)</script>", "alert(1)"],
    ["a <!-- ![](//evil.example) --> b", "a  b"],
    ["[![a fish](https://evil.example/a)](https://evil.example/b)", "[ a fish]"],
    // A part of a given address, and more than it.
    ["https://fish.example/gil", "(link removed)"],
    ["https://fish.example/gills?q=secret", "(link removed)"],
    ["[x](https://fish.example/gills/)", "x"],
    ["https://fish.example", "(link removed)"],
    ["https&#58;//evil.example", "https& #58;//evil.example"],
    ["https\\://evil.example", "https \\://evil.example"],
    ["xhttps://evil.example/a", "xhttps: //evil.example/a"],
    ["[a `b` c]: //evil.example/x", "[a `b` c] : //evil.example/x"],
    ["[`a`](https://evil.example/x)", "[`a`]"],
  ])("to anywhere else are reduced to their text: %j", (text, shown) => {
    expect(shownOf(text)).toBe(shown);
  });

  test("a passage that names a script does not make it a link", () => {
    const given = passageOf("Run [this](javascript:alert(1)) or [that](data:text/html,x).");
    expect(read(["[a](javascript:alert(1)) [b](data:text/html,x)"], [given]).answer).toBe("a b");
  });

  test.each(["`curl https://evil.example`", "```sh\ncurl https://evil.example/![x](y)\n```", "`<img src=x>`", "`[x](y)`"])(
    "in code are code: %j",
    (text) => {
      expect(shownOf(text)).toBe(text);
    },
  );

  test.each([
    ["a line that may not be the paragraph's first", "`a\nb` ![x](//evil.example/y) `c", "`a\nb` x `c"],
    ["a table, whose cells end code", "| `a | ![x](//evil.example/y) ` |", "| `a | x ` |"],
    ["mathematics", "$`$ ![x](//evil.example/y) `", "$`$ x `"],
    ["a block of mathematics", "$$\n\n```\n$$\n![x](//evil.example/y)", "$$\n\n```\n$$\nx"],
    ["the text of a link", "![`](//evil.example/x) `", "![`] `"],
    ["the name of a definition", "[foo `]: //evil.example/x`", "[foo `] : //evil.example/x`"],
    ["a quotation", "> ```\n![x](//evil.example/y)", "> ```\nx"],
    ["a fence of another length", "````\n```\n![x](y)\n````\n![x](//evil.example/y)", "````\n```\n![x](y)\n````\nx"],
  ])("are no code in %s", (_, text, shown) => {
    expect(shownOf(text)).toBe(shown);
  });

  test.each([
    "a < b and c > d",
    "x <- y",
    "2 <= 3",
    "FT.SEARCH <index> <query>",
    "a && b",
    "R&D",
    "C:\\dir",
    "5 $ or 7 $",
    "wow! how? http is a protocol",
    "e.g. www",
  ])("are not %j", (text) => {
    expect(shownOf(text)).toBe(text);
  });

  test.each([
    ["htt[9]p://evil.example/a", "htt p://evil.example/a"],
    ["www[9].evil.example", "www .evil.example"],
    ["<[9]img src=//evil.example>", "< img src=//evil.example>"],
    ["h[tt](//evil.example)p://evil.example", "h ttp://evil.example"],
    ["[x][9](//evil.example)", "[x]"],
    ["![9][x](https://evil.example)", "! x"],
    ["``[9]`\n![x](//evil.example/y)", "`` `\nx"],
    ["[9]```\n![x](//evil.example/y)\n", "```\nx\n"],
  ])("do not arise from what stands around something that was taken out: %j", (text, shown) => {
    expect(shownOf(text)).toBe(shown);
  });

  test.each([
    ["a bracket that is not closed", `[${"a ".repeat(400)}`, "](https://evil.example/x)"],
    ["a tag that is not closed", `<img alt="${"a ".repeat(700)}`, '" src=//evil.example/x>'],
    ["a destination that is not closed", `[x](${"a".repeat(3000)}`, "//evil.example/x)"],
    ["an address that does not end", `https://evil.example/${"a".repeat(5000)}`, "/x"],
    ["code that is not closed", `\`![x](//evil.example/${"a".repeat(2000)}`, ")"],
    ["a definition that is not closed", `[${"a ".repeat(400)}`, "]: //evil.example/x"],
  ])("%s is kept for a while only, and does not become a link", (_, held, end) => {
    const { shown, answer } = read([held, "", `${end} Then more text.`]);
    expect(shown[0]!.length + (held.startsWith("https") ? held.length : 0)).toBeGreaterThan(held.length / 4);
    expect(linksOf(answer)).toEqual([]);
    expect(answer).toContain("Then more text.");
  });
});

describe("while it streams", () => {
  test("only what may become a marker or a link is kept", () => {
    const text = "Swim, ";
    expect(
      read(["Swim", ",", " and", " `co", "de[1", "]`", " x [", "7", "]", " y", " ht", "ml", " http", "s", "://a", ".b/c", " z", " !", "?"])
        .shown,
    ).toEqual([
      "Swim",
      ",",
      " and",
      " `co",
      "de",
      "",
      "[1]` x",
      "",
      "",
      " y",
      "",
      " html",
      "",
      "",
      "",
      "",
      " (link removed) z",
      "",
      " !?",
      "",
    ]);
    expect(read([text]).shown).toEqual(["Swim,", ""]);
  });

  test("a marker is decided with the character after it", () => {
    const { shown } = read(["A fish", " swims", " [", "1", "]", ".", " More"]);
    expect(shown).toEqual(["A fish", " swims", "", "", "", " [1].", " More", ""]);
  });
});

// Everything that may mean something in Markdown, and in what is done with it.
const sign = fc.constantFrom(
  ..."` `` ``` ~~~ [ ] ( ) ! ![ < > <!-- --> \\ $ $$ | # * ** _ & &#58; : / . - 1. > h http https:// www. //evil.example/x".split(" "),
  "\n",
  "\n\n",
  "\r\n",
  " ",
  "   ",
  "    ",
  "\n   ",
  "- ",
  "1. ",
  "> ",
  "\n```\n",
  "\n   ```\n",
  "[1]",
  "[2]",
  "[9]",
  "[1, 9]",
  "[no answer]",
  "![x](https://evil.example/?q=1)",
  "[x](//evil.example/y)",
  "[x]: //evil.example/z",
  "](//evil.example/w)",
  "<https://evil.example/a>",
  "<img src=//evil.example/i>",
  '<a href="`">',
  "<b>",
  "<div>",
  "<script>",
  "https://evil.example/b",
  "https://fish.example/gills",
  "[Its nest](nests/bird.md)",
  "A fish swims",
  "word",
  "é",
  "😀",
);
const hostile = fc.array(sign, { maxLength: 24 }).map((signs) => signs.join(""));

test("the same is shown and cited however the text is cut into pieces", () => {
  fc.assert(
    fc.property(hostile, fc.array(fc.nat(6), { maxLength: 60 }), (text, lengths) => {
      const pieces: string[] = [];
      let rest = text;
      for (const length of lengths) {
        pieces.push(rest.slice(0, length));
        rest = rest.slice(length);
      }
      const { shown: _, ...whole } = read([text]);
      const { shown: __, ...cut } = read([...pieces, rest]);
      expect(cut).toEqual(whole);
    }),
    { numRuns: 3000 },
  );
});

test("no text, however hostile, leads to an address that is not given, as a Markdown parser sees it", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(linksOf(shownOf(text))).toEqual([]);
    }),
    { numRuns: 3000 },
  );
});

test("each marker that is shown outside code has a citation, and each citation a statement before its marker", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const { answer, citations } = read([text]);
      const markers = outsideCode(answer).flatMap((part) => part.match(markerPattern) ?? []);
      const cited = citations.map(({ marker }) => `[${marker}]`);
      expect(markers.filter((marker) => !cited.includes(marker))).toEqual([]);
      expect(markers.length).toBeLessThanOrEqual(cited.length);
      let from = 0;
      for (const { marker, answerStart, answerEnd, quote, id } of citations) {
        expect(answer.slice(answerStart, answerEnd)).toMatch(/[\p{L}\p{N}]/u);
        from = answer.indexOf(`[${marker}]`, from);
        expect(from).toBeGreaterThanOrEqual(answerEnd);
        expect(passages.find((passage) => passage.id === id)!.text).toContain(quote);
        from++;
      }
    }),
    { numRuns: 3000 },
  );
});

/** The texts of a Markdown document that are no code, as they are written. */
function outsideCode(markdown: string): string[] {
  const found: string[] = [];
  const visit = (node: Nodes) => {
    if (node.type === "inlineCode" || node.type === "code") return;
    if ("children" in node) node.children.forEach(visit);
    else found.push(markdown.slice(node.position!.start.offset, node.position!.end.offset));
  };
  visit(fromMarkdown(markdown));
  return found;
}

/** Addresses, other than those of the passages, to which a text leads: links, images and definitions, HTML, and bare addresses outside code. */
function linksOf(markdown: string): string[] {
  const found: string[] = [];
  const visit = (node: Nodes) => {
    if ("url" in node) found.push(node.url);
    if (node.type === "html" && /[=!]|<\/?script/.test(node.value)) found.push(node.value);
    if (node.type === "text")
      found.push(...(node.value.match(/(?<![a-z])(?:https?:\/\/|www\.)[^\s<]+/gi) ?? []).map((address) => address.replace(/[^\w/]+$/, "")));
    if ("children" in node) node.children.forEach(visit);
  };
  visit(fromMarkdown(markdown));
  return found.filter((address) => /evil/.test(address));
}
