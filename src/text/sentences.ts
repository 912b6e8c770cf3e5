import type { Span } from "../document.ts";

/** A stretch of a text, literal, that can be quoted by itself. */
export type Sentence = Span & {
  /** Whether it is a sentence of running text, and not a heading, a row of a table or a line of code. */
  prose: boolean;
};

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/** Characters; what is longer is more than one sentence. */
const longestSentence = 400;
/** Where a sentence ends in a text that begins none with a capital; what is shorter before the full stop may be an abbreviation. */
const endBeforeLowerCase = /(?<=\p{L}{4}|\p{N}|[)"”’])[.!?]+["”’)]*\s+/gu;

const lines = /[^\r\n]+/g;
const fence = /^\s*(?:```|~~~)/;
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
  let fenced = beginsInCode(text);
  let lastEnd = 0;
  const close = () => {
    if (paragraph) found.push(...segment(text, paragraph).map((sentence) => ({ ...sentence, prose: true })));
    paragraph = undefined;
  };
  for (const { 0: line, index } of text.matchAll(lines)) {
    const end = index + line.trimEnd().length;
    if (/(?:\r\n|\n|\r)\s*(?:\r\n|\n|\r)/.test(text.slice(lastEnd, index))) close();
    lastEnd = index + line.length;
    if (fence.test(line)) {
      close();
      fenced = !fenced;
    } else if (line.trim() === "") close();
    else if (fenced || noProse.test(line) || tableRow.test(line)) {
      close();
      found.push({ start: index + line.search(/\S/), end, prose: false });
    } else {
      if (listMark.test(line)) close();
      paragraph = { start: paragraph?.start ?? index + mark.exec(line)![0].length, end };
    }
  }
  close();
  return found.filter(({ start, end }) => end > start);
}

/** A line that opens code, not indented as within a list, and all to the line that closes it. */
const block = /^ {0,3}(```+|~~~+)[^`\r\n]*(?:\r\n|\n|\r)(?:[^]*?(?:\r\n|\n|\r))?? {0,3}\1[ \t]*$/gm;

/** The blocks of code in a Markdown text, with their fences; none that the cut of a chunk has left without one. */
export function codeBlocksOf(text: string): Span[] {
  if (beginsInCode(text)) return [];
  return Array.from(text.matchAll(block), ({ 0: found, index }) => ({ start: index, end: index + found.trimEnd().length }));
}

/** Whether a chunk was cut within code: then there is a fence too many, and the first one, which closes it, names no language. */
function beginsInCode(text: string): boolean {
  const fences = Array.from(text.matchAll(/^[ \t]*(?:```|~~~)(.*)$/gm), ([, language]) => language!.trim());
  return fences.length % 2 === 1 && fences[0] === "";
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
