import type { Candidate } from "../document.ts";
import { compareScores } from "../stores/nearest.ts";

/** What parts of words, and neighbouring words, count against the engine's score of whole words. */
const gramWeight = 0.8;
const pairWeight = 0.3;
const gramLength = 4;
/** How far apart, in terms, two words of the query still count as neighbours. */
const pairDistance = 2;
/** Saturation and length normalisation of BM25, as both engines have them. */
const k1 = 1.2;
const b = 0.75;

/**
 * Ranks what full-text search has found by finer evidence: parts of words (so that "methylated" supports "methylation") and words
 * that stand together as in the query. Each kind is scored like BM25 over the candidates alone, relative to the best candidate, and
 * added to the engine's score.
 * @param terms of the query, in its order
 * @returns the candidates, best first, with scores in [0, 1]
 */
export function refine(candidates: Candidate[], terms: string[]): Candidate[] {
  if (candidates.length === 0) return [];
  const documents = candidates.map((candidate) => candidate.terms.split(" "));
  const text = relative(candidates.map(({ score }) => score));
  const grams = relative(gramScores(documents, terms));
  const pairs = relative(pairScores(documents, terms));
  const most = 1 + gramWeight + pairWeight;
  return candidates
    .map((candidate, index) => ({ ...candidate, score: (text[index]! + gramWeight * grams[index]! + pairWeight * pairs[index]!) / most }))
    .toSorted(compareScores);
}

function relative(scores: number[]): number[] {
  const best = Math.max(...scores);
  return best > 0 ? scores.map((score) => score / best) : scores.map(() => 0);
}

function gramScores(documents: string[][], terms: string[]): number[] {
  const numbers = new Map<string, number>();
  for (const term of terms) for (const gram of gramsOf(term)) if (!numbers.has(gram)) numbers.set(gram, numbers.size);
  // The same words recur in all candidates, so the query's grams in each are looked up once.
  const known = new Map<string, { matched: number[]; length: number }>();
  const lookUp = (term: string) => {
    let found = known.get(term);
    if (!found) {
      const grams = gramsOf(term);
      found = { matched: [], length: grams.length };
      for (const gram of grams) {
        const number = numbers.get(gram);
        if (number !== undefined) found.matched.push(number);
      }
      known.set(term, found);
    }
    return found;
  };
  const counted = documents.map((document) => {
    const counts = new Float64Array(numbers.size);
    let length = 0;
    for (const term of document) {
      const { matched, length: grams } = lookUp(term);
      for (const number of matched) counts[number]! += 1;
      length += grams;
    }
    return { counts, length };
  });
  const weights = Array.from(numbers.values(), (number) =>
    rarity(documents.length, counted.filter(({ counts }) => counts[number]! > 0).length),
  );
  const averageLength = counted.reduce((sum, { length }) => sum + length, 0) / documents.length;
  return counted.map(({ counts, length }) => {
    const normalised = k1 * (1 - b + (b * length) / averageLength);
    return counts.reduce((sum, count, number) => sum + (weights[number]! * count * (k1 + 1)) / (count + normalised), 0);
  });
}

/** Texts repeat their words, and cutting them up is most of the work. */
const knownGrams = new Map<string, string[]>();
const mostKnown = 50_000;

/** Beginning and end of a word are marked, so that they only match beginnings and ends. */
function gramsOf(term: string): string[] {
  let grams = knownGrams.get(term);
  if (grams) return grams;
  const marked = `^${term}$`;
  grams = [];
  for (let start = 0; start === 0 || start + gramLength <= marked.length; start++) grams.push(marked.slice(start, start + gramLength));
  if (knownGrams.size >= mostKnown) knownGrams.clear();
  knownGrams.set(term, grams);
  return grams;
}

function pairScores(documents: string[][], terms: string[]): number[] {
  const weights = new Map(
    terms.map((term) => [term, rarity(documents.length, documents.filter((document) => document.includes(term)).length)]),
  );
  return documents.map((document) => {
    const places = new Map<string, number[]>(terms.map((term) => [term, []]));
    for (const [position, term] of document.entries()) places.get(term)?.push(position);
    let score = 0;
    for (const [position, second] of terms.entries()) {
      const first = terms[position - 1];
      if (first === undefined) continue;
      const closeness = closenessOf(places.get(first)!, places.get(second)!);
      score += (Math.min(weights.get(first)!, weights.get(second)!) * closeness * (k1 + 1)) / (closeness + k1);
    }
    return score;
  });
}

function closenessOf(firsts: number[], seconds: number[]): number {
  let closeness = 0;
  for (const first of firsts) {
    for (const second of seconds) {
      const distance = Math.abs(second - first);
      if (distance > 0 && distance <= pairDistance) closeness += 1 / distance;
    }
  }
  return closeness;
}

/** One and BM25's inverse document frequency, here among candidates, which all hold some word of the query. */
function rarity(documents: number, holding: number): number {
  return 1 + Math.log(1 + (documents - holding + 0.5) / (holding + 0.5));
}
