import { describe, expect, test } from "vitest";
import { abstentionF1, abstentionPrecision, abstentionRecall, riskCoverage } from "../../src/evaluation/metrics/abstention.ts";
import {
  answerTokens,
  citationPrecision,
  citationRecall,
  containsReference,
  exactMatch,
  tokenF1,
} from "../../src/evaluation/metrics/answers.ts";
import { ndcgAt, rankSources, recallAt, reciprocalRank, successAt } from "../../src/evaluation/metrics/ranking.ts";
import { spanPrecision, spanRecall } from "../../src/evaluation/metrics/spans.ts";
import { bootstrapInterval, mean, percentile } from "../../src/evaluation/metrics/statistics.ts";

describe("metrics of rankings", () => {
  const relevance = new Map([
    ["a", 2],
    ["b", 1],
    ["c", 1],
  ]);
  const ranked = ["x", "b", "a", "y"];

  test("rank each source where its best passage stands", () => {
    expect(rankSources([{ source: "b" }, { source: "a" }, { source: "b" }])).toEqual(["b", "a"]);
  });

  test("recall counts the needed sources among the first k, one of each group", () => {
    expect(recallAt(2, ranked, [["a"], ["b"], ["c"]])).toBeCloseTo(1 / 3);
    expect(recallAt(10, ranked, [["a"], ["b"], ["c"]])).toBeCloseTo(2 / 3);
    expect(recallAt(10, ranked, [["a", "b"], ["c"]])).toBe(1 / 2);
    expect(recallAt(2, ranked, [["b", "c"]])).toBe(1);
  });

  test("success asks for any relevant source among the first k", () => {
    expect([successAt(1, ranked, relevance), successAt(2, ranked, relevance)]).toEqual([0, 1]);
  });

  test("the reciprocal rank is that of the first relevant source", () => {
    expect(reciprocalRank(ranked, relevance)).toBe(1 / 2);
    expect(reciprocalRank(["x"], relevance)).toBe(0);
  });

  test("nDCG discounts gains by the logarithm of the rank", () => {
    const gained = 1 / Math.log2(3) + 2 / Math.log2(4);
    const best = 2 / Math.log2(2) + 1 / Math.log2(3) + 1 / Math.log2(4);
    expect(ndcgAt(10, ranked, relevance)).toBeCloseTo(gained / best, 12);
    expect(ndcgAt(10, ["a", "b", "c"], relevance)).toBe(1);
    expect(ndcgAt(1, ["b", "a"], relevance)).toBe(1 / 2);
    expect(ndcgAt(10, [], relevance)).toBe(0);
  });
});

describe("metrics of spans", () => {
  const references = [
    { source: "a", start: 10, end: 20 },
    { source: "a", start: 50, end: 60 },
  ];

  test("recall is the share of reference characters that are covered, once each", () => {
    const passages = [
      { source: "a", start: 0, end: 15 },
      { source: "a", start: 12, end: 18 },
      { source: "b", start: 50, end: 60 },
    ];
    expect(spanRecall(passages, references)).toBe(8 / 20);
    expect(spanPrecision(passages, references)).toBe(8 / 31);
  });

  test("of passages that touch no reference, or of none, are 0", () => {
    expect(spanRecall([{ source: "a", start: 20, end: 50 }], references)).toBe(0);
    expect(spanPrecision([], references)).toBe(0);
  });

  test("all is covered by a passage that holds all", () => {
    expect(spanRecall([{ source: "a", start: 0, end: 100 }], references)).toBe(1);
    expect(spanPrecision([{ source: "a", start: 0, end: 100 }], references)).toBe(20 / 100);
  });
});

describe("metrics of answers", () => {
  test("compare words without case, punctuation, articles and markers", () => {
    expect(answerTokens("The `FT.SEARCH` command, [1] a query [12].")).toEqual(["ftsearch", "command", "query"]);
    expect(exactMatch("The answer: yes! [1]", "answer yes")).toBe(1);
    expect(exactMatch("yes", "no")).toBe(0);
  });

  test("token F1 counts each word as often as both have it", () => {
    // Two words in common, of four and of three.
    expect(tokenF1("red red green blue", "red green yellow")).toBeCloseTo(4 / 7);
    expect(tokenF1("", "red")).toBe(0);
    expect(tokenF1("", "")).toBe(1);
  });

  test("an answer contains a reference when it holds four fifths of its words", () => {
    expect(containsReference("one two three four [1]", ["one two three four five"])).toBe(1);
    expect(containsReference("one two three", ["one two three four five"])).toBe(0);
    expect(containsReference("one two three", ["nothing alike", "two three"])).toBe(1);
    expect(containsReference("anything", [""])).toBe(0);
  });

  test("citations are right when they name a right source", () => {
    const right = new Map([
      ["a", 1],
      ["b", 1],
    ]);
    expect(citationPrecision(["a", "a", "x"], right)).toBeCloseTo(2 / 3);
    expect(citationPrecision([], right)).toBeUndefined();
    expect(citationRecall(["a", "a", "x"], [["a"], ["b"]])).toBe(1 / 2);
    expect(citationRecall(["a", "a", "x"], [["a", "b"]])).toBe(1);
  });
});

describe("metrics of abstention", () => {
  const abstention = (declined: boolean, answerable: boolean) => ({ declined, answerable });
  const abstentions = [
    abstention(true, false),
    abstention(true, true),
    abstention(true, true),
    abstention(false, false),
    abstention(false, true),
  ];

  test("take unanswerable questions for what is to be found", () => {
    expect(abstentionPrecision(abstentions)).toBeCloseTo(1 / 3);
    expect(abstentionRecall(abstentions)).toBe(1 / 2);
    expect(abstentionF1(abstentions)).toBeCloseTo(2 / 5);
  });

  test("are undefined where there is nothing to find", () => {
    const answered = [abstention(false, true)];
    expect([abstentionPrecision(answered), abstentionRecall(answered), abstentionF1(answered)]).toEqual([undefined, undefined, undefined]);
  });

  test("risk grows from the surest answers to all, and equal evidence is never parted", () => {
    const answers = [
      { evidence: 0.5, right: false },
      { evidence: 0.9, right: true },
      { evidence: 0.5, right: true },
      { evidence: 0.1, right: false },
    ];
    expect(riskCoverage(answers, 8).at(-1)).toEqual({ coverage: 1 / 2, risk: 1 / 2 });
    expect(riskCoverage(answers, answers.length)).toEqual([
      { coverage: 1 / 4, risk: 0 },
      { coverage: 3 / 4, risk: 1 / 3 },
      { coverage: 1, risk: 1 / 2 },
    ]);
  });
});

describe("statistics", () => {
  test("a percentile is a value that was measured", () => {
    expect([0.5, 0.95, 0.99].map((share) => percentile(share, [40, 10, 30, 20]))).toEqual([20, 40, 40]);
    expect(percentile(0.5, [7])).toBe(7);
  });

  test("an interval is the same for the same values, and near what theory says", () => {
    // Of 400 throws with as many ones as zeros, the mean's standard error is 0.025.
    const values = Array.from({ length: 400 }, (_, index) => index % 2);
    const [low, high] = bootstrapInterval(values, mean);
    expect(bootstrapInterval(values, mean)).toEqual([low, high]);
    expect(low).toBeCloseTo(0.5 - 1.96 * 0.025, 2);
    expect(high).toBeCloseTo(0.5 + 1.96 * 0.025, 2);
  });

  test("an interval of equal values is that value", () => {
    expect(bootstrapInterval([0.7, 0.7, 0.7], (values) => values[0])).toEqual([0.7, 0.7]);
  });
});
