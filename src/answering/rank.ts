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
  const own = [...comparableTerms(statement.text)];
  const context = [...comparableTerms(statement.context)].filter((term) => !own.includes(term));
  const terse = own.length < fewTerms;
  const weigh = (terms: string[], factor: number) =>
    terms.map((term) => ({ weight: factor * rarity(term), forms: formsOf(term, passage.terms) }));
  const [ownTerms, contextTerms] = [weigh(own, 1), weigh(context, contextWeight)];
  const [ownWhole, contextWhole] = [wholeOf(ownTerms), wholeOf(contextTerms)];
  // "One" is a number and a pronoun, so that it proves nothing either way.
  const numbers = numbersOf(statement.text.replaceAll(/\bone\b/gi, ""));

  return passage.windows
    .map((window) => {
      const ownHeld = held(ownTerms, window);
      const contextHeld = held(contextTerms, window);
      const [sum, whole] = terse ? [ownHeld.withPassage + contextHeld.itself, ownWhole + contextWhole] : [ownHeld.withPassage, ownWhole];
      const share = whole === 0 ? 0 : sum / whole;
      const numbersHeld = numbers.every((readings) => readings.some((value) => window.pieces.some((piece) => piece.numbers.has(value))));
      const carries = numbersHeld && own.length > 0 && ownHeld.itself >= (terse ? leastOfFew : leastOwn) * ownWhole && share >= least;
      const value = share - leastAdded * (window.pieces.length - 1) + (contextPreference * contextHeld.itself) / (contextWhole || 1);
      return { window, value, carries, whole: ownHeld.itself === ownWhole };
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
