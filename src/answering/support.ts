import { analyse } from "../text/analyse.ts";
import type { Excerpt, GivenPassage, Span } from "../document.ts";
import { identifiersOf, numbersOf } from "./figures.ts";
import { differInLanguage, languageTraits } from "./language.ts";
import { contradict } from "./negation.ts";
import { type Quotable, quotable, type Window } from "./quotable.ts";
import { fewTerms, rank, rarityIn, type Statement } from "./rank.ts";

/** How much less than the best another quote may be worth, to be taken when the best contradicts the statement. */
const nearlyAsGood = 0.1;

export type Support = { quote: Excerpt; verified: boolean };

/**
 * Finds the shortest literal quote of the nth passage that supports a statement. The words of both are compared, not their sense: a
 * quote holds most of the statement's terms and all of its numbers, denies nothing that the statement affirms, and its passage names
 * all identifiers. Where the languages differ, there is nothing to compare but numbers and identifiers; what comes nearest is quoted
 * and not verified.
 */
export function supportFinder(passages: GivenPassage[]) {
  const prepared = passages.map((passage) => quotable(passage));
  const rarity = rarityIn(prepared);
  const support = (statement: Statement, index: number, isCode = false): Support | undefined => {
    const passage = prepared[index];
    if (!passage) return undefined;
    const exact = literal(statement.text, passage, isCode);
    if (exact) return { quote: exact, verified: true };
    const ranked = rank(statement, passage, rarity);
    const [nearest] = ranked;
    const named = identifiersHeld(statement.text, passage);
    const carried = ranked.filter(({ carries, value }) => carries && named && value > nearest!.value - nearlyAsGood);
    const denying = carried.filter(({ window }) => contradict(statement.text, textOf(window)));
    const chosen = carried.find((one) => !denying.some((other) => overlap(one.window, other.window)));
    if (chosen) {
      const quote = excerptOf(chosen.window.excerpt, chosen.window);
      return { quote, verified: chosen.whole || !inAnotherLanguage(statement, passage) };
    }
    return nearest && inAnotherLanguage(statement, passage) && named && numbersHeld(statement.text, passage)
      ? { quote: excerptOf(nearest.window.excerpt, nearest.window), verified: false }
      : undefined;
  };
  return {
    support,
    /** Whether a text stands in the nth passage word for word; code, as lines of its own. */
    literal: (text: string, index: number, isCode = false): boolean =>
      prepared[index] !== undefined && literal(text, prepared[index], isCode) !== undefined,
  };
}

/** A stretch of an excerpt, with its place in the source. */
function excerptOf({ text, start: offset, line, page }: Excerpt, { start, end }: Span): Excerpt {
  const before = text.slice(0, start).match(/\r\n|\n|\r/g)?.length ?? 0;
  return { text: text.slice(start, end), start: offset + start, end: offset + end, line: line + before, page };
}

const overlap = (one: Window, other: Window) => one.excerpt === other.excerpt && one.start < other.end && other.start < one.end;
const textOf = ({ excerpt, start, end }: Window) => excerpt.text.slice(start, end);

/** A marker may stand before the full stop. */
const sentenceEnd = /^[.!?。！？](?=\s|$)/;

/** A statement that stands in the passage word for word, white space and marks of quotation aside. */
function literal(statement: string, { excerpts }: Quotable, isCode: boolean): Excerpt | undefined {
  // A line of code may be short.
  if (!isCode && analyse(statement).length < fewTerms) return undefined;
  const words = statement.trim().split(/\s+/).map(RegExp.escape).join("\\s+(?:>\\s*)*");
  const pattern = isCode
    ? new RegExp(`(?<=^[ \\t]*)${words}(?=[ \\t]*$)`, "mu")
    : new RegExp(`(?<![\\p{L}\\p{N}]|\\d[.,])${words}(?![\\p{L}\\p{N}]|[.,]\\d)`, "u");
  for (const excerpt of excerpts) {
    const found = pattern.exec(excerpt.text);
    if (!found) continue;
    const end = found.index + found[0].length;
    const [mark = ""] = sentenceEnd.exec(excerpt.text.slice(end, end + 4)) ?? [];
    return excerptOf(excerpt, { start: found.index, end: end + mark.length });
  }
  return undefined;
}

function identifiersHeld(statement: string, { text }: Quotable): boolean {
  return identifiersOf(statement).every((identifier) => text.includes(identifier));
}

function numbersHeld(statement: string, { pieces }: Quotable): boolean {
  const numbers = new Set(pieces.flatMap((piece) => [...piece.numbers]));
  return numbersOf(statement).every((readings) => readings.some((value) => numbers.has(value)));
}

function inAnotherLanguage({ text, context, said }: Statement, { language }: Quotable): boolean {
  for (const evidence of [text, said, `${said} ${context}`]) {
    const differ = differInLanguage(languageTraits(evidence), language());
    if (differ !== undefined) return differ;
  }
  return false;
}
