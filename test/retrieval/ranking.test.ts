import { describe, expect, test } from "vitest";
import type { Candidate } from "../../src/document.ts";
import { fuse } from "../../src/retrieval/fuse.ts";
import { refine } from "../../src/retrieval/refine.ts";
import { queryTerms, searchableTerms } from "../../src/text/terms.ts";

const candidate = (id: string, text = "", score = 1): Candidate => ({
  id,
  source: `${id}.md`,
  terms: searchableTerms(text),
  score,
});
const ids = (candidates: Candidate[]) => candidates.map(({ id }) => id);

describe("reciprocal rank fusion", () => {
  test("adds weight / (60 + rank) and divides by the best possible sum", () => {
    const fused = fuse([
      { candidates: [candidate("a"), candidate("b")], weight: 1 },
      { candidates: [candidate("b"), candidate("c")], weight: 0.5 },
    ]);
    const most = 1.5 / 61;
    expect(fused.map(({ id, score }) => [id, score])).toEqual([
      ["b", expect.closeTo((1 / 62 + 0.5 / 61) / most, 12)],
      ["a", expect.closeTo(1 / 61 / most, 12)],
      ["c", expect.closeTo(0.5 / 62 / most, 12)],
    ]);
  });

  test("gives what is first everywhere the score 1, and orders equal scores by id", () => {
    const both = [candidate("first"), candidate("second")];
    expect(fuse([{ candidates: both, weight: 1 }, { candidates: both, weight: 1 }])[0]).toMatchObject({ id: "first", score: 1 }); // prettier-ignore
    const apart = fuse([
      { candidates: [candidate("z")], weight: 1 },
      { candidates: [candidate("a")], weight: 1 },
    ]);
    expect(ids(apart)).toEqual(["a", "z"]);
  });

  test("of nothing is nothing", () => {
    expect(fuse([{ candidates: [], weight: 1 }])).toEqual([]);
  });
});

describe("refining a text ranking", () => {
  test("prefers words that stand together as in the query", () => {
    const apart = candidate("apart", "the vector is long and far away from it stands the index");
    const together = candidate("together", "long and far away stands the vector index and it is there");
    expect(ids(refine([apart, together], queryTerms("vector index")))).toEqual(["together", "apart"]);
  });

  test("takes parts of words as evidence", () => {
    const related = candidate("related", "demethylation of cells");
    const unrelated = candidate("unrelated", "temperature of cells");
    expect(ids(refine([unrelated, related], queryTerms("methylation of cells")))).toEqual(["related", "unrelated"]);
  });

  test("takes a synonym for a word that is lacking, though for less than the word itself", () => {
    const [word, synonym, neither] = ["refund", "reimbursement", "greeting"].map((name) => candidate(name, `the ${name} for books`));
    expect(ids(refine([neither!, synonym!, word!], queryTerms("refund for books")))).toEqual(["refund", "reimbursement", "greeting"]);
  });

  test("puts a passage of another document before a further one that is hardly better, unless the candidates are mostly of one document", () => {
    const of = (source: string, id: string, score: number) => ({ ...candidate(id, "cells", score), source });
    const found = [of("long.md", "best", 9), of("long.md", "further", 8.8), of("other.md", "other", 8.7)];
    expect(ids(refine(found, queryTerms("cells")))).toEqual(["best", "other", "further"]);
    expect(ids(refine([found[0]!, found[1]!, of("other.md", "other", 5)], queryTerms("cells")))).toEqual(["best", "further", "other"]);
    const many = Array.from({ length: 17 }, (_, place) => of("long.md", `later${place}`, 1));
    expect(ids(refine([...found, ...many], queryTerms("cells"))).slice(0, 3)).toEqual(["best", "further", "other"]);
  });

  test("keeps the engine's order where there is no finer evidence, with scores in [0, 1]", () => {
    const refined = refine([candidate("better", "cells", 9), candidate("worse", "cells", 3)], queryTerms("cells"));
    expect(ids(refined)).toEqual(["better", "worse"]);
    expect(refined.every(({ score }) => score > 0 && score <= 1)).toBe(true);
    expect(refine([], ["cell"])).toEqual([]);
  });
});

describe("terms", () => {
  test("hold only letters, digits and marks, so that no engine finds syntax in them", () => {
    const hostile = `a-b "c" d|e {f} 日本語 π≈3.14 naïve x_y C++ ${String.fromCodePoint(0x1f600)}`;
    for (const term of queryTerms(hostile)) expect(term).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
    expect(searchableTerms(hostile).split(" ")).toEqual(expect.arrayContaining(queryTerms(hostile)));
  });

  test("of a query are bounded in number, each once", () => {
    const words = Array.from({ length: 500 }, (_, number) => `word${number}`);
    expect(queryTerms([...words, ...words].join(" "))).toHaveLength(64);
  });
});
