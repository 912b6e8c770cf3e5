import type { Span } from "../document.ts";
import { codeBlocksOf } from "./code-blocks.ts";

/** A stretch of a text, literal, that can be quoted by itself. */
export type Sentence = Span & {
  /** Of running text, of code, or of what else Markdown has: a heading, a row of a table. */
  kind: "prose" | "code" | "other";
};

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/** Characters; what is longer is more than one sentence. */
const longestSentence = 400;
/** Where a sentence ends in a text that begins none with a capital; what is shorter before the full stop may be an abbreviation. */
const endBeforeLowerCase = /(?<=\p{L}{4}|\p{N}|[)"”’])[.!?]+["”’)]*\s+/gu;

const lines = /[^\r\n]+/g;
/** Headings, rules, HTML, definitions of links, pictures, and what begins or ends a notice (`:::tip`, `[!NOTE]`) are no sentences. */
const noProse = /^\s*(?:>\s*)*(?:#{1,6}\s|(?:[-*_]\s*){3,}$|<|\[[^\]]+\]:\s|:{3,}|\[!\w+\]\s*$|!\[[^\]]*\]\([^)]*\)\s*$)/;
/** Neither are rows of tables; those of more than two columns may do without the outer signs. */
export const tableRow = /^\s*\||\s\|\s.*\s\|\s/;
/** What begins an item of a list or a quotation. */
const mark = /^\s*(?:>\s*)*(?:(?:[-*+]|\d{1,9}[.)])\s+)?/;
const listMark = /^\s*(?:>\s*)*(?:[-*+]|\d{1,9}[.)])\s+/;
/** Looked for at the first of several spaces only, as each of them would look through all that follow. */
const lineBreak = /(?<!\s)\s*(?:\r\n|\n|\r)\s*(?:>\s*)*/g;

/** The sentences of a Markdown or plain text in its order; what is no prose, line by line. Marks of lists and fences belong to none. */
export function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = [];
  let paragraph: Span | undefined;
  const blocks = codeBlocksOf(text);
  let lastEnd = 0;
  const close = () => {
    if (paragraph) found.push(...segment(text, paragraph).map((sentence) => ({ ...sentence, kind: "prose" as const })));
    paragraph = undefined;
  };
  for (const { 0: line, index } of text.matchAll(lines)) {
    const end = index + line.trimEnd().length;
    if (/(?:\r\n|\n|\r)\s*(?:\r\n|\n|\r)/.test(text.slice(lastEnd, index))) close();
    lastEnd = index + line.length;
    while (blocks[0] && blocks[0].end <= index) blocks.shift();
    const [block] = blocks;
    const fenced = block !== undefined && block.start <= index;
    if (fenced || line.trim() === "" || noProse.test(line) || tableRow.test(line)) {
      close();
      const isFence = fenced && (index < block.content.start || index >= block.content.end);
      if (!isFence && line.trim() !== "") found.push({ start: index + line.search(/\S/), end, kind: fenced ? "code" : "other" });
    } else {
      if (listMark.test(line)) close();
      paragraph = { start: paragraph?.start ?? index + mark.exec(line)![0].length, end };
    }
  }
  close();
  return found.filter(({ start, end }) => end > start);
}

/** Between two cells of a row; a sign that belongs to a cell's text is escaped. */
const cellEnd = /(?<!\\)\|/g;
/** Characters of a cell, on average, from which a row's cells are prose; those of figures say nothing without each other. */
const proseCell = 40;

export type CellSentence = Span & {
  /** Of the table, from 0. */
  column: number;
};

/** What the cells of a row say, sentence by sentence. */
export function cellSentences(text: string, row: Span): CellSentence[] {
  return cellsOf(text, row).flatMap((cell, column) =>
    segment(text, cell)
      .filter(({ start, end }) => end > start)
      .map(({ start, end }) => ({ start, end, column })),
  );
}

/** Whether a line is a row of a table that is too long to be quoted whole, and whose cells can be quoted by themselves. */
export function isRowOfProse(text: string, { start, end }: Span): boolean {
  if (end - start <= longestSentence || !tableRow.test(text.slice(start, end))) return false;
  return (end - start) / cellsOf(text, { start, end }).length >= proseCell;
}

function cellsOf(text: string, { start, end }: Span): Span[] {
  const signs = Array.from(text.slice(start, end).matchAll(cellEnd), ({ index }) => start + index);
  const begins = text[start] === "|" ? signs : [start - 1, ...signs];
  return begins.map((sign, column) => ({ start: sign + 1, end: begins[column + 1] ?? end }));
}

/** A sentence as it is read: in one line. */
export function inOneLine(sentence: string): string {
  return sentence.replaceAll(lineBreak, " ").trim();
}

/**
 * Markdown within which no sentence ends, and signs of the same length that stand for it while ends are looked for. A code span may
 * begin a sentence; marks of emphasis after a full stop belong to what they close, and a lead in bold to what it leads.
 */
const opaque: [RegExp, string][] = [
  [/^(\*\*|__)(?=\S).{1,80}?[.!?]\1(?=\s)/g, "x"],
  [/!(?=\[)/g, "x"],
  [/(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)/g, "X"],
  [/\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|\bhttps?:\/\/[^\s<>)]+/g, "x"],
  [/\b(?:e\.g|i\.e|vs|cf|approx)\.(?=\s)/gi, "x"],
  [/[!?](?=["”’)]+\s+\p{Ll})/gu, "x"],
  [/(?<=[.!?]["”’)]*)(?:\*{1,3}|_{1,3})(?=\s|$)/g, ")"],
];

function segment(text: string, { start, end }: Span): Span[] {
  // A line break inside a paragraph ends no sentence; the offsets stay.
  const paragraph = text.slice(start, end).replaceAll(/[\r\n]/g, " ");
  const plain = opaque.reduce((rest, [pattern, sign]) => rest.replaceAll(pattern, (found) => sign.repeat(found.length)), paragraph);
  // The segmenter takes a full stop before a small letter for that of an abbreviation.
  const withoutCapitals = !/\p{Lu}/u.test(paragraph);
  return Array.from(segmenter.segment(plain)).flatMap(({ segment: sentence, index }) =>
    (withoutCapitals || sentence.length > longestSentence ? splitAtStops(sentence) : [{ start: 0, end: sentence.length }]).map((part) => {
      const cut = paragraph.slice(index + part.start, index + part.end);
      const from = start + index + part.start + cut.length - cut.trimStart().length;
      return { start: from, end: from + cut.trim().length };
    }),
  );
}

function splitAtStops(sentence: string): Span[] {
  const ends = [...Array.from(sentence.matchAll(endBeforeLowerCase), ({ 0: stop, index }) => index + stop.length), sentence.length];
  return ends.map((end, position) => ({ start: ends[position - 1] ?? 0, end }));
}
