import { analyse } from "../text/analyse.ts";
import { identifiersOf, numbersOf } from "./figures.ts";
import { contradict, denialsIn } from "./negation.ts";
import { questionTerms, uncommonWeight } from "./question-terms.ts";

/**
 * Whether two questions that are near by their embeddings may have the same answer, judged by what embeddings blur: numbers, names,
 * rare words and their order, what is denied, what is asked for, and words that turn a question round.
 */
export function asksTheSame(one: string, other: string): boolean {
  return (
    sameNumbers(one, other) &&
    sameSet(identifiersOf(one), identifiersOf(other)) &&
    denialsIn(one) === denialsIn(other) &&
    !contradict(one, other) &&
    sameSet(askedFor(one), askedFor(other)) &&
    sameSet(turning(one), turning(other)) &&
    sayAll(one, other) &&
    sayAll(other, one) &&
    sameOrder(one, other)
  );
}

function sameNumbers(one: string, other: string): boolean {
  const others = numbersOf(other);
  for (const readings of numbersOf(one)) {
    const place = others.findIndex((read) => read.some((value) => readings.includes(value)));
    if (place === -1) return false;
    others.splice(place, 1);
  }
  return others.length === 0;
}

/** English. "What" and "which" ask for anything, as does a question without any of these. */
const questionWords = /\b(?:who(?:m|se)?|when|where|why|how(?:\s+(?:many|much|often|long|large|big|far|fast|old))?)\b/gi;
const askedFor = (question: string) =>
  Array.from(question.matchAll(questionWords), ([word]) => word.toLowerCase().replaceAll(/\s+/g, " ").replace("whom", "who"));

/** Words, some of them left out of the analysis, that make another question of the same words. */
const turns =
  "before after above below over under up down off until without except more most fewer few less least only all always first second third " +
  "fourth fifth last old older oldest new newer newest large larger largest small smaller smallest high higher highest low lower lowest " +
  "fast faster fastest slow slower slowest good better best bad worse worst long longer longest short shorter shortest greater max min " +
  "maximum minimum maximal minimal increase decrease raise enable disable start stop add remove delete create drop read write move " +
  "advantage disadvantage cheap cheaper expensive possible impossible safe unsafe optional require synchronous asynchronous input output " +
  "upper left right inclusive exclusive exact approximate help hurt";
const turningWord = new RegExp(`\\b(${turns.replaceAll(" ", "|")})(?:s|d|ed|ing)?\\b`, "gi");
const turning = (question: string) => Array.from(question.matchAll(turningWord), ([, word]) => word!.toLowerCase());

/** Whether a question says every name, every rare word and all that is joined in another. */
function sayAll(question: string, other: string): boolean {
  const said = new Set(analyse(question));
  const told = questionTerms(other).filter(({ stems, weight }) => weight >= uncommonWeight || stems.length > 1);
  return told.every(({ stems }) => stems.every((stem) => said.has(stem)));
}

/** Where order tells who does what to whom, the rare words come in the same one. */
const ordering = /\b(?:from|into|to|than|instead|before|after|replaces?|between)\b/i;
function sameOrder(one: string, other: string): boolean {
  if (!ordering.test(one) && !ordering.test(other)) return true;
  const shared = new Set(analyse(one)).intersection(new Set(analyse(other)));
  const rare = new Set(questionTerms(one).flatMap(({ stems, weight }) => (weight >= uncommonWeight ? stems : [])));
  const orderIn = (question: string) => [...new Set(analyse(question))].filter((stem) => shared.has(stem) && rare.has(stem)).join(" ");
  return orderIn(one) === orderIn(other);
}

function sameSet(one: string[], other: string[]): boolean {
  return new Set(one).symmetricDifference(new Set(other)).size === 0;
}
