import type { Excerpt, GivenPassage, Span } from "../document.ts";
import { cellSentences, isRowOfProse, sentencesOf } from "../text/sentences.ts";
import { comparableTerms, numbersOf } from "./figures.ts";
import { type LanguageTraits, languageTraits } from "./language.ts";

/** Characters. A longer sentence, as texts without full stops have them, is quoted in parts; two sentences may be longer together. */
const longestPiece = 400;
const longestWindow = 600;

/** Characters by which the language of a passage is told. */
const longestSample = 1200;

/** The least that can be quoted: a sentence, a row of a table, a line of code. Offsets are into the excerpt. */
export type Piece = Span & { terms: Set<string>; numbers: Set<string> };

/** One piece, or two that follow each other. */
export type Window = { excerpt: Excerpt; pieces: Piece[]; start: number; end: number };

/** A passage, prepared to be quoted. */
export type Quotable = {
  excerpts: Excerpt[];
  windows: Window[];
  pieces: Piece[];
  /** Title and text, in lower case. */
  text: string;
  /** The terms of title and text, by their beginnings, see `beginningOf`. */
  terms: Map<string, Set<string>>;
  language: () => LanguageTraits;
};

export function quotable({ title, excerpts }: GivenPassage): Quotable {
  const cut = excerpts.map((excerpt) => ({ excerpt, pieces: piecesOf(excerpt.text) }));
  const pieces = cut.flatMap((excerpt) => excerpt.pieces);
  const whole = excerpts.map(({ text }) => text).join("\n");
  // Hardly ever needed.
  let language: LanguageTraits | undefined;
  const terms = new Map<string, Set<string>>();
  for (const term of new Set([...comparableTerms(title), ...pieces.flatMap((piece) => [...piece.terms])])) {
    const beginning = beginningOf(term);
    const alike = terms.get(beginning);
    if (alike) alike.add(term);
    else terms.set(beginning, new Set([term]));
  }
  return {
    excerpts,
    pieces,
    windows: cut.flatMap(({ excerpt, pieces }) => windowsOf(excerpt, pieces)),
    text: `${title}\n${whole}`.toLowerCase(),
    terms,
    language: () => (language ??= languageTraits(whole.slice(0, longestSample))),
  };
}

/** What words of one stem have in common at least. */
export const beginningOf = (term: string) => term.slice(0, 4);

function piecesOf(text: string): Piece[] {
  return sentencesOf(text)
    .flatMap((sentence): Span[] => (isRowOfProse(text, sentence) ? cellSentences(text, sentence) : [sentence]))
    .flatMap((piece) => parts(text, piece))
    .map(({ start, end }) => {
      const piece = text.slice(start, end);
      return { start, end, terms: comparableTerms(piece), numbers: new Set(numbersOf(piece).flat()) };
    });
}

/** Cuts a sentence that is too long after a sign, else between words, else anywhere. */
function parts(text: string, { start, end }: Span): Span[] {
  const found: Span[] = [];
  for (let from = start; from < end;) {
    const rest = text.slice(from, Math.min(end, from + longestPiece));
    const sign = /^[^]*[;:,–—](?=\s)/.exec(rest)?.[0].length ?? 0;
    const space = /^[^]*(?=\s)/.exec(rest)?.[0].length ?? 0;
    const length =
      from + longestPiece >= end
        ? rest.length
        : sign >= longestPiece / 2
          ? sign
          : space > 0
            ? space
            : rest.toWellFormed() === rest
              ? rest.length
              : rest.length - 1;
    found.push({ start: from, end: from + length });
    from += length;
    from += /^\s*/.exec(text.slice(from, end))![0].length;
  }
  return found;
}

function windowsOf(excerpt: Excerpt, pieces: Piece[]): Window[] {
  return pieces.flatMap((piece, index) => {
    const next = pieces[index + 1];
    const windows: Window[] = [];
    // A heading says what follows it is about, and nothing by itself.
    if (!/^#{1,6}\s/.test(excerpt.text.slice(piece.start, piece.start + 8)) || pieces.length === 1)
      windows.push({ excerpt, pieces: [piece], start: piece.start, end: piece.end });
    if (next && next.end - piece.start <= longestWindow)
      windows.push({ excerpt, pieces: [piece, next], start: piece.start, end: next.end });
    return windows;
  });
}
