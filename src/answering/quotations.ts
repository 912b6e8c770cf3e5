import { analyse } from "../text/analyse.ts";
import type { Span } from "../document.ts";
import { codeBlocksOf } from "../text/code-blocks.ts";
import { cellSentences, inOneLine, isRowOfProse, sentencesOf, tableRow } from "../text/sentences.ts";

/** What of a text can be quoted as an answer: a sentence, an item of a list, a row of a table, a sentence of a long row, or code. */
export type Quotation = {
  /** Literal, in one line; of code with its lines and its fences. */
  text: string;
  /** Literal texts without which it is not understood, in their order: a table's head, what introduces a list, the sentence before "It …". */
  needs: string[];
  /** The sentence before it, which tells what it is about. */
  before: string;
  /** The last heading before it; of a sentence in a table, the names of its column and its row. */
  heading: string;
  /** The beginning of `text` that is a quotation of its own; "" for most. */
  goesOnFrom: string;
  kind: "sentence" | "item" | "row" | "code";
};

/** Whether a sentence announces something, and says nothing without it. */
export const announces = (sentence: string): boolean =>
  /:$|\b(?:as follows|the following(?: [\w-]+){0,3}|(?:as|like|are) below|like this)[.:]?$/i.test(sentence);

const headingMark = /^#{1,6}\s+/;
const tag = /<[A-Za-z][^<>]*>/g;
const rule = /^[\s|:-]+$/;
const listMark = /^\s*(?:>\s*)*(?:[-*+]|\d{1,9}[.)])\s+$/;
/** Words by which a sentence goes on with what the one before it says. */
const continuation = /^(?:it|its|they|their|this|that|these|those|he|she|his|her|both|neither|such)\b/i;

/** In the order of the text. Headings are none, nor are lines of code by themselves. */
export function quotationsOf(text: string): Quotation[] {
  const found: Quotation[] = [];
  const capitals = /\p{Lu}/u.test(text);
  let table: { head: Span | undefined } | undefined;
  let introduction: string | undefined;
  let heading = "";
  let previous: { text: string; end: number } | undefined;
  const blocks = codeBlocksOf(text).filter(({ whole, content }) => whole && /[\p{L}\p{N}]/u.test(text.slice(content.start, content.end)));
  const sentences = sentencesOf(text);
  for (const [index, { start, end, kind }] of sentences.entries()) {
    const quoted = inOneLine(text.slice(start, end));
    if (kind === "code") {
      // At the first of its lines, the block is quoted whole.
      const [block] = blocks;
      if (block && block.start < start && end < block.end) {
        blocks.shift();
        const needs = introduction === undefined ? [] : [introduction];
        const code = text.slice(block.start, block.end);
        found.push({ text: code, needs, before: previous?.text ?? "", heading, goesOnFrom: "", kind: "code" });
      }
      table = undefined;
      continue;
    }
    if (kind === "other") {
      if (headingMark.test(quoted)) {
        heading = quoted.replace(headingMark, "").replaceAll(tag, "");
        previous = undefined;
        introduction = undefined;
      }
      if (!tableRow.test(quoted)) table = undefined;
      else if (!rule.test(quoted) && filledCells(quoted) > 1) {
        // A row at the beginning that no rule follows is one of a table which a chunk's cut has parted from its head.
        const isHead = !table && !(index === 0 && quoted.startsWith("|") && !isRule(text, sentences[1]));
        table ??= { head: isHead ? { start, end } : undefined };
        if (!isHead) found.push(...rowOf(text, { start, end }, table.head, heading));
      }
      continue;
    }
    table = undefined;
    const item = listMark.test(text.slice(text.lastIndexOf("\n", start) + 1, start));
    // The end of a sentence that code, or the cut of a chunk, has parted from its beginning.
    const fragment = !item && capitals && beginsLikeRest(quoted);
    const antecedent = continuation.test(quoted) && !item ? previous : undefined;
    const goesOnFrom = antecedent && /^\s*$/.test(text.slice(antecedent.end, start)) ? antecedent.text : "";
    // Parted by code, what "It …" is about is said before.
    const needed = item ? introduction : goesOnFrom === "" ? antecedent?.text : undefined;
    if (!fragment)
      found.push({
        text: goesOnFrom === "" ? quoted : `${goesOnFrom} ${quoted}`,
        needs: needed === undefined ? [] : [needed],
        before: previous?.text ?? "",
        heading,
        goesOnFrom,
        kind: item ? "item" : "sentence",
      });
    if (!item) introduction = announces(quoted) ? quoted : undefined;
    previous = { text: quoted, end };
  }
  return found;
}

const filledCells = (row: string) => row.split("|").filter((cell) => cell.trim() !== "").length;

const isRule = (text: string, row: Span | undefined) => row !== undefined && rule.test(text.slice(row.start, row.end));

/** A row with its head; of one that is too long for that, each sentence of its cells, with the names of its column and its row. */
function rowOf(text: string, row: Span, head: Span | undefined, heading: string): Quotation[] {
  const said = ({ start, end }: Span) => inOneLine(text.slice(start, end));
  const alone = { heading, before: "", goesOnFrom: "" };
  if (!isRowOfProse(text, row)) return [{ ...alone, text: said(row), needs: head ? [said(head)] : [], kind: "row" }];
  const cells = cellSentences(text, row);
  const columns = head ? cellSentences(text, head) : [];
  const rowName = cells.filter(({ column }) => column === 0).map(said);
  return cells
    .filter(({ column }) => column > 0)
    .map((cell) => ({
      ...alone,
      text: said(cell),
      needs: [],
      heading: [...columns.filter(({ column }) => column === cell.column).map(said), ...rowName].join(" "),
      kind: "sentence",
    }));
}

/** Names may begin with a small letter, function words begin a sentence with a capital. */
function beginsLikeRest(sentence: string): boolean {
  const [word] = /^\p{Ll}+(?=\s)/u.exec(sentence) ?? [];
  return word !== undefined && analyse(word).length === 0;
}
