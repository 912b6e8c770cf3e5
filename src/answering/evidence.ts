import type { GivenPassage } from "../document.ts";
import { formsAskedFor } from "./answer-form.ts";
import { mayBeEnglish } from "./language.ts";
import { commonWeight, heaviest, hold, questionTerms, type QuestionTerm, type StemmedText } from "./question-terms.ts";
import { rankSentences } from "./ranked-sentences.ts";
import { stemmedPassage } from "./stemmed-passage.ts";

/**
 * How well passages carry an answer to a question, in [0, 1], judged by its words: the weighted mean of
 * - how much of the question, by weight, the first passage and its title hold (once),
 * - how light the terms are that the passage lacks which lacks least (twice), see `weightMissing`,
 * - how light the heaviest thing is that the sentence lacks which answers best: a term, or an amount or a name that is asked for
 *   (twice; three times where one is asked for, else a further part is granted).
 */
export function evidenceOf(question: string, passages: GivenPassage[]): number {
  const terms = questionTerms(question);
  if (terms.length === 0 || passages.length === 0) return 0;
  const wholes = passages.map((passage) => stemmedPassage(passage).whole);
  // Of the words of other languages it is not known which are common.
  const countsSecond = mayBeEnglish(question);
  const passage = 1 - Math.min(...wholes.map((whole) => weightMissing(terms, whole, countsSecond))) / heaviest;
  const sentence = 1 - (rankSentences(question, passages)[0]?.gap ?? heaviest) / heaviest;
  const exact = formsAskedFor(question).length > 0 ? sentence : 1;
  return (shareOf(terms, wholes[0]!) + 2 * passage + 2 * sentence + exact) / 6;
}

function shareOf(terms: QuestionTerm[], texts: StemmedText[]): number {
  const sum = (some: QuestionTerm[]) => some.reduce((total, { weight }) => total + weight, 0);
  return sum(terms.filter((term) => hold(texts, term))) / sum(terms);
}

/**
 * The weight of the heaviest term that the texts lack and, if a second one counts, what another, of other words, weighs more than a common
 * word. A text may put one uncommon word of a question differently, but hardly two.
 */
function weightMissing(terms: QuestionTerm[], texts: StemmedText[], countsSecond: boolean): number {
  const [first, ...others] = terms.filter((term) => !hold(texts, term)).toSorted((one, other) => other.weight - one.weight);
  if (!first) return 0;
  const second = countsSecond && others.find(({ stems }) => !stems.some((stem) => first.stems.includes(stem)));
  return Math.min(heaviest, first.weight + (second ? Math.max(0, second.weight - commonWeight) : 0));
}
