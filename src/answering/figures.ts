import { analyse } from "../text/analyse.ts";

/** What a paraphrase keeps as it is: numbers, in any way of writing them, and identifiers. */

const numberWords = new Map(
  ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"].map((word, index) => [
    word,
    index + 1,
  ]),
);
const multipliers = new Map([
  ["thousand", 1e3],
  ["million", 1e6],
  ["billion", 1e9],
]);

/** Digits with what groups them or separates decimals; not the digits of a name such as L2. A space groups only what could not be two numbers. */
const digits =
  /(?<![\p{L}\p{N}_])\d+(?:[.,'’\u00a0\u2009\u202f]\d+|(?<=\D\d{1,3}|^\d{1,3}) \d{3}(?!\d))*(?:\s(thousand|million|billion)\b)?/giu;
const words = /(?<![\p{L}\p{N}_-])(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?![\p{L}\p{N}_-])/giu;

/** The numbers of a text in their order, each in all the ways in which it can be read: 1.000 is one in English, a thousand in German. */
export function numbersOf(text: string): string[][] {
  const found = Array.from(text.matchAll(digits), ({ 0: written, 1: multiplier }) => readings(written, multiplier));
  for (const [word] of text.matchAll(words)) found.push([String(numberWords.get(word.toLowerCase()))]);
  return found;
}

function readings(written: string, multiplier: string | undefined): string[] {
  const [first = "", ...rest] = written.replace(/\s*\p{L}+$/u, "").split(/[^\d]/);
  const separators: string[] = written.match(/[^\d\p{L}](?=\d)/gu) ?? [];
  const values: string[] = [];
  const grouped = first.length <= 3 && rest.length > 0 && rest.every((group) => group.length === 3);
  if (rest.length === 0) values.push(first);
  if (grouped && new Set(separators).size === 1) values.push(first + rest.join(""));
  // The last separator is that of the decimals if it is the only one, or another one than those before it.
  const last = separators.at(-1)!;
  if (rest.length > 0 && /[.,]/.test(last) && separators.indexOf(last) === rest.length - 1)
    values.push(`${first}${rest.slice(0, -1).join("")}.${rest.at(-1)}`);
  // A version or a date.
  if (values.length === 0) return [written];
  const factor = multipliers.get(multiplier?.toLowerCase() ?? "") ?? 1;
  return values.map((value) => String(Number(value) * factor));
}

/** Number words as analysis leaves them. */
const numerals = new Map(Array.from(numberWords, ([word, value]) => [analyse(word)[0], String(value)]));

/** The terms of a text, in which number words are numbers. */
export function comparableTerms(text: string): Set<string> {
  return new Set(analyse(text).map((term) => numerals.get(term) ?? term));
}

/** Names with an underscore, a digit or a capital inside, such as EF_RUNTIME, FLOAT16, addVectors and FT.SEARCH; in lower case. */
export function identifiersOf(text: string): string[] {
  return Array.from(text.matchAll(/[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/gu), ([word]) => word)
    .filter((word) => /\p{L}_|_\p{L}|\p{L}\d|\p{Ll}\p{Lu}|^\p{Lu}+\.\p{Lu}+/u.test(word))
    .map((word) => word.toLowerCase());
}
