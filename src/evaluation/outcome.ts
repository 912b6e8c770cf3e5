import type { Passage } from "../document.ts";
import type { Question } from "./question.ts";

export type FoundPassage = Pick<Passage, "source" | "start" | "end" | "text">;

/** Passages, best first, and how many milliseconds it took to find them. */
export type Found = { passages: FoundPassage[]; milliseconds: number };

/** What of an answer is measured. */
export type Reply = {
  answer: string;
  answerable: boolean;
  /** What was searched for, if it is not the question that was asked. */
  rewrittenQuestion: string | null;
  /** The source of each citation. */
  cited: string[];
  /** How well the passages carry the answer, in [0, 1], if the server says. */
  evidence?: number | undefined;
  /** What the answer cost, if the server says. */
  cost?: number | undefined;
  milliseconds: number;
};

/** A question and what came of it; each kind of question set asks for something else. */
export type Outcome = {
  question: Question;
  found: Found;
  /** Found among the passages of the question's category alone. */
  foundInCategory?: Found | undefined;
  reply?: Reply | undefined;
};
