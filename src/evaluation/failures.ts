import { supportOf } from "./measures.ts";
import { containsReference } from "./metrics/answers.ts";
import { rankSources, successAt } from "./metrics/ranking.ts";
import { spanRecall } from "./metrics/spans.ts";
import type { Outcome, Reply } from "./outcome.ts";
import type { Question, QuestionSetKind } from "./question.ts";

/** A question that went wrong, and in which way. */
export type Failure = { question: string; category: string | null; reasons: string[] };

/** In the order of the questions. @param k passages that were looked at */
export function failuresOf(kind: QuestionSetKind, outcomes: Outcome[], k: number): Failure[] {
  return outcomes.flatMap((outcome) => {
    const { text, category } = outcome.question;
    const reasons = reasonsOf(kind, outcome, k);
    return reasons.length === 0 ? [] : [{ question: text, category, reasons }];
  });
}

function reasonsOf(kind: QuestionSetKind, { question, found, reply }: Outcome, k: number): string[] {
  if (kind === "spans") return missingSpans(question, found.passages.slice(0, k));
  // Documents count where only documents are judged.
  const ranked = kind === "beir" ? rankSources(found.passages) : rankSources(found.passages.slice(0, k));
  const missed = question.relevance.size > 0 && successAt(k, ranked, question.relevance) === 0;
  return [
    ...(missed ? [`none of ${[...question.relevance.keys()].join(", ")} among the first ${k}`] : []),
    ...(reply ? wrongAnswer(question, reply) : []),
  ];
}

function missingSpans({ references = [] }: Question, passages: Outcome["found"]["passages"]): string[] {
  const share = spanRecall(passages, references);
  return share === 1 ? [] : [`${Math.round(share * 100)}% of the reference found`];
}

function wrongAnswer(question: Question, reply: Reply): string[] {
  const { expected, relevance } = question;
  if (!expected) return [];
  if (!expected.answerable) return reply.answerable ? ["answered, but there is no answer"] : [];
  if (!reply.answerable) return ["declined, but there is an answer"];
  const wronglyCited = reply.cited.filter((source) => !relevance.has(source));
  return [
    ...(rightly(question, reply) ? [] : ["the answer does not contain the reference"]),
    ...(wronglyCited.length > 0 ? [`cites ${[...new Set(wronglyCited)].join(", ")}`] : []),
  ];
}

/** Whether what an answer says is right; one that is given where there is none is not. */
export function rightly({ expected }: Question, { answer }: Reply): boolean {
  return expected?.answerable === true && containsReference(answer, supportOf(expected)) === 1;
}
