import { analyse } from "../analyse.ts";
import type { Passage } from "../document.ts";
import { quotableSentences } from "../sentences.ts";
import type { AnswerModel } from "./model.ts";

const mostSentences = 3;
/** Share of the question's terms, by weight, that the best sentence must hold for there to be an answer. */
const leastCoverage = 0.4;
/** A further sentence must be nearly as good as the best. */
const leastOfBest = 0.7;
/** What a term counts that stands only in the passage's title or elsewhere in the passage. */
const contextWeight = 0.35;

type Candidate = { text: string; marker: number; terms: Set<string>; context: Set<string> };

/** Answers without a model: quotes the sentences that hold most of the question's terms. It invents nothing and rephrases nothing. */
export function extractiveModel(): AnswerModel {
  return {
    name: "extractive",
    async *answer(question, passages) {
      const sentences = bestSentences(question, passages);
      for (const [index, { text, marker }] of sentences.entries()) {
        yield { type: "text", text: `${index === 0 ? "" : " "}${text} [${marker}]` };
      }
      if (sentences.length === 0) yield { type: "text", text: "The documents do not answer this question." };
      yield { type: "usage", usage: { inputTokens: 0, outputTokens: 0 } };
    },
  };
}

function bestSentences(question: string, passages: Passage[]): Candidate[] {
  const terms = [...new Set(analyse(question))];
  const candidates = passages.flatMap(toCandidates);
  const weights = new Map(terms.map((term) => [term, rarity(term, candidates)]));
  const whole = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const coverage = ({ terms: own, context }: Candidate) => {
    let covered = 0;
    for (const [term, weight] of weights) covered += own.has(term) ? weight : context.has(term) ? weight * contextWeight : 0;
    return whole === 0 ? 0 : covered / whole;
  };

  // A stable sort: among equals, the sentence of the nearer passage, then the earlier one.
  const ranked = candidates
    .map((candidate) => ({ candidate, score: coverage(candidate) }))
    .toSorted((one, other) => other.score - one.score);
  const best = ranked[0]?.score ?? 0;
  if (best < leastCoverage) return [];
  const chosen: Candidate[] = [];
  for (const { candidate, score } of ranked) {
    if (chosen.length === mostSentences || score < best * leastOfBest) break;
    if (!chosen.some(({ text }) => text === candidate.text)) chosen.push(candidate);
  }
  return chosen;
}

function toCandidates({ title, text }: Passage, index: number): Candidate[] {
  const context = new Set(analyse(`${title} ${text}`));
  return quotableSentences(text).map((sentence) => ({ text: sentence, marker: index + 1, terms: new Set(analyse(sentence)), context }));
}

/** Inverse document frequency over the candidates, as in BM25 (Robertson and Zaragoza 2009), never negative. */
function rarity(term: string, candidates: Candidate[]): number {
  const holding = candidates.filter(({ terms }) => terms.has(term)).length;
  return Math.log(1 + (candidates.length - holding + 0.5) / (holding + 0.5));
}
