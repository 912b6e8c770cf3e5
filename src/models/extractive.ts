import { analyse } from "../analyse.ts";
import { declinedMark } from "../answering/abstention.ts";
import { markerPattern } from "../answering/markup/markers.ts";
import { standaloneQuestion } from "../conversation.ts";
import type { GivenPassage } from "../document.ts";
import { inOneLine, sentencesOf } from "../sentences.ts";
import type { AnswerModel } from "./model.ts";

const mostSentences = 3;
/** Characters. */
const shortestSentence = 20;
const longestSentence = 400;
/** Share of the question's terms, by weight, that the best sentence must reach for there to be an answer. */
const leastShare = 0.4;
/** Share that a sentence must hold itself; the rest may come from what stands around it. */
const leastOwnShare = 0.25;
/** A further sentence must be nearly as good as the best. */
const leastOfBest = 0.7;
/** What a term counts that stands not in the sentence, but in its passage or the passage's title. */
const contextWeight = 0.3;

type Candidate = { text: string; marker: number; terms: Set<string>; context: Set<string> };

/** Answers without a model: quotes the sentences that hold most of the question's terms. It invents nothing and rephrases nothing. */
export function extractiveModel(): AnswerModel {
  return {
    name: "extractive",
    async *answer({ question, passages }) {
      const sentences = bestSentences(question, passages);
      for (const [index, { text, marker }] of sentences.entries()) {
        yield { type: "text", text: `${index === 0 ? "" : " "}${text} [${marker}]` };
      }
      if (sentences.length === 0) yield { type: "text", text: declinedMark };
      yield { type: "usage", usage: { inputTokens: 0, outputTokens: 0 } };
    },
    rewrite: async (question, history) => ({
      question: standaloneQuestion(question, history),
      usage: { inputTokens: 0, outputTokens: 0 },
    }),
  };
}

function bestSentences(question: string, passages: GivenPassage[]): Candidate[] {
  const terms = [...new Set(analyse(question))];
  const candidates = passages.flatMap(toCandidates);
  const weights = new Map(terms.map((term) => [term, rarity(term, candidates)]));
  const whole = sum([...weights.values()]) || 1;
  const share = (held: Set<string>) => sum([...weights].map(([term, weight]) => (held.has(term) ? weight : 0))) / whole;
  const rate = ({ terms: own, context }: Candidate) => {
    const ownShare = share(own);
    return ownShare < leastOwnShare ? 0 : ownShare + contextWeight * (share(context) - ownShare);
  };

  // A stable sort: among equals, the sentence of the nearer passage, then the earlier one.
  const ranked = candidates.map((candidate) => ({ candidate, score: rate(candidate) })).toSorted((one, other) => other.score - one.score);
  const best = ranked[0]?.score ?? 0;
  if (best < leastShare) return [];
  const chosen: Candidate[] = [];
  for (const { candidate, score } of ranked) {
    if (chosen.length === mostSentences || score < best * leastOfBest) break;
    if (!chosen.some(({ text }) => text === candidate.text)) chosen.push(candidate);
  }
  return chosen;
}

function toCandidates({ title, text }: GivenPassage, index: number): Candidate[] {
  const context = new Set(analyse(`${title} ${text}`));
  return (
    sentencesOf(text)
      .filter(({ prose }) => prose)
      .map(({ start, end }) => inOneLine(text.slice(start, end)))
      // What ends in a colon announces something that would be missing. A reference of the document's own would be taken for a marker.
      .filter((sentence) => sentence.length >= shortestSentence && sentence.length <= longestSentence)
      .filter((sentence) => !sentence.endsWith(":") && sentence.search(markerPattern) === -1)
      .map((sentence) => ({ text: sentence, marker: index + 1, terms: new Set(analyse(sentence)), context }))
  );
}

/**
 * One and the inverse document frequency over the candidates, as in BM25 (Robertson and Zaragoza 2009): passages are found by the
 * question's subject, so that its words are frequent in them, and must not weigh less than chance words of the question.
 */
function rarity(term: string, candidates: Candidate[]): number {
  const holding = candidates.filter(({ terms }) => terms.has(term)).length;
  return 1 + Math.log(1 + (candidates.length - holding + 0.5) / (holding + 0.5));
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
