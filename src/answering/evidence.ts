import type { GivenPassage } from "../document.ts";
import { type StemmedPassage, stemmedPassage } from "./stemmed-passage.ts";
import { heaviest, hold, questionTerms, type QuestionTerm, type StemmedText } from "./question-terms.ts";

/**
 * How well passages carry an answer to a question, in [0, 1], judged by its words: the mean of
 * - how much of the question, by weight, the first passage and its title hold,
 * - how light the heaviest term is that the passage lacks which lacks least,
 * - how light the heaviest term is that the best sentence lacks, read with what introduces it and with the title.
 */
export function evidenceOf(question: string, passages: GivenPassage[]): number {
  const terms = questionTerms(question);
  if (terms.length === 0 || passages.length === 0) return 0;
  const stemmed = passages.map(stemmedPassage);
  const passageGap = Math.min(...stemmed.map(({ whole }) => heaviestMissing(terms, whole)));
  const lightness = (gap: number) => 1 - gap / heaviest;
  return (shareOf(terms, stemmed[0]!.whole) + lightness(passageGap) + lightness(sentenceGap(terms, stemmed))) / 3;
}

function sentenceGap(terms: QuestionTerm[], passages: StemmedPassage[]): number {
  let best = -1;
  let gap = heaviest;
  for (const passage of passages) {
    const ofPassage = shareOf(terms, passage.whole);
    for (const { own, inContext } of passage.quotations) {
      const value = shareOf(terms, [own]) + shareOf(terms, inContext) + ofPassage;
      if (value <= best) continue;
      best = value;
      gap = heaviestMissing(terms, inContext);
    }
  }
  return gap;
}

function shareOf(terms: QuestionTerm[], texts: StemmedText[]): number {
  const sum = (some: QuestionTerm[]) => some.reduce((total, { weight }) => total + weight, 0);
  return sum(terms.filter((term) => hold(texts, term))) / sum(terms);
}

function heaviestMissing(terms: QuestionTerm[], texts: StemmedText[]): number {
  return Math.max(0, ...terms.map((term) => (hold(texts, term) ? 0 : term.weight)));
}
