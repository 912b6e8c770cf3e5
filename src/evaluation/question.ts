import { standaloneQuestion } from "../answering/conversation.ts";
import type { Span, Turn } from "../document.ts";

/** A stretch of a source that holds part of the answer to a question. */
export type Reference = Span & { source: string };

/** A question with what is known of its right answer; each kind of question set knows something else. */
export type Question = {
  text: string;
  category: string | null;
  /** How relevant each source is, above 0; a source that is not named is not relevant. */
  relevance: Map<string, number>;
  /** What of the relevant sources is needed: one of each group. */
  needed: string[][];
  /** Of span sets: where in the sources the answer stands. */
  references?: Reference[];
  /** Of golden sets. */
  expected?: ExpectedAnswer;
};

export type ExpectedAnswer = {
  /** Empty when there is no answer. */
  reference: string;
  /** Literal texts of the sources that support the answer, each on its own. */
  quotes: string[];
  answerable: boolean;
  /** What was said before the question. */
  history?: Turn[] | undefined;
};

/** What is known of a question decides what can be measured. */
export type QuestionSetKind = "golden" | "beir" | "spans";

export type QuestionSet = { name: string; kind: QuestionSetKind; questions: Question[] };

/** Tells a question apart from the others of its set: what was asked, the conversation before it included. */
export function keyOf({ text, expected }: Question): string {
  return [...(expected?.history ?? []).map(({ content }) => content), text].join("\n");
}

/** Follow-ups are searched for as they are understood without a model. */
export function asSearched(question: Question): Question {
  const history = question.expected?.history;
  return history ? { ...question, text: standaloneQuestion(question.text, history) } : question;
}
