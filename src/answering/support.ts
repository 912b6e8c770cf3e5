import { analyse } from "../analyse.ts";
import type { Excerpt, GivenPassage, Span } from "../document.ts";
import { identifiersOf, numbersOf } from "./figures.ts";
import { differInLanguage, languageTraits } from "./language.ts";
import { contradict } from "./negation.ts";
import { beginningOf, type Quotable, quotable, type Window } from "./quotable.ts";

/**
 * Shares of a statement's terms, by rarity, that a quote must hold: itself, and together with what its passage adds. On 224 paraphrases
 * of sentences, 0.5 accepts 0.91, and 0.04 of 1,047 passages on the same subject, 0.005 of 1,680 on another one; 0.6 would accept 0.89.
 */
const leastOwn = 0.4;
const least = 0.5;
/** What a term counts that another form of the word matches, and one that stands elsewhere in the passage or in its title. */
const formWeight = 0.7;
const elsewhereWeight = 0.3;
/** How much less than the best another quote may be worth, to be taken when the best contradicts the statement. */
const nearlyAsGood = 0.1;
/** A second sentence must add this share to be worth quoting. */
const leastAdded = 0.12;
/** How much a quote is preferred for fitting the question and the sentence around the statement. */
const contextPreference = 0.05;
/** Terms, below which a statement, such as "200.", is read together with its context, whose terms count this. */
const fewTerms = 3;
const contextWeight = 0.25;
/** Share of the letters of two words' longer one that they have in common at the beginning to be forms of one word. */
const commonBeginning = 0.6;
/** What a term counts that none of the passages holds; one that some hold counts at least 1, and more the fewer they are. */
const unknownWeight = 1.5;

export type Statement = {
  text: string;
  /** What was asked, and the sentence before the statement if it is only a part of one. */
  context: string;
  /** The answer up to the statement's end, by which its language is told if it is short. */
  said: string;
};

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
  const support = (statement: Statement, index: number): Support | undefined => {
    const passage = prepared[index];
    if (!passage) return undefined;
    const exact = literal(statement.text, passage);
    if (exact) return { quote: exact, verified: true };
    const ranked = rank(statement, passage, rarity);
    const [nearest] = ranked;
    const carried = ranked.filter(({ supports, value }) => supports && value > nearest!.value - nearlyAsGood);
    const denying = carried.filter(({ window }) => contradict(statement.text, textOf(window)));
    const chosen = carried.find((one) => !denying.some((other) => overlap(one.window, other.window)));
    if (chosen) return { quote: excerptOf(chosen.window.excerpt, chosen.window), verified: true };
    return nearest && inAnotherLanguage(statement, passage) && holdsFigures(statement.text, passage)
      ? { quote: excerptOf(nearest.window.excerpt, nearest.window), verified: false }
      : undefined;
  };
  return {
    support,
    /** Whether a text stands in the nth passage word for word. */
    literal: (text: string, index: number): boolean => prepared[index] !== undefined && literal(text, prepared[index]) !== undefined,
  };
}

/** A stretch of an excerpt, with its place in the source. */
function excerptOf({ text, start: offset, line }: Excerpt, { start, end }: Span): Excerpt {
  const before = text.slice(0, start).match(/\r\n|\n|\r/g)?.length ?? 0;
  return { text: text.slice(start, end), start: offset + start, end: offset + end, line: line + before };
}

const overlap = (one: Window, other: Window) => one.excerpt === other.excerpt && one.start < other.end && other.start < one.end;
const textOf = ({ excerpt, start, end }: Window) => excerpt.text.slice(start, end);

/** A statement that stands in the passage word for word, white space and marks of quotation aside. */
function literal(statement: string, { excerpts }: Quotable): Excerpt | undefined {
  if (analyse(statement).length < fewTerms) return undefined;
  const pattern = new RegExp(statement.trim().split(/\s+/).map(RegExp.escape).join("\\s+(?:>\\s*)*"), "u");
  for (const excerpt of excerpts) {
    const found = pattern.exec(excerpt.text);
    if (found) return excerptOf(excerpt, { start: found.index, end: found.index + found[0].length });
  }
  return undefined;
}

type Ranked = { window: Window; value: number; supports: boolean };

