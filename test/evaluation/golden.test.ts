import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { analyse } from "../../src/text/analyse.ts";

const root = new URL("../../", import.meta.url);
const categories = readdirSync(new URL("corpus/", root), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const Turn = z.strictObject({ role: z.enum(["user", "assistant"]), content: z.string().min(1) });
const Question = z.strictObject({
  user_input: z.string().trim().min(1),
  reference: z.string(),
  reference_context_ids: z.array(z.string().min(1)),
  equivalent_context_ids: z.array(z.array(z.string())).optional(),
  reference_quotes: z.array(z.string().trim().min(1).max(300)),
  category: z.enum(categories).nullable(),
  answerable: z.boolean(),
  history: z.array(Turn).min(2).optional(),
});

const readQuestions = (file: string) => {
  const lines = readFileSync(new URL(file, root), "utf8").trimEnd().split("\n");
  return lines.map((line) => Question.parse(JSON.parse(line)));
};
const questions = readQuestions("eval/golden.jsonl");
const answerable = questions.filter((question) => question.answerable);
const unanswerable = questions.filter((question) => !question.answerable);
const unseen = readQuestions("eval/unseen.jsonl");
const howTo = readQuestions("eval/how-to.jsonl");

const documents = new Map<string, string | undefined>();
function documentAt(source: string): string | undefined {
  if (!documents.has(source)) {
    const file = new URL(`corpus/${source}`, root);
    documents.set(source, existsSync(file) ? readFileSync(file, "utf8") : undefined);
  }
  return documents.get(source);
}

/** The share of the question's terms that the quoted text has too. */
function sharedTerms({ user_input, reference_quotes }: z.infer<typeof Question>): number {
  const asked = [...new Set(analyse(user_input))];
  const quoted = new Set(reference_quotes.flatMap(analyse));
  return asked.filter((term) => quoted.has(term)).length / Math.max(asked.length, 1);
}

describe("the golden set", () => {
  test("has at least 140 questions", () => {
    expect(questions.length).toBeGreaterThanOrEqual(140);
  });

  test.each(categories)("has at least 15 answerable questions on %s", (category) => {
    expect(answerable.filter((question) => question.category === category).length).toBeGreaterThanOrEqual(15);
  });

  test("has at least 36 unanswerable questions, at least 18 of them near misses and some far from the corpus", () => {
    expect(unanswerable.length).toBeGreaterThanOrEqual(36);
    expect(unanswerable.filter((question) => question.category !== null).length).toBeGreaterThanOrEqual(18);
    expect(unanswerable.filter((question) => question.category === null).length).toBeGreaterThanOrEqual(10);
  });

  test("has at least 8 follow-ups, whose history goes back and forth and ends with an answer", () => {
    const histories = questions.flatMap(({ history }) => (history ? [history] : []));
    expect(histories.length).toBeGreaterThanOrEqual(8);
    for (const history of histories) {
      expect(history.map((turn) => turn.role)).toEqual(history.map((_, index) => (index % 2 === 0 ? "user" : "assistant")));
      expect(history.length % 2).toBe(0);
    }
  });

  test("has at least 25 questions in other words than the text's", () => {
    const reworded = answerable.filter((question) => !question.history && sharedTerms(question) <= 0.25);
    expect(reworded.length).toBeGreaterThanOrEqual(25);
  });

  test("asks nothing twice, nor what other sets ask", () => {
    const asked = [...questions, ...unseen, ...howTo].map(({ user_input, history = [] }) =>
      JSON.stringify([...history.map((turn) => turn.content), user_input])
        .normalize("NFC")
        .toLowerCase(),
    );
    expect(asked.filter((question, index) => asked.indexOf(question) !== index)).toEqual([]);
  });
});

test.each([...answerable, ...unseen.filter((question) => question.answerable), ...howTo])(
  "the answer to $user_input ($reference) stands in the corpus",
  (question) => {
    const { reference, reference_context_ids: sources, reference_quotes: quotes, category } = question;
    expect(reference.trim()).not.toBe("");
    expect(quotes).not.toEqual([]);
    expect(new Set(sources).size).toBe(sources.length);
    expect(sources.filter((source) => documentAt(source) === undefined)).toEqual([]);
    expect(sources.filter((source) => source.startsWith(`${category}/`))).not.toEqual([]);
    // every quote is in a document that is named, and every document that is named has a quote
    expect(quotes.filter((quote) => !sources.some((source) => documentAt(source)!.includes(quote)))).toEqual([]);
    expect(sources.filter((source) => !quotes.some((quote) => documentAt(source)!.includes(quote)))).toEqual([]);
  },
);

test.each([...unanswerable, ...unseen.filter((question) => !question.answerable)])(
  "$user_input has no answer and no evidence",
  ({ reference, reference_context_ids, reference_quotes }) => {
    expect({ reference, reference_context_ids, reference_quotes }).toEqual({
      reference: "",
      reference_context_ids: [],
      reference_quotes: [],
    });
  },
);
