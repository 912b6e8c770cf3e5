import type { Citation, GivenPassage, Span } from "../document.ts";
import { citer } from "./citations.ts";
import { addressTail, endsWithAddress, givenAddresses } from "./markup/links.ts";
import { mayBecomeMarker } from "./markup/markers.ts";
import { markupReader } from "./markup/reader.ts";
import type { Part } from "./markup/step.ts";

/** Characters before something that was taken out, with which what follows could join. */
const longestTail = 2000;
/** What may follow right after something was taken out without joining with what stands before it. */
const separate = /^[,;!?)\]}"'’”»…*_|]/;

/**
 * Turns what a model writes, as it comes, into what is shown: markers whose passage supports the statement before them stay and become
 * citations, others go, with the white space before them; links, images and tags lead nowhere but to addresses of the passages.
 * Besides what `markupReader` keeps, only white space waits, for what follows it.
 */
export function markedText(passages: GivenPassage[], question: string) {
  const texts = passages.flatMap(({ excerpts }) => excerpts.map(({ text }) => text));
  const reader = markupReader(givenAddresses(texts));
  const { statementIn, cite } = citer(passages, question);
  const citations: Citation[] = [];
  let dropped = 0;
  /** All that is shown. */
  let shown = "";
  /** White space that goes if a marker follows that goes. */
  let space = "";
  /** Whether something was taken out right here. */
  let gap = false;
  /** Where the last group of markers ends, and its statement. */
  let since = 0;
  let statement: Span | undefined;

  const show = (text: string) => {
    if (gap && joins(shown.slice(-longestTail) + space, text)) space += " ";
    gap = false;
    let trailing = text.length;
    while (trailing > 0 && /[ \t]/.test(text[trailing - 1]!)) trailing--;
    if (trailing > 0) {
      shown += space + text.slice(0, trailing);
      space = "";
    }
    space += text.slice(trailing);
  };

  const showMarker = (number: number) => {
    const citation = statement && cite(shown, statement, number);
    if (!citation) {
      dropped++;
      return;
    }
    citations.push(citation);
    if (space === "" && endsWithAddress(shown)) space = " ";
    shown += `${space}[${number}]`;
    space = "";
    gap = false;
  };

  const showMarkers = (numbers: number[]) => {
    statement = statementIn(shown, since, numbers) ?? statement;
    const before = citations.length;
    for (const number of numbers) showMarker(number);
    if (citations.length === before) {
      space = "";
      gap = true;
    }
    since = shown.length;
  };

  const take = (parts: Part[]): string => {
    const before = shown.length;
    for (const part of parts) {
      if (part.type === "text") show(part.text);
      else if (part.type === "markers") showMarkers(part.numbers);
      else gap = true;
    }
    return shown.slice(before);
  };

  return {
    /** @returns what can be shown now */
    push: (piece: string): string => take(reader.push(piece)),
    /** @returns the rest */
    end: (): string => take(reader.end()),
    citations,
    /** How many markers were taken out. */
    dropped: () => dropped,
  };
}

/** Whether a text that follows something that was taken out would be read together with what stands before it. */
function joins(before: string, text: string): boolean {
  if (before === "" || /\s$/.test(before) || /^\s/.test(text)) return false;
  if (endsWithAddress(before) || mayBecomeMarker.test(before)) return true;
  if (separate.test(text)) return false;
  return /^[.:]/.test(text) ? addressTail.test(before) : true;
}
