import type { Span } from "../document.ts";
import { comparableTerms, numbersOf } from "./figures.ts";
import { beginningOf, type Quotable, type Window } from "./quotable.ts";

/**
 * Shares of a statement's terms, by rarity, that a quote must hold: itself, and together with what its passage adds. How well they
 * tell paraphrases from other statements is in docs/decisions/0016; a tenth more or less makes little difference.
 */
const leastOwn = 0.5;
const least = 0.55;
/** What a term counts that another form of the word matches, and one that stands elsewhere in the passage or in its title. */
const formWeight = 0.7;
const elsewhereWeight = 0.3;
/** A second sentence must add this share to be worth quoting. */
const leastAdded = 0.12;
/** How much a quote is preferred for fitting the question and the sentence around the statement. */
const contextPreference = 0.05;
/**
 * Terms, below which a statement, such as "200.", is read together with its context, whose terms then count `contextWeight`. Of so few
 * terms the quote must hold the share `leastOfFew`.
 */
export const fewTerms = 3;
const contextWeight = 0.25;
const leastOfFew = 0.65;
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

export type Ranked = {
  window: Window;
  /** How much of the statement it holds, less what its length costs. */
  value: number;
  /** Whether it holds enough of the statement's terms, and all of its numbers. */
  carries: boolean;
  /** Whether it holds every term as it is. */
  whole: boolean;
};

/** The windows of a passage, best first; of equal ones the shorter, then the earlier. */
export function rank(statement: Statement, passage: Quotable, rarity: (term: string) => number): Ranked[] {
  const terms = [...comparableTerms(statement.text)];
  const terse = terms.length < fewTerms;
  const own = weigh(terms, passage, rarity);
  const context = weigh(
    [...comparableTerms(statement.context)].filter((term) => !terms.includes(term)),
    passage,
    rarity,
  );
  // "One" is a number and a pronoun, so that it proves nothing either way.
  const numbers = numbersOf(statement.text.replaceAll(/\bone\b/gi, ""));

  return passage.windows
    .map((window) => {
      const { itself, withPassage } = own.held(window);
      const around = context.held(window).itself;
      const share = terse
        ? (withPassage + contextWeight * around) / (own.whole + contextWeight * context.whole || 1)
        : withPassage / own.whole;
      const numbersHeld = numbers.every((readings) => readings.some((value) => window.pieces.some((piece) => piece.numbers.has(value))));
      const carries = numbersHeld && terms.length > 0 && itself >= (terse ? leastOfFew : leastOwn) * own.whole && share >= least;
      const value = share - leastAdded * (window.pieces.length - 1) + (contextPreference * around) / (context.whole || 1);
      return { window, value, carries, whole: itself === own.whole };
    })
    .toSorted((one, other) => other.value - one.value || lengthOf(one.window) - lengthOf(other.window));
}

const lengthOf = ({ start, end }: Span) => end - start;

/** The weight of terms, and how much of it a window holds, by itself and with what else is in its passage. */
function weigh(terms: string[], passage: Quotable, rarity: (term: string) => number) {
  const weighed = terms.map((term) => ({ weight: rarity(term), forms: [...formsOf(term, passage.terms)] }));
  // Terms of which the passage knows no form count in the whole only.
  const known = weighed.filter(({ forms }) => forms.length > 0);
  const anywhere = known.map(({ forms }) => Math.max(...forms.map(([, credit]) => credit)));
  const credits = new Map(
    passage.pieces.map((piece) => [
      piece,
      known.map(({ forms }) => forms.reduce((most, [form, credit]) => (credit > most && piece.terms.has(form) ? credit : most), 0)),
    ]),
  );
  return {
    whole: weighed.reduce((sum, { weight }) => sum + weight, 0),
    held({ pieces }: Window): { itself: number; withPassage: number } {
      const [first, second] = pieces.map((piece) => credits.get(piece)!);
      let [itself, withPassage] = [0, 0];
      for (const [index, { weight }] of known.entries()) {
        const here = Math.max(first![index]!, second?.[index] ?? 0);
        itself += weight * here;
        withPassage += weight * (here + elsewhereWeight * (anywhere[index]! - here));
      }
      return { itself, withPassage };
    },
  };
}

/** The terms of a passage that are a term or another form of it, and what each counts. */
function formsOf(term: string, terms: Quotable["terms"]): Map<string, number> {
  const alike = terms.get(beginningOf(term)) ?? [];
  const forms = new Map<string, number>();
  for (const other of alike) {
    if (other === term) forms.set(other, 1);
    else if (term.length >= 4 && commonLength(term, other) >= commonBeginning * Math.max(term.length, other.length))
      forms.set(other, formWeight);
  }
  return forms;
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

/**
 * One and the inverse document frequency of a term over all that can be quoted, as in BM25 (Robertson and Zaragoza 2009). A term that
 * is nowhere counts less than a rare one: a paraphrase has words of its own.
 */
export function rarityIn(passages: Quotable[]): (term: string) => number {
  const pieces = passages.flatMap((passage) => passage.pieces);
  const holding = new Map<string, number>();
  for (const { terms } of pieces) for (const term of terms) holding.set(term, (holding.get(term) ?? 0) + 1);
  return (term) => {
    const count = holding.get(term);
    return count === undefined ? unknownWeight : 1 + Math.log(1 + (pieces.length - count + 0.5) / (count + 0.5));
  };
}
