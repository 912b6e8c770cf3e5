import { stemmer } from "stemmer";
import { oneSpelling } from "./spelling.ts";

/** Pattern of a number whose thousands commas part, as far as commas part nothing else in it. */
export const groupedNumber = "(?<!\\d,)[1-9]\\d{0,2}(?:,\\d{3})+(?!,?\\d)";

/** A number whose thousands are grouped, or a word with what an apostrophe or a hyphen joins to it; identifiers such as EF_RUNTIME are several. */
const wordPattern = new RegExp(`${groupedNumber}|[\\p{L}\\p{M}\\p{N}]+(?:['’‐-][\\p{L}\\p{M}\\p{N}]+)*`, "gu");
const hyphen = /[‐-]/;
/** What is written without its hyphen too, as "time-out" and "IL-6" are; after a number, it is a space that takes its place. */
const compound = /^\p{L}+[‐-][\p{L}\p{N}]+$/u;

/** Scripts that put no spaces between words. Segmenting takes many times as long as a pattern, so only their runs are segmented. */
const withoutSpaces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** English function words that say nothing about a text's subject; question words are among them. */
const stopWords = new Set(
  (
    "a about above after again against all already also altogether am an and any are as at be because been before being below " +
    "between both but by can could did do does doing down during each even ever few for from further had has have having he " +
    "her here hers him his how i if in instead into is it its itself just may me might more most must my no nor not of off on once " +
    "only or other our out over own quite really same shall she should so some still such than that the their them then there " +
    "these they this those through to too under until up us very was we were what when where which while who whom why will with " +
    "would yet you your"
  ).split(" "),
);

/**
 * Names and keywords that are stop words in small letters: the United States, the IT department, the AS of a query; and their terms, in
 * full-width letters, which no normalised text has, so that US is not the stem of "use".
 */
const capitalNames = new Map(
  ["AS", "AT", "BY", "IN", "IT", "ON", "TO", "US", "WHO"].map((name) => [
    name,
    name.toLowerCase().replaceAll(/./g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  ]),
);
const capitalTerms = new Set(capitalNames.values());
/** Several words without a small letter. */
const allInCapitals = /^\P{Ll}*$/u;
const severalWords = /\p{L}[^\p{L}]+\p{L}/u;

/** A folder or file that has such a name is named by it, in whatever letters: `us/leave.md`. */
export const asName = (word: string): string => (capitalNames.has(word.toUpperCase()) ? word.toUpperCase() : word);

/** Whether a term is such a name. It may be written in capitals for no more than emphasis. */
export const isCapitalName = (term: string): boolean => capitalTerms.has(term);

/** What English joins to a word without changing its subject: isn't, it's, server's. */
const contraction = /(?:n['’]t|['’](?:s|d|m|ll|re|ve))$/;

/** Texts repeat their words, and stemming is half of the work. */
const stems = new Map<string, string>();
const mostStems = 50_000;
/** Letters; what is longer is hardly a word, and seldom repeated. */
const longestWord = 40;

/**
 * The terms by which a text is found: its words in order (also in languages that put no spaces between them),
 * NFKC-normalised, lower case, English stems of one spelling, numbers without commas between thousands, without stop words but for names
 * in capitals, which are full-width.
 */
export const analyse = (text: string): string[] => analysed(text, false);

/** The same with compounds of two, such as "time-out", also as one word. They are found by either, and their parts by themselves. */
export const analyseWithCompounds = (text: string): string[] => analysed(text, true);

function analysed(text: string, withCompounds: boolean): string[] {
  const terms: string[] = [];
  const normalised = text.normalize("NFKC");
  const isShouted = allInCapitals.test(normalised) && severalWords.test(normalised);
  for (const { 0: joined, index } of normalised.matchAll(wordPattern)) {
    const inIdentifier = normalised[index - 1] === "_" || normalised[index + joined.length] === "_";
    const parts = joined.split(hyphen);
    if (withCompounds && parts.length === 2) {
      const whole = joined.toLowerCase().replace(contraction, "");
      if (compound.test(whole) && !withoutSpaces.test(whole)) terms.push(stem(whole.replace(hyphen, "")));
    }
    for (const part of parts) {
      const name = isShouted || inIdentifier ? undefined : capitalNames.get(part.replace(contraction, ""));
      if (name) terms.push(name);
      else terms.push(...termsOf(part.toLowerCase()));
    }
  }
  return terms;
}

function termsOf(run: string): string[] {
  const words = withoutSpaces.test(run) ? segmented(run) : run.replaceAll(",", "").replace(contraction, "").split(/['’]/);
  return words.filter((word) => word !== "" && !stopWords.has(word)).map(stem);
}

function segmented(run: string): string[] {
  return Array.from(segmenter.segment(run), ({ segment, isWordLike }) => (isWordLike ? segment.replaceAll(/['’]/g, "") : ""));
}

function stem(word: string): string {
  if (word.length > longestWord) return stemmer(word);
  let known = stems.get(word);
  if (known === undefined) {
    // Engines keep a part of a string as a view, which would hold on to the whole text.
    const copy = Array.from(word).join("");
    known = stemmer(oneSpelling(copy));
    if (stems.size >= mostStems) stems.clear();
    stems.set(copy, known);
  }
  return known;
}
