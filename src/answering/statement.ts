import { analyse } from "../text/analyse.ts";
import type { Span } from "../document.ts";
import { type Sentence, sentencesOf } from "../text/sentences.ts";

/** Characters before a marker among which its statement is looked for. */
const longestStatement = 2000;
/** What a part of an answer may begin with when the statement before ended in its middle. */
const leading = /^[\s.,;:!?)\]}"'’”»…–—-]+/;

/** What ends code, and says nothing. */
const closingFence = /\s*(?:\r\n|\n|\r)[ \t]*(?:```+|~~~+)\s*$/;
const fenceBefore = /(?:^|\r|\n)[ \t]*(?:```|~~~)[^\r\n]*(?:\r\n|\n|\r)\s*$/;
const fenceAfter = /^\s*(?:```|~~~)/;
/** Characters of a line that a fence is. */
const longestFence = 200;

const word = /[\p{L}\p{N}]/u;

/** What a marker stands for: all that was said since the last marker, and of it the last sentence. */
export type Stated = { all: Span; last: Span };

/**
 * The statement before a marker. It is the last sentence since the marker before, row of a table or line of code, or what there is of
 * it: in "It swims [1], and it dives [2]." the second statement is "and it dives". A sentence without a word of its own, such as
 * "Yes.", counts with the one before it.
 * @param since where the last marker ends
 * @returns undefined when nothing was said since then
 */
export function statedBefore(answer: string, since: number): Stated | undefined {
  const from = Math.max(since, answer.length - longestStatement);
  const text = answer.slice(from);
  if (!word.test(text)) return undefined;
  // Since a marker in a row's last cell, the row has yet to end.
  const sentences = sentencesOf(text).filter(({ kind, start, end }) => kind === "code" || word.test(text.slice(start, end)));
  let first = sentences.length - 1;
  while (first > 0 && analyse(text.slice(sentences[first]!.start)).length === 0) first--;
  const stated = (sentence: Sentence | undefined): Span => {
    const { start = 0, kind } = sentence ?? {};
    const skipped = kind === "code" ? 0 : (leading.exec(text.slice(start))?.[0].length ?? 0);
    return { start: from + start + skipped, end: from + text.trimEnd().replace(closingFence, "").length };
  };
  return { all: stated(sentences[0]), last: stated(sentences[first]) };
}

/** Whether a statement is all that stands between two fences. */
export function isCode(answer: string, { start, end }: Span): boolean {
  return fenceBefore.test(answer.slice(Math.max(0, start - longestFence), start)) && fenceAfter.test(answer.slice(end, end + longestFence));
}
