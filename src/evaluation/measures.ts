import { countTokens } from "../text/tokens.ts";
import { averaged, type Measure, percentiles, pooled } from "./measure.ts";
import { abstentionF1, abstentionPrecision, abstentionRecall } from "./metrics/abstention.ts";
import { citationPrecision, citationRecall, containsReference, exactMatch, tokenF1 } from "./metrics/answers.ts";
import { ndcgAt, rankSources, recallAt, reciprocalRank, successAt } from "./metrics/ranking.ts";
import { spanPrecision, spanRecall } from "./metrics/spans.ts";
import { mean } from "./metrics/statistics.ts";
import type { Found, Outcome, Reply } from "./outcome.ts";
import type { ExpectedAnswer, Question, QuestionSetKind } from "./question.ts";

/** Places of a ranking that nDCG looks at. */
export const rankingDepth = 10;
/** Documents that a ranking of documents has, so that its recall can be measured that far down. */
export const documentDepth = 100;

/** Passages that are looked at unless somebody says otherwise; an answer gets as many as `/ask` gives it. */
export const usualK: Record<QuestionSetKind, number> = { golden: 6, spans: 6, beir: 10 };

/** The metric by which rankings are compared on a kind of question set. */
export function headlineOf(kind: QuestionSetKind): Measure {
  const names: Record<QuestionSetKind, string> = { golden: "recall@5", spans: "span recall@6", beir: `nDCG@${rankingDepth}` };
  return measuresOf(kind, usualK[kind]).find(({ metric }) => metric === names[kind])!;
}

/** Everything that is measured on a kind of question set. @param k passages that are looked at, or given to the answerer */
export function measuresOf(kind: QuestionSetKind, k: number): Measure[] {
  switch (kind) {
    case "beir":
      return [...rankings([...new Set([k, rankingDepth, documentDepth])]), ...searchLatency];
    case "spans":
      return [
        ...spans(k, "", ({ found }) => found),
        ...spans(k, " in category", ({ foundInCategory }) => foundInCategory),
        ...searchLatency,
      ];
    case "golden":
      return [
        ...[...new Set([5, k])].toSorted((one, other) => one - other).flatMap((cut) => passageHits(cut)),
        ...rankings([]),
        ...answers,
        ...abstentions,
        ...searchLatency,
        ...percentiles("answer latency", ({ reply }) => reply?.milliseconds),
      ];
  }
}

const searchLatency = percentiles("search latency", ({ found }) => found.milliseconds);

/** Of documents, each at the place of its best passage. */
function rankings(cuts: number[]): Measure[] {
  const ofDocuments = (metric: string, score: (ranked: string[], question: Question) => number) =>
    averaged(metric, "share", ({ question, found }) =>
      question.needed.length === 0 ? undefined : score(rankSources(found.passages), question),
    );
  return [
    ofDocuments(`nDCG@${rankingDepth}`, (ranked, { relevance }) => ndcgAt(rankingDepth, ranked, relevance)),
    ofDocuments("MRR", (ranked, { relevance }) => reciprocalRank(ranked, relevance)),
    ...cuts
      .toSorted((one, other) => one - other)
      .map((k) => ofDocuments(`recall@${k}`, (ranked, { needed }) => recallAt(k, ranked, needed))),
  ];
}

/** Of the first `k` passages, which may be several of one document. */
function passageHits(k: number): Measure[] {
  const ofPassages = (metric: string, score: (ranked: string[], question: Question) => number) =>
    averaged(`${metric}@${k}`, "share", ({ question, found }) =>
      question.needed.length === 0 ? undefined : score(rankSources(found.passages.slice(0, k)), question),
    );
  return [
    ofPassages("success", (ranked, { relevance }) => successAt(k, ranked, relevance)),
    ofPassages("recall", (ranked, { needed }) => recallAt(k, ranked, needed)),
  ];
}

function spans(k: number, suffix: string, of: (outcome: Outcome) => Found | undefined): Measure[] {
  const measure = (outcome: Outcome, score: typeof spanRecall) => {
    const found = of(outcome);
    return found && score(found.passages.slice(0, k), outcome.question.references ?? []);
  };
  return [
    averaged(`span recall@${k}${suffix}`, "share", (outcome) => measure(outcome, spanRecall)),
    averaged(`span precision@${k}${suffix}`, "share", (outcome) => measure(outcome, spanPrecision)),
    averaged(`tokens per passage${suffix}`, "tokens", (outcome) => tokensPerPassage(of(outcome), k)),
  ];
}

function tokensPerPassage(found: Found | undefined, k: number): number | undefined {
  const passages = found?.passages.slice(0, k) ?? [];
  return passages.length === 0 ? undefined : mean(passages.map(({ text }) => countTokens(text)));
}

/** Of questions that have an answer; what is made of the others is measured by `abstentions`. */
const answers: Measure[] = [
  ofAnswer("answer contains reference", ({ answer }, { expected }) => containsReference(answer, supportOf(expected))),
  ofAnswer("token F1", ({ answer }, { expected }) => tokenF1(answer, expected.reference)),
  ofAnswer("exact match", ({ answer }, { expected }) => exactMatch(answer, expected.reference)),
  ofAnswer("citation precision", ({ cited }, { relevance }) => citationPrecision(cited, relevance)),
  ofAnswer("citation recall", ({ cited }, { needed }) => (needed.length === 0 ? undefined : citationRecall(cited, needed))),
  averaged("answer length", "characters", ({ reply }) => (reply?.answerable ? reply.answer.length : undefined)),
  averaged("cost", "cost", ({ reply }) => reply?.cost),
];

function ofAnswer(metric: string, score: (reply: Reply, question: Question & { expected: ExpectedAnswer }) => number | undefined): Measure {
  return averaged(metric, "share", ({ question: { expected, ...question }, reply }) =>
    reply && expected?.answerable ? score(reply, { ...question, expected }) : undefined,
  );
}

/** What an answer must contain: any of the quotes, or the reference if there are none. */
export function supportOf({ quotes, reference }: ExpectedAnswer): string[] {
  return quotes.length > 0 ? quotes : [reference];
}

const abstentions: Measure[] = (
  [
    ["abstention precision", abstentionPrecision],
    ["abstention recall", abstentionRecall],
    ["abstention F1", abstentionF1],
  ] as const
).map(([metric, statistic]) =>
  pooled(
    metric,
    "share",
    ({ question: { expected }, reply }) => expected && reply && { declined: !reply.answerable, answerable: expected.answerable },
    statistic,
  ),
);
