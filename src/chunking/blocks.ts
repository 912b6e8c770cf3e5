import type { Nodes, Parents } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toString } from "mdast-util-to-string";
import type { Span } from "../document.ts";
import { tooNested } from "../text/nested-markdown.ts";
import { truncate } from "../text/truncate.ts";

/** A part of a document that should stay whole: a heading, a paragraph, a list, a fenced code block, a table. */
export type Block = Span & {
  /** What a block that is larger than a chunk is cut into. */
  kind: "heading" | "prose" | "lines" | "container";
  /** Of a heading: its level from 1 and its text. */
  heading?: { level: number; text: string };
  /** Of a container, such as a list: the blocks it is made of. */
  children: Block[];
};

/** Containers further inside are blocks of prose; no reader tells them apart, and each level costs a stack frame. */
const deepestNesting = 100;

/** Blocks do not depend on what is in a line, and a megabyte of brackets or asterisks takes the parser more than a minute. */
const blocksOnly = {
  disable: {
    null: [
      "attention",
      "autolink",
      "characterEscape",
      "characterReference",
      "codeText",
      "hardBreakEscape",
      "htmlText",
      "labelEnd",
      "labelStartImage",
      "labelStartLink",
    ],
  },
};

/** A paragraph whatever the rest holds. Most records are one, and setting up the parser takes longer than reading them. */
const oneLine = /^\p{L}[^\r\n]*$/u;

/** The top-level blocks of a Markdown text, with offsets into it; those of a plain text where Markdown would take too long. */
export function markdownBlocks(text: string): Block[] {
  if (tooNested.test(text)) return plainBlocks(text);
  if (oneLine.test(text)) return [{ kind: "prose", start: 0, end: text.length, children: [] }];
  // The parser leaves a byte-order mark out of its offsets.
  const unmarked = text.replace(/^\uFEFF+/, (marks) => " ".repeat(marks.length));
  const { children } = fromMarkdown(unmarked, { extensions: [blocksOnly] });
  const labels = new Set(children.flatMap((node) => (node.type === "definition" ? [node.identifier] : [])));
  return children.flatMap((node) => toBlock(node, { text: unmarked, headingText: headingReader(labels) }, 0));
}

/** The paragraphs of a plain text: what stands between empty lines. */
export function plainBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let start = 0;
  for (const gap of [...text.matchAll(/(?:\r\n|\n|\r)[^\S\r\n]*(?:\r\n|\n|\r)\s*/g), undefined]) {
    const end = gap?.index ?? text.length;
    if (text.slice(start, end).trim() !== "") blocks.push({ kind: "prose", start, end, children: [] });
    start = end + (gap?.[0].length ?? 0);
  }
  return blocks;
}

type Source = { text: string; headingText: (markup: string) => string };

function toBlock(node: Nodes, source: Source, depth: number): Block[] {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined || end <= start) return [];
  if (depth > deepestNesting) return [{ kind: "prose", start, end, children: [] }];
  switch (node.type) {
    case "heading":
      return [{ kind: "heading", start, end, heading: { level: node.depth, text: source.headingText(toString(node)) }, children: [] }];
    case "code":
    case "html":
      return [{ kind: "lines", start, end, children: [] }];
    case "paragraph":
      return [tableBlock(source.text, { start, end }) ?? { kind: "prose", start, end, children: [] }];
    case "list":
    case "listItem":
    case "blockquote":
      return [
        { kind: "container", start, end, children: (node as Parents).children.flatMap((child) => toBlock(child, source, depth + 1)) },
      ];
    default:
      return [{ kind: "prose", start, end, children: [] }];
  }
}

const ruleCharacters = /(?<=[\n\r])[ \t>|:-]+(?=[\n\r]|$)/g;

/** A paragraph that is a table, by the row of dashes below its head; a parser of tables takes gigabytes for a large one. */
function tableBlock(text: string, { start, end }: Span): Block | undefined {
  const paragraph = text.slice(start, end);
  const rule = paragraph.matchAll(ruleCharacters).find(([line]) => line.includes("-") && line.includes("|"));
  if (!rule) return undefined;
  const rows = [...paragraph.matchAll(/[^\n\r]+/g)].filter(({ index }) => index !== rule.index);
  const children = rows.map((row): Block => {
    return { kind: "lines", start: start + row.index, end: start + row.index + row[0].length, children: [] };
  });
  return { kind: "container", start, end, children };
}

const mayHoldMarkup = /[\\`*_[\]<>&!]/;
const reference = /(?<!\])!?\[([^[\]]*)\](?:\[([^[\]]*)\])?/g;

/** Characters of a heading's markup that are read, several times what anyone uses of its text: the time grows with their square. */
const longestMarkup = 1000;
/** The same of all headings of a document; what follows is shown as it is written. */
const mostMarkup = 262_144;

/**
 * Returns a function that finds what a reader sees of the headings of a document, of a long one only the beginning.
 * @param labels of link definitions, in lower case
 */
function headingReader(labels: Set<string>): Source["headingText"] {
  let left = mostMarkup;
  // Definitions stand elsewhere. Images may be links, hence twice.
  const resolve = (text: string) =>
    text.replaceAll(reference, (whole, shown: string, label?: string) => (labels.has((label || shown).toLowerCase()) ? shown : whole));
  return (heading) => {
    if (!mayHoldMarkup.test(heading)) return heading;
    const markup = truncate(heading, longestMarkup);
    left -= markup.length;
    if (left < 0) return markup;
    return toString(fromMarkdown(`# ${resolve(resolve(markup)).replaceAll(/\s+/g, " ")}`));
  };
}
