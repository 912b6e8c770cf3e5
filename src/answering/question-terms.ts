import { analyse, groupedNumber, isCapitalName } from "../text/analyse.ts";
import { commonStems } from "./common-stems.ts";
import { lightStems } from "./light-stems.ts";

/** Stems that stand next to each other in this order; one for a word, several for what is joined, such as EF_RUNTIME or Redis Cloud. */
export type QuestionTerm = {
  stems: string[];
  /** How much it says that a text does not hold it, from 0.5 to `heaviest`. */
  weight: number;
};

/** A word that English uses all the time may well stand in other words in the text; any other is likely to be what was asked about. */
export const commonWeight = 1;
export const uncommonWeight = 1.5;
/** What a question asks with, an answer need not repeat. */
const lightWeight = 0.5;
/** A name or an identifier has no other words. */
const nameBonus = 1;
/** What is joined is a name more often than not; common words may be joined by chance, as in "four-in-five". */
const joinedWeight = 2;
const joinedCommonWeight = 0.5;
export const heaviest = uncommonWeight + nameBonus;

/** An English question word, with what belongs to it. */
const howMuch = /\b(how) (?:many|much|often|frequently)\b/gi;
/** A word with all that signs join to it. */
const joinedWord = new RegExp(`(?:${groupedNumber}|[\\p{L}\\p{M}\\p{N}]+)(?:['’_.@/‐-]+[\\p{L}\\p{M}\\p{N}]+)*`, "gu");
/** `camelCase`, `ACL`, `BM25`, `EF_RUNTIME`. */
const identifier = /.\p{Lu}|\p{L}\p{N}|\p{N}\p{L}|_/u;
/** Between these and a word, a sentence ends, so that the word's capital says nothing. */
const sentenceEnd = /[.?!:]["”’)]*\s+$/;

type Word = { stems: string[]; joined: boolean; name: boolean; capital: boolean; afterWord: boolean };

/** The terms of a question, each once. Its function words are none, nor is what asks for an amount. */
export function questionTerms(question: string): QuestionTerm[] {
  const found = new Map<string, QuestionTerm>();
  const add = (stems: string[], weight: number) => {
    const key = stems.join(" ");
    if (stems.length > 0 && (found.get(key)?.weight ?? 0) < weight) found.set(key, { stems, weight });
  };
  const words = wordsOf(question.replaceAll(howMuch, "$1"));
  for (const { stems, joined, name } of words) {
    // Of an identifier it is the whole that is a name.
    for (const stem of stems) add([stem], weightOf(stem) + (name && !(joined && stems.length > 1) ? nameBonus : 0));
    if (joined && stems.length > 1) add(stems, stems.every(isCommon) && !name ? joinedCommonWeight : joinedWeight);
  }
  for (const run of capitalRuns(words).filter(({ length }) => length > 1)) {
    const stems = run.flatMap((word) => word.stems);
    add(stems, joinedWeight);
  }
  return [...found.values()];
}

function wordsOf(question: string): Word[] {
  // Where everything is in capitals, they tell nothing.
  const cased = /\p{Ll}/u.test(question);
  let end = 0;
  return Array.from(question.matchAll(joinedWord), ({ 0: word, index }) => {
    const before = question.slice(end, index);
    const begins = index === 0 || end === 0 || sentenceEnd.test(before);
    end = index + word.length;
    const stems = analyse(cased ? word : word.toLowerCase());
    const emphasised = stems.every(isCapitalName);
    const capital = cased && !begins && !emphasised && /^\p{Lu}/u.test(word);
    return {
      stems,
      joined: /[_.@/‐-]/.test(word),
      name: capital || (cased && !emphasised && identifier.test(word)),
      capital,
      afterWord: before.trim() === "",
    };
  });
}

/** Capitalised words that follow each other, such as "Redis Cloud". */
function capitalRuns(words: Word[]): Word[][] {
  const runs: Word[][] = [];
  for (const word of words) {
    if (!word.capital || word.stems.length === 0) runs.push([]);
    else if (word.afterWord && runs.length > 0) runs.at(-1)!.push(word);
    else runs.push([word]);
  }
  return runs;
}

const isCommon = (stem: string) => commonStems.has(stem) || lightStems.has(stem) || /^\p{N}+$/u.test(stem);
const weightOf = (stem: string) =>
  lightStems.has(stem) || isCapitalName(stem) ? lightWeight : isCommon(stem) ? commonWeight : uncommonWeight;

/** The stems of a text, in their order. */
export type StemmedText = { stems: string[]; set: Set<string> };

export function stemmed(text: string): StemmedText {
  const stems = analyse(text);
  return { stems, set: new Set(stems) };
}

/** Whether any of the texts holds a term. */
export function hold(texts: StemmedText[], term: QuestionTerm): boolean {
  return texts.some(({ stems, set }) => {
    if (!term.stems.every((stem) => set.has(stem))) return false;
    return term.stems.length === 1 || stems.some((_, place) => term.stems.every((stem, offset) => stems[place + offset] === stem));
  });
}
