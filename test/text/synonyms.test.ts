import { describe, expect, test } from "vitest";
import { analyse } from "../../src/text/analyse.ts";
import { synonymsOf } from "../../src/text/synonyms.ts";
import { thesaurus } from "../../src/text/thesaurus.ts";

const lines = thesaurus.trim().split("\n");

describe("the thesaurus", () => {
  test("has a word and its alternatives on each line", () => {
    expect(lines.filter((line) => !/^[a-z]+: [a-z]+(?: [a-z]+)*$/.test(line))).toEqual([]);
  });

  test("has one entry for each stem, in alphabetical order, so that none is overlooked", () => {
    const words = lines.map((line) => line.split(":")[0]!);
    expect(words).toEqual(words.toSorted());
    const stems = words.flatMap(analyse);
    expect(stems.filter((stem, place) => stems.indexOf(stem) !== place)).toEqual([]);
    expect(stems).toHaveLength(words.length);
  });

  test("names no word that is found as the word itself, and none that is searched for by nobody", () => {
    const idle = lines.filter((line) => {
      const [word, ...others] = line.split(/:? /).map((word) => analyse(word).join(" "));
      return others.includes("") || others.includes(word!) || new Set(others).size < others.length;
    });
    expect(idle).toEqual([]);
  });

  test("is found entry by entry", () => {
    const lost = lines.filter((line) => {
      const [word, ...others] = line.split(/:? /).flatMap(analyse);
      return others.some((other) => !synonymsOf(word!).has(other));
    });
    expect(lost).toEqual([]);
  });

  test("gives stems for a stem in any of its forms, and nothing for what it does not have", () => {
    for (const form of ["refund", "refunds", "refunded"]) expect(synonymsOf(analyse(form)[0]!)).toContain(analyse("reimbursement")[0]);
    expect(synonymsOf("kartoffelbrei")).toEqual(new Set());
  });
});
