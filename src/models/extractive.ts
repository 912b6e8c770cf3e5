import { declinedMark } from "../answering/abstention.ts";
import { markerPattern } from "../answering/markup/markers.ts";
import { hold, questionTerms, type QuestionTerm, type StemmedText } from "../answering/question-terms.ts";
import { type StemmedQuotation, stemmedPassage } from "../answering/stemmed-passage.ts";
import { standaloneQuestion } from "../conversation.ts";
import type { GivenPassage } from "../document.ts";
import { tableRow } from "../sentences.ts";
import type { AnswerModel } from "./model.ts";

/** Sentences beyond the best, all from its passage, and how nearly as good they must be. */
const mostFurther = 1;
const leastOfBest = 0.75;
/** What each place that a passage is further down counts against its sentences; the best sentence holds 1. */
const placePenalty = 0.1;
/** What a term of several stems counts against one of a single stem, whose stems count too. */
const joinedWeight = 0.5;
/** Characters; what is shorter says nothing by itself, what is longer is no sentence. */
const shortest = 20;
const longest = 400;

type Candidate = StemmedQuotation & { marker: number };
type Statement = { text: string; marker: number };

/** Answers without a model: quotes the sentences that hold most of the question's terms. It invents nothing and rephrases nothing. */
export function extractiveModel(): AnswerModel {
  return {
    name: "extractive",
    async *answer({ question, passages }) {
      const statements = statementsFor(question, passages);
      for (const [index, { text, marker }] of statements.entries()) {
        const separator = index === 0 ? "" : tableRow.test(text) ? "\n" : " ";
        yield { type: "text", text: `${separator}${text} [${marker}]` };
      }
      if (statements.length === 0) yield { type: "text", text: declinedMark };
      yield { type: "usage", usage: { inputTokens: 0, outputTokens: 0 } };
    },
    rewrite: async (question, history) => ({ question: standaloneQuestion(question, history), usage: { inputTokens: 0, outputTokens: 0 } }),
  };
}

function statementsFor(question: string, passages: GivenPassage[]): Statement[] {
  const terms = questionTerms(question);
  const candidates = passages.flatMap((passage, index) =>
    stemmedPassage(passage)
      .quotations.filter(isQuotable)
      .map((quotation): Candidate => ({ ...quotation, marker: index + 1 })),
  );
  const weights = terms.map((term) => rarity(term, candidates) * (term.stems.length > 1 ? joinedWeight : 1));
  const whole = sum(weights);
  const share = (texts: StemmedText[]) => sum(terms.map((term, index) => (hold(texts, term) ? weights[index]! : 0))) / whole;

  // A stable sort: among equals, the sentence of the nearer passage, then the earlier one.
  const ranked = candidates
    .map((candidate) => ({ candidate, own: share([candidate.own]), inContext: share(candidate.inContext) }))
    .filter(({ own }) => own > 0)
    .map(({ candidate, own, inContext }) => ({ candidate, score: (own + inContext) / 2 - placePenalty * (candidate.marker - 1) }))
    .toSorted((one, other) => other.score - one.score);
  const best = ranked[0];
  if (!best) return [];
  const further = ranked
    .slice(1)
    .filter(({ candidate, score }) => candidate.marker === best.candidate.marker && score >= leastOfBest * best.score)
    .slice(0, mostFurther);
  return withNeeds([best, ...further].map(({ candidate }) => candidate));
}

/** What ends in a colon announces something that would be missing. A reference of the document's own would be taken for a marker. */
function isQuotable({ text, needs }: StemmedQuotation): boolean {
  if ([text, ...needs].some((part) => part.search(markerPattern) !== -1 || part.length > longest)) return false;
  return tableRow.test(text) || (text.length >= shortest && !text.endsWith(":"));
}

function withNeeds(chosen: Candidate[]): Statement[] {
  const texts = new Map<string, Statement>();
  for (const { text, needs, marker } of chosen) {
    for (const part of [...needs, text]) if (!texts.has(part)) texts.set(part, { text: part, marker });
  }
  return [...texts.values()];
}

/**
 * One and the inverse document frequency over the candidates, as in BM25 (Robertson and Zaragoza 2009): passages are found by the
 * question's subject, so that its words are frequent in them, and must not weigh less than chance words of the question.
 */
function rarity(term: QuestionTerm, candidates: Candidate[]): number {
  const holding = candidates.filter(({ own }) => hold([own], term)).length;
  return 1 + Math.log(1 + (candidates.length - holding + 0.5) / (holding + 0.5));
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
