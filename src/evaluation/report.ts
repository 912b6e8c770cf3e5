import type { RetrievalMode } from "../retrieve.ts";
import { type Estimate, estimate, type Measure } from "./measure.ts";
import { measuresOf } from "./measures.ts";
import { type Failure, failuresOf, rightly } from "./failures.ts";
import { riskCoverage } from "./metrics/abstention.ts";
import type { Outcome } from "./outcome.ts";
import type { QuestionSet, QuestionSetKind } from "./question.ts";

/** What identifies a measurement; others cannot be compared with it. */
export type Conditions = { kind: QuestionSetKind; mode: RetrievalMode; k: number };

export type Summary = {
  conditions: Conditions;
  /** Of the question set, for people. */
  name: string;
  questions: number;
  overall: Estimate[];
  /** In the order of the names; empty when the questions have no categories. */
  categories: { name: string; questions: number; metrics: Estimate[] }[];
};

export type Report = Summary & {
  failures: Failure[];
  /** Milliseconds of each question: of the answer if there is one, else of the search. */
  latencies: number[];
  /** Of what was answered; empty unless the answerer tells how sure it is. */
  riskCoverage: { coverage: number; risk: number }[];
};

export function reportOn({ name, kind }: QuestionSet, outcomes: Outcome[], mode: RetrievalMode, k: number): Report {
  const measures = measuresOf(kind, k);
  return {
    conditions: { kind, mode, k },
    name,
    questions: outcomes.length,
    overall: estimates(measures, outcomes),
    categories: byCategory(outcomes).map(([category, own]) => ({
      name: category,
      questions: own.length,
      metrics: estimates(measures, own),
    })),
    failures: failuresOf(kind, outcomes, k),
    latencies: outcomes.map(({ found, reply }) => (reply ?? found).milliseconds),
    riskCoverage: riskCoverage(answered(outcomes), outcomes.length),
  };
}

function answered(outcomes: Outcome[]): { evidence: number; right: boolean }[] {
  return outcomes.flatMap(({ question, reply }) =>
    reply?.evidence === undefined || !reply.answerable ? [] : [{ evidence: reply.evidence, right: rightly(question, reply) }],
  );
}

function estimates(measures: Measure[], outcomes: Outcome[]): Estimate[] {
  return measures.map((measure) => estimate(measure, outcomes)).filter((found) => found !== undefined);
}

function byCategory(outcomes: Outcome[]): [string, Outcome[]][] {
  const groups = Map.groupBy(outcomes, ({ question }) => question.category);
  return [...groups]
    .flatMap(([category, own]): [string, Outcome[]][] => (category === null ? [] : [[category, own]]))
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
}
