import fc from "fast-check";
import { expect, test } from "vitest";
import { analyse, analyseWithCompounds } from "../../src/text/analyse.ts";

test.each<[text: string, terms: string[]]>([
  ["Redis indexes vectors", ["redi", "index", "vector"]],
  ["What does EF_RUNTIME change?", ["ef", "runtim", "chang"]],
  ["FT.SEARCH idx:docs", ["ft", "search", "idx", "doc"]],
  ["text-embedding-3-small", ["text", "embed", "3", "small"]],
  ["HNSW 16 384", ["hnsw", "16", "384"]],
  ["Größe des Cafés", ["größe", "de", "café"]],
  ["cafe\u0301 ﬁle Ｗｉｄｅ", ["café", "file", "wide"]],
  ["東京は夜", ["東京", "は", "夜"]],
])("%j has the terms %j", (text, terms) => {
  expect(analyse(text)).toEqual(terms);
});

test("words of the same stem are the same term", () => {
  const [first, ...others] = ["connect", "connected", "connecting", "Connects", "CONNECTED"].map(analyse);
  for (const terms of others) expect(terms).toEqual(first);
});

test.each([
  ["behaviour", "behavior"],
  ["coloured", "colored"],
  ["organisations", "organizations"],
  ["tokenise", "tokenizing"],
  ["analysing", "analyzed"],
  ["centres", "center"],
  ["kilometres", "kilometers"],
  ["licence", "license"],
  ["catalogue", "catalogs"],
  ["programmes", "program"],
  ["grey", "gray"],
  ["centred", "centre"],
  ["centring", "centered"],
  ["catalogued", "catalog"],
  ["cataloguing", "catalogue"],
  ["manoeuvring", "maneuver"],
  ["licencing", "licence"],
  ["realizable", "realise"],
  ["organizational", "organisation"],
  ["leukaemia", "leukemia"],
  ["manoeuvres", "maneuver"],
  ["1,536", "1536"],
  ["2,500,000", "2500000"],
])("%j and %j are the same term", (one, other) => {
  expect(analyse(one)).toEqual(analyse(other));
  expect(analyse(one)).toHaveLength(1);
});

test.each([
  ["organize", "organ"],
  ["prized", "prise"],
])("%j and %j stay different terms", (one, other) => {
  expect(analyse(one)).not.toEqual(analyse(other));
});

test.each<[text: string, terms: string[]]>([
  ["The time-out of IL-6", ["timeout", "time", "il6", "il", "6"]],
  ["re\u2010indexed", ["reindex", "re", "index"]],
  ["a 384-dimension state-of-the-art model", ["384", "dimens", "state", "art", "model"]],
  ["EF_RUNTIME -- and so-", ["ef", "runtim"]],
  ["数据-检索", ["数据", "检索"]],
  ["the time-out's end", ["timeout", "time", "end"]],
])("%j has its compounds of two as one word too: %j", (text, terms) => {
  expect(analyseWithCompounds(text)).toEqual(terms);
});

test.each<[text: string, terms: string[]]>([
  ["Ask the IT department of the WHO", ["ask", "ｉｔ", "depart", "ｗｈｏ"]],
  ["Do we use it in the US?", ["us", "ｕｓ"]],
  ["US-based, HR/IT and the US's", ["ｕｓ", "base", "hr", "ｉｔ", "ｕｓ"]],
  ["RETURN 1 `AS dist`", ["return", "1", "ａｓ", "dist"]],
  ["HOW DO I RESET IT", ["reset"]],
  ["IT", ["ｉｔ"]],
  ["`YIELD_DISTANCE_AS` is set", ["yield", "distanc", "set"]],
])("in %j, a name in capitals that is a function word in small letters is a term, and no stem of another: %j", (text, terms) => {
  expect(analyse(text)).toEqual(terms);
});

test("numbers that commas part without grouping their digits stay apart", () => {
  expect(analyse("16,32 and 0,100,200 and 12345,678 and 1,256,3")).toEqual([
    "16",
    "32",
    "0",
    "100",
    "200",
    "12345",
    "678",
    "1",
    "256",
    "3",
  ]);
});

test("terms keep their order and are repeated as often as they occur", () => {
  expect(analyse("boats, lamps; boats")).toEqual(["boat", "lamp", "boat"]);
});

test.each([
  "Even so, it is still quite the same, is it not already?",
  "",
  " \r\n\t",
  "...!?",
  "😀 👩‍👩‍👧‍👦",
  "What is it, and who are they?",
  "It's his or her own, isn’t it? They don't, and we've.",
])("%j has no terms", (text) => {
  expect(analyse(text)).toEqual([]);
});

test("a possessive is its noun, with either apostrophe", () => {
  for (const text of ["the server's key", "the server’s key"]) expect(analyse(text)).toEqual(["server", "kei"]);
});

test("any text has terms that are words in lower case", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      for (const term of analyse(text)) expect(term).toMatch(/^[^\s._'’:]+$/u);
      expect(analyse(text)).toEqual(analyse(text.normalize("NFKC")));
    }),
  );
});
