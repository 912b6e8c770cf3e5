import type { Citation, GivenPassage } from "../document.ts";

/** `[3]` in an answer refers to the third passage. */
export const markerPattern = /\[(\d{1,3})\]/g;

/** The passages that an answer refers to. */
export function cite(answer: string, passages: GivenPassage[]): Citation[] {
  return Array.from(answer.matchAll(markerPattern)).flatMap(({ 1: digits, index }) => {
    const marker = Number(digits);
    const passage = passages[marker - 1];
    if (!passage) return [];
    const { id, source, title, categories, text: quote, start, end, line, score } = passage;
    return [{ marker, id, source, title, categories, quote, start, end, line, score, answerStart: 0, answerEnd: index, verified: true }];
  });
}
