import type { Nodes, Parents } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { toString } from "mdast-util-to-string";
import { gfmTable } from "micromark-extension-gfm-table";
import type { Span } from "../document.ts";

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

/** The row below a table's head holds one of these. Looking for tables takes a fifth of the time of parsing. */
const mayHoldTable = /\||:-|-:/;
const withTables = () => ({ extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });

/** The top-level blocks of a Markdown text, with offsets into it. */
export function markdownBlocks(text: string): Block[] {
  // The parser leaves a byte-order mark out of its offsets.
  const unmarked = text.replace(/^\uFEFF+/, (marks) => " ".repeat(marks.length));
  const tree = fromMarkdown(unmarked, mayHoldTable.test(unmarked) ? withTables() : {});
  return tree.children.flatMap((node) => toBlock(node, 0));
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

function toBlock(node: Nodes, depth: number): Block[] {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined || end <= start) return [];
  if (depth > deepestNesting) return [{ kind: "prose", start, end, children: [] }];
  switch (node.type) {
    case "heading":
      return [{ kind: "heading", start, end, heading: { level: node.depth, text: toString(node) }, children: [] }];
    case "code":
    case "html":
      return [{ kind: "lines", start, end, children: [] }];
    case "list":
    case "listItem":
    case "blockquote":
    case "table":
      return [{ kind: "container", start, end, children: (node as Parents).children.flatMap((child) => toBlock(child, depth + 1)) }];
    case "tableRow":
      return [{ kind: "lines", start, end, children: [] }];
    default:
      return [{ kind: "prose", start, end, children: [] }];
  }
}
