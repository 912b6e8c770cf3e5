import { expect, test } from "vitest";
import { fillTemplate } from "../../src/models/prompt.ts";

test("every place is filled, as often as it occurs", () => {
  expect(fillTemplate("[{{marker}}] {{title}} [{{marker}}]", { marker: 1, title: "Fish" })).toBe("[1] Fish [1]");
});

test("values are inserted as they are, whatever they look like", () => {
  expect(fillTemplate("{{text}} {{question}}", { text: "{{question}} $& $1", question: "{{text}}" })).toBe("{{question}} $& $1 {{text}}");
});

test("an empty value is a value", () => {
  expect(fillTemplate("<{{text}}>", { text: "" })).toBe("<>");
});

test("a place without a value throws and names it", () => {
  expect(() => fillTemplate("{{title}} {{text}}", { title: "Fish" })).toThrow("{{text}}");
});

test("a place named like something that every object has is no exception", () => {
  expect(() => fillTemplate("{{constructor}}", {})).toThrow("{{constructor}}");
});

test("a value without a place throws and names it", () => {
  expect(() => fillTemplate("{{title}}", { title: "Fish", text: "Swim." })).toThrow("text");
});
