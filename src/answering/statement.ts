import { analyse } from "../text/analyse.ts";
import type { Span } from "../document.ts";
import { sentencesOf } from "../text/sentences.ts";

/** Characters before a marker among which its statement is looked for. */
const longestStatement = 2000;
/** What a part of an answer may begin with when the statement before ended in its middle. */
const leading = /^[\s.,;:!?)\]}"'’”»…–—-]+/;

/** What ends code, and says nothing. */
const closingFence = /\s*(?:\r\n|\n|\r)[ \t]*(?:```+|~~~+)\s*$/;

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
  if (!/[\p{L}\p{N}]/u.test(text)) return undefined;
  const sentences = sentencesOf(text);
  let first = sentences.length - 1;
  while (first > 0 && analyse(text.slice(sentences[first]!.start)).length === 0) first--;
  const trimmed = (start: number): Span => {
    const skipped = leading.exec(text.slice(start))?.[0].length ?? 0;
    return { start: from + start + skipped, end: from + text.trimEnd().replace(closingFence, "").length };
  };
  return { all: trimmed(sentences[0]?.start ?? 0), last: trimmed(sentences[first]?.start ?? 0) };
}
