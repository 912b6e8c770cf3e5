import type { Span } from "./document.ts";

/** A stretch of a text, literal, that can be quoted by itself. */
export type Sentence = Span & {
  /** Whether it is a sentence of running text, and not a heading, a row of a table or a line of code. */
  prose: boolean;
};

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

const lines = /[^\r\n]+/g;
const fence = /^\s*(?:```|~~~)/;
/** Headings, rows of tables, rules, HTML and definitions of links are no sentences. */
const noProse = /^\s*(?:#{1,6}\s|\||(?:[-*_]\s*){3,}$|<|\[[^\]]+\]:\s)/;
/** What begins an item of a list or a quotation. */
const mark = /^\s*(?:>\s*)*(?:(?:[-*+]|\d{1,9}[.)])\s+)?/;
const listMark = /^\s*(?:>\s*)*(?:[-*+]|\d{1,9}[.)])\s+/;
const lineBreak = /\s*(?:\r\n|\n|\r)\s*(?:>\s*)*/g;

/** The sentences of a Markdown or plain text in its order; what is no prose, line by line. Marks of lists and fences belong to none. */
export function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = [];
  let paragraph: Span | undefined;
  let fenced = false;
  let lastEnd = 0;
  const close = () => {
    if (paragraph) found.push(...segment(text, paragraph));
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
    else if (fenced || noProse.test(line)) {
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

/** A sentence as it is read: in one line. */
export function inOneLine(sentence: string): string {
  return sentence.replaceAll(lineBreak, " ").trim();
}

function segment(text: string, { start, end }: Span): Sentence[] {
  // A line break inside a paragraph ends no sentence; the offsets stay.
  const paragraph = text.slice(start, end).replaceAll(/[\r\n]/g, " ");
  return Array.from(segmenter.segment(paragraph), ({ segment: sentence, index }) => {
    const leading = sentence.length - sentence.trimStart().length;
    return { start: start + index + leading, end: start + index + sentence.trimEnd().length, prose: true };
  });
}