/** The windows of a passage, best first; of equal ones the shorter, then the earlier. */
function rank(statement: Statement, passage: Quotable, rarity: (term: string) => number): Ranked[] {
  const own = [...new Set(analyse(statement.text))];
  const context = [...new Set(analyse(statement.context))].filter((term) => !own.includes(term));
  const terse = own.length < fewTerms;
  const weigh = (terms: string[], factor: number) =>
    terms.map((term) => ({ weight: factor * rarity(term), forms: formsOf(term, passage.terms) }));
  const [ownTerms, contextTerms] = [weigh(own, 1), weigh(context, contextWeight)];
  const [ownWhole, contextWhole] = [wholeOf(ownTerms), wholeOf(contextTerms)];
  const numbers = requiredNumbers(statement.text);

  return passage.windows
    .map((window) => {
      const ownHeld = held(ownTerms, window);
      const contextHeld = held(contextTerms, window);
      const [sum, whole] = terse ? [ownHeld.withPassage + contextHeld.withPassage, ownWhole + contextWhole] : [ownHeld.withPassage, ownWhole];
      const share = whole === 0 ? 0 : sum / whole;
      const numbersHeld = numbers.every((readings) => readings.some((value) => window.pieces.some((piece) => piece.numbers.has(value))));
      const supports = numbersHeld && own.length > 0 && ownHeld.itself >= leastOwn * ownWhole && share >= least;
      const value = share - leastAdded * (window.pieces.length - 1) + (contextPreference * contextHeld.itself) / (contextWhole || 1);
      return { window, value, supports: supports && identifiersHeld(statement.text, passage) };
    })
    .toSorted((one, other) => other.value - one.value || lengthOf(one.window) - lengthOf(other.window));
}

type WeighedTerm = { weight: number; forms: Map<string, number> };

const wholeOf = (terms: WeighedTerm[]) => terms.reduce((sum, { weight }) => sum + weight, 0);
const lengthOf = ({ start, end }: Span) => end - start;

/** The weight of the terms that a window holds, by itself and with what else is in its passage. */
function held(terms: WeighedTerm[], { pieces }: Window): { itself: number; withPassage: number } {
  let [itself, withPassage] = [0, 0];
  for (const { weight, forms } of terms) {
    let here = 0;
    let anywhere = 0;
    for (const [form, credit] of forms) {
      anywhere = Math.max(anywhere, credit);
      if (credit > here && pieces.some((piece) => piece.terms.has(form))) here = credit;
    }
    itself += weight * here;
    withPassage += weight * (here + elsewhereWeight * (anywhere - here));
  }
  return { itself, withPassage };
}

/** The terms of a passage that are a term or another form of it, and what each counts. */
function formsOf(term: string, terms: Quotable["terms"]): Map<string, number> {
  const alike = terms.get(beginningOf(term)) ?? [];
  const forms = new Map<string, number>();
  for (const other of alike) {
    if (other === term) forms.set(other, 1);
    else if (term.length >= 4 && commonLength(term, other) >= commonBeginning * Math.max(term.length, other.length)) forms.set(other, formWeight);
  }
  return forms;
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

/** "One" is a number and a pronoun, so that it proves nothing either way. */
function requiredNumbers(statement: string): string[][] {
  return numbersOf(statement.replaceAll(/\bone\b/gi, ""));
}

function identifiersHeld(statement: string, { text }: Quotable): boolean {
  return identifiersOf(statement).every((identifier) => text.includes(identifier));
}

function holdsFigures(statement: string, passage: Quotable): boolean {
  const numbers = new Set(passage.pieces.flatMap((piece) => [...piece.numbers]));
  return numbersOf(statement).every((readings) => readings.some((value) => numbers.has(value))) && identifiersHeld(statement, passage);
}

function inAnotherLanguage({ text, context, said }: Statement, { language }: Quotable): boolean {
  for (const evidence of [text, said, `${said} ${context}`]) {
    const differ = differInLanguage(languageTraits(evidence), language);
    if (differ !== undefined) return differ;
  }
  return false;
}

/**
 * One and the inverse document frequency of a term over all that can be quoted, as in BM25 (Robertson and Zaragoza 2009). A term that
 * is nowhere counts less than a rare one: a paraphrase has words of its own.
 */
function rarityIn(passages: Quotable[]): (term: string) => number {
  const pieces = passages.flatMap((passage) => passage.pieces);
  const holding = new Map<string, number>();
  for (const { terms } of pieces) for (const term of terms) holding.set(term, (holding.get(term) ?? 0) + 1);
  return (term) => {
    const count = holding.get(term);
    return count === undefined ? unknownWeight : 1 + Math.log(1 + (pieces.length - count + 0.5) / (count + 0.5));
  };
}
