import type { Passage } from "../document.ts";
import { analyse } from "../text/analyse.ts";
import { answersInForm, formsAskedFor } from "./answer-form.ts";
import { asksForCode, attributeOf, definitionAskedFor } from "./asked-for.ts";
import { heaviest, hold, questionTerms, type QuestionTerm, type StemmedText } from "./question-terms.ts";
import { type StemmedQuotation, stemmedPassage } from "./stemmed-passage.ts";

/** A sentence of a passage as an answer to a question. */
export type RankedSentence = StemmedQuotation & {
  /** Of its passage, from 0. */
  place: number;
  /** Among the quotations of its passage, from 0. */
  position: number;
  /** Whether it has any of the question's words itself. */
  related: boolean;
  score: number;
  /** The weight of the heaviest thing that it lacks to be an answer, up to `heaviest`. */
  gap: number;
};

/**
 * What counts for a sentence. Fitted, and rounded, by a conditional logit on which sentences hold the answers to the bundled questions
 * and to 472 questions on five other corpora; see docs/decisions/0042.
 */
const scoreOf = {
  /** The share of the question's terms that the sentence holds, by weight and rarity, itself and with its context. */
  own: 3,
  inContext: 4.5,
  /** For having the form that is asked for, or against lacking it. */
  form: 1.5,
  /** The share of the question's neighbouring words that are neighbours here too. */
  neighbours: 1.5,
  /** For beginning as a definition of what is asked. */
  definition: 2.5,
  /** For being code, where that is asked for. */
  code: 1,
  /** The passages of its document: one over the place of each, counted from 1. */
  document: 1.4,
  /** Against each place that the first passage of its document is further down. */
  place: -0.35,
};
/** What a term of several stems counts against one of a single stem, whose stems count too. */
const joinedShare = 0.5;
/** Stems between which two count as neighbours. */
const neighbourhood = 2;

/** What it weighs in addition that a sentence lacks what was asked for the value of, and that it lacks its form. */
const attributeBonus = 0.75;
const formWeight = 2;
/** What a missing term weighs that stands elsewhere in the passage, and a joined one whose parts stand in the context. */
const elsewhereShare = 0.7;
const scatteredShare = 0.5;

type Candidate = StemmedQuotation & { whole: StemmedText[]; place: number; position: number; holds: boolean[] };

/** The evidence and the extractive answerer rank the same sentences, one after the other. */
const ranked = new WeakMap<Passage[], { question: string; sentences: RankedSentence[] }>();

/** Every sentence of the passages, the one that answers best first; of equal ones the one in the nearer passage, then the earlier. */
export function rankSentences(question: string, passages: Passage[]): RankedSentence[] {
  const known = ranked.get(passages);
  if (known?.question === question) return known.sentences;
  const sentences = rank(question, passages);
  ranked.set(passages, { question, sentences });
  return sentences;
}

function rank(question: string, passages: Passage[]): RankedSentence[] {
  const terms = questionTerms(question);
  const wantsCode = asksForCode(question);
  const candidates = passages.flatMap((passage, place) => {
    const { quotations, whole } = stemmedPassage(passage);
    const wanted = wantsCode ? quotations : quotations.filter(({ kind }) => kind !== "code");
    return wanted.map((quotation, position): Candidate => ({
      ...quotation,
      whole,
      place,
      position,
      holds: terms.map((term) => hold([quotation.own], term)),
    }));
  });
  const weights = terms.map((term, index) => term.weight * rarity(index, candidates) * (term.stems.length > 1 ? joinedShare : 1));
  const total = sum(weights) || 1;
  const share = (held: boolean[]) => sum(weights.filter((_, index) => held[index])) / total;

  const formAsked = formsAskedFor(question).length > 0;
  const inForm = answersInForm(question);
  const attribute = attributeOf(question);
  const definition = definitionAskedFor(question);
  const pairs = neighboursIn(question);
  const documents = documentShares(passages);
  const firstPlaces = passages.map(({ source }) => passages.findIndex((other) => other.source === source));

  return candidates
    .map(({ whole, holds, ...sentence }): RankedSentence => {
      const { text, own, inContext, place } = sentence;
      const holdsInContext = terms.map((term, index) => holds[index]! || hold(inContext, term));
      const formed = inForm(sentence);
      const score =
        scoreOf.own * share(holds) +
        scoreOf.inContext * share(holdsInContext) +
        (formAsked ? (formed ? scoreOf.form : -scoreOf.form) : 0) +
        scoreOf.neighbours * shareOfNeighbours(pairs, own) +
        (definition?.test(text) ? scoreOf.definition : 0) +
        (sentence.kind === "code" ? scoreOf.code : 0) +
        scoreOf.document * documents.get(passages[place]!.source)! +
        scoreOf.place * firstPlaces[place]!;
      const lacking = terms.filter((_, index) => !holdsInContext[index]).map((term) => weightLacking(term, attribute, inContext, whole));
      return {
        ...sentence,
        related: holds.includes(true),
        score,
        gap: Math.min(heaviest, Math.max(formed ? 0 : formWeight, ...lacking)),
      };
    })
    .toSorted((one, other) => other.score - one.score);
}

/** What it weighs that a sentence does not hold a term with its context. */
function weightLacking(term: QuestionTerm, attribute: Set<string>, inContext: StemmedText[], whole: StemmedText[]): number {
  const weight = term.weight + (term.stems.length === 1 && attribute.has(term.stems[0]!) ? attributeBonus : 0);
  if (hold(whole, term)) return weight * elsewhereShare;
  const scattered = term.stems.length > 1 && term.stems.every((stem) => inContext.some(({ set }) => set.has(stem)));
  return scattered ? weight * scatteredShare : weight;
}

/** The stems of a question that follow each other. */
function neighboursIn(question: string): [string, string][] {
  const stems = analyse(question);
  return stems
    .slice(1)
    .map((stem, index): [string, string] => [stems[index]!, stem])
    .filter(([one, other]) => one !== other);
}

function shareOfNeighbours(pairs: [string, string][], { stems, set }: StemmedText): number {
  const near = pairs.filter(
    ([one, other]) =>
      set.has(one) &&
      set.has(other) &&
      stems.some(
        (stem, place) => stem === one && stems.slice(Math.max(0, place - neighbourhood), place + neighbourhood + 1).includes(other),
      ),
  );
  return near.length / (pairs.length || 1);
}

/** Of each document, one over the place of each of its passages. */
function documentShares(passages: Passage[]): Map<string, number> {
  const shares = new Map<string, number>();
  for (const [place, { source }] of passages.entries()) shares.set(source, (shares.get(source) ?? 0) + 1 / (place + 1));
  return shares;
}

/**
 * One and the inverse document frequency over the candidates, as in BM25 (Robertson and Zaragoza 2009): passages are found by the
 * question's subject, so that its words are frequent in them, and must not weigh less than chance words of the question.
 */
function rarity(term: number, candidates: Candidate[]): number {
  const holding = candidates.filter(({ holds }) => holds[term]).length;
  return 1 + Math.log(1 + (candidates.length - holding + 0.5) / (holding + 0.5));
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
