import { analyseWithCompounds } from "./analyse.ts";
import { withoutFrame } from "./question-frame.ts";

/**
 * The searchable form of a text: its terms in order, separated by spaces. It is stored of each chunk, so that both search engines match
 * and rank what was analysed here, and neither's own idea of words and stems matters.
 */
export function searchableTerms(text: string): string {
  return analyseWithCompounds(text).map(engineTerm).join(" ");
}

/** A question of thousands of words would search for all of them; the first say what it is about. */
const mostTerms = 64;

/** The terms of a query, each once, in the form in which they are stored; without words that only frame a question, if there are others. */
export function queryTerms(query: string): string[] {
  const asked = analyseWithCompounds(withoutFrame(query));
  const terms = asked.length > 0 ? asked : analyseWithCompounds(query);
  return [...new Set(terms.map(engineTerm))].slice(0, mostTerms);
}

/** Engines split at ASCII signs, and a query must not hold what they take for syntax; letters, digits and marks are neither. */
function engineTerm(term: string): string {
  return /^[\p{L}\p{N}\p{M}]+$/u.test(term)
    ? term
    : `x${Array.from(term, (character) => character.codePointAt(0)!.toString(16)).join("x")}`;
}
