import type { Candidate } from "../document.ts";
import { compareScores } from "../stores/nearest.ts";
import { synonymsOf } from "../text/synonyms.ts";
import { type Occurrences, occurrenceCounter } from "./occurrences.ts";

/**
 * What each kind of evidence counts against the engine's score of whole words, and what share of its score a further passage of a
 * document loses at most; `npm run ablation` shows what each is worth.
 */
export const refinement = { grams: 0.8, pairs: 0.3, head: 0.12, synonyms: 1.15, further: 0.1 };
/** Terms at the beginning of a chunk, where its document's title and its headings stand. */
const headLength = 10;
/** How far apart, in terms, two words of the query still count as neighbours. */
const pairDistance = 2;
/** Saturation and length normalisation of BM25, as both engines have them. */
const k1 = 1.2;
const b = 0.75;

/**
 * Ranks what full-text search has found by finer evidence: parts of words (so that "methylated" supports "methylation"), words that
 * stand together as in the query, words that stand in the title, and synonyms of those that are lacking. The first two are scored like
 * BM25 over the candidates alone. Each is taken relative to the best candidate, but for synonyms, which count by their share of the
 * query; together they are added to the engine's score. Then further passages of a document count less, see `spread`.
 * @param terms of the query, each once, in its order
 * @returns the candidates, best first, with scores in [0, 1]
 */
export function refine(candidates: Candidate[], terms: string[], weights = refinement): Candidate[] {
  if (candidates.length === 0) return [];
  const count = occurrenceCounter(terms);
  const found = candidates.map((candidate) => count(candidate.terms));
  const text = relative(candidates.map(({ score }) => score));
  const grams = relative(gramScores(found));
  const pairs = relative(pairScores(found));
  const heads = relative(headScores(found));
  const synonyms = synonymScores(candidates, terms, found);
  const sums = candidates.map(
    (_, index) =>
      text[index]! +
      weights.grams * grams[index]! +
      weights.pairs * pairs[index]! +
      weights.head * heads[index]! +
      weights.synonyms * synonyms[index]!,
  );
  // What holds all words needs no synonym, and is not worse for having none.
  const most = Math.max(1 + weights.grams + weights.pairs + weights.head, ...sums);
  const ranked = candidates.map((candidate, index) => ({ ...candidate, score: sums[index]! / most })).toSorted(compareScores);
  return spread(ranked, weights.further);
}

/**
 * Takes from all passages of a document but its best a part of their score, so that one which says little does not keep another
 * document out: the less of it, the larger the share of all candidates is that the document has. One that has most of them is long, and
 * its passages are about as many things as other documents are.
 * @param ranked best first
 */
function spread(ranked: Candidate[], most: number): Candidate[] {
  const passages = Map.groupBy(ranked, ({ source }) => source);
  return ranked
    .map((candidate) => {
      const ofDocument = passages.get(candidate.source)!;
      const share = ofDocument.length / ranked.length;
      return candidate === ofDocument[0] ? candidate : { ...candidate, score: candidate.score * (1 - most * (1 - share)) };
    })
    .toSorted(compareScores);
}

function relative(scores: number[]): number[] {
  const best = Math.max(...scores);
  return best > 0 ? scores.map((score) => score / best) : scores.map(() => 0);
}

function gramScores(found: Occurrences[]): number[] {
  const weights = Array.from(found[0]!.grams, (_, gram) => rarity(found, ({ grams }) => grams[gram]! > 0));
  const averageLength = found.reduce((sum, { length }) => sum + length, 0) / found.length;
  return found.map(({ grams, length }) => {
    const normalised = k1 * (1 - b + (b * length) / averageLength);
    return weights.reduce((sum, weight, gram) => sum + (weight * grams[gram]! * (k1 + 1)) / (grams[gram]! + normalised), 0);
  });
}

function pairScores(found: Occurrences[]): number[] {
  const weights = termWeights(found);
  return found.map(({ places }) =>
    places.reduce((sum, seconds, term) => {
      if (term === 0) return sum;
      const closeness = closenessOf(places[term - 1]!, seconds);
      return sum + (Math.min(weights[term - 1]!, weights[term]!) * closeness * (k1 + 1)) / (closeness + k1);
    }, 0),
  );
}

function headScores(found: Occurrences[]): number[] {
  const weights = termWeights(found);
  return found.map(({ places }) => places.reduce((sum, [first], term) => (first! < headLength ? sum + weights[term]! : sum), 0));
}

/** Of each candidate, the share of the query's terms, by weight, that it has a synonym of instead. */
function synonymScores(candidates: Candidate[], terms: string[], found: Occurrences[]): number[] {
  const weights = termWeights(found);
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  return candidates.map((candidate, index) => {
    // Looking a few words up in the stored terms takes less time than cutting these.
    const stored = ` ${candidate.terms} `;
    const held = weights.filter((_, term) => {
      if (found[index]!.places[term]!.length > 0) return false;
      for (const synonym of synonymsOf(terms[term]!)) if (stored.includes(` ${synonym} `)) return true;
      return false;
    });
    return held.reduce((sum, weight) => sum + weight, 0) / total;
  });
}

function termWeights(found: Occurrences[]): number[] {
  return found[0]!.places.map((_, term) => rarity(found, ({ places }) => places[term]!.length > 0));
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
function rarity(found: Occurrences[], holds: (occurrences: Occurrences) => boolean): number {
  const holding = found.filter(holds).length;
  return 1 + Math.log(1 + (found.length - holding + 0.5) / (holding + 0.5));
}
