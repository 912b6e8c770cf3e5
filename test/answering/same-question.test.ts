import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { asksTheSame } from "../../src/answering/same-question.ts";

test.each(["golden", "unseen", "how-to"])("every question of eval/%s.jsonl asks the same as itself", (name) => {
  const questions = readFileSync(`eval/${name}.jsonl`, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).user_input as string);
  expect(questions.filter((question) => !asksTheSame(question, question))).toEqual([]);
});

test.each(["Is a 1,536-dimensional vector stored twice?", "Which colour has the time-out's lamp?"])(
  "%j asks the same as itself",
  (question) => {
    expect(asksTheSame(question, question)).toBe(true);
  },
);
