import { expect, test } from "vitest";
import { queryTerms } from "../../src/text/terms.ts";

test.each<[question: string, terms: string[]]>([
  ["What does HNSW stand for?", ["hnsw"]],
  ["what does the acronym HNSW mean in Redis", ["hnsw", "redi"]],
  ["What does the name BM25 stand for?", ["bm25"]],
  ["What does FT.SEARCH mean?", ["ft", "search"]],
  ["What is meant by a near miss?", ["near", "miss"]],
  ["What's going on, and what could explain an empty list?", ["go", "empti", "list"]],
  ["Could you please tell me about lamps", ["lamp"]],
  ["Explain how lamps are lit.", ["lamp", "lit"]],
  ["How many lamps burn, and how much oil?", ["lamp", "burn", "oil"]],
])("%j is searched for by what it asks about", (question, terms) => {
  expect(queryTerms(question)).toEqual(terms);
});

test.each<[question: string, terms: string[]]>([
  ["explain analyze", ["explain", "analys"]],
  ["Where does the mean temperature stand?", ["mean", "temperatur", "stand"]],
  ["What does the mean of the scores tell?", ["mean", "score", "tell"]],
  ["define a term", ["term"]],
  ["as many lamps as there are", ["mani", "lamp"]],
  ["how many-sided is a lamp", ["manysid", "mani", "side", "lamp"]],
  ["What does the term mean?", ["term"]],
  ["What could cause", ["caus"]],
  ["What does the name field mean?", ["name", "field"]],
  ["What does AVG compute, the median or the mean?", ["avg", "comput", "median", "mean"]],
  ["What does normalisation do to zero mean?", ["normalis", "zero", "mean"]],
])("%j keeps the words that are asked about", (question, terms) => {
  expect(queryTerms(question)).toEqual(terms);
});

test("a long query takes no longer for looking like the beginning of many frames", () => {
  const began = performance.now();
  queryTerms("what does ".repeat(5000));
  queryTerms(`${"what does ".repeat(5000)}mean`);
  queryTerms("can you please ".repeat(5000));
  expect(performance.now() - began).toBeLessThan(500);
});
