import { analyse } from "../text/analyse.ts";
import type { Turn } from "../document.ts";
import { largest } from "../text/prompt-size.ts";

/** What joins a question to the one before it. */
const conjunction = /^(?:(?:and|but|or|so|then|ok(?:ay)?|what about|how about)\b[\s,:]*)+/i;
/** What stands for something that was named before. */
const reference =
  /\b(?:it|its|they|them|their|theirs|this|these|those|there|he|she|him|her|his|hers|the (?:same|former|latter|other|others|first|second|third|last)|ones?|instead)\b|^which (?:is|are|was|were|one|takes?|has|have|needs?)(?: [\w-]+){1,2}\W*$|\bthat\s*[?.!]?$|\b(?:about|of|for|with|to|from|in|on|does|do|did|is|was|than|like) that\b/i;
/** What asks for nothing by itself. */
const filler = /^(?:thanks?(?: you)?|please|yes|no|ok(?:ay)?|(?:tell|show|give) me (?:more|an example)|go on|more|why|examples?)\W*$/i;
/** How a clause of its own begins, where a fragment would begin with a noun or a preposition. */
const clause =
  /^(?:how|what|which|who|whom|whose|when|where|why|can|could|do|does|did|is|are|was|were|will|would|should|shall|may|must|has|have|had|if|in which|to which|for which)\b/i;
const prepositions = "about|at|by|for|from|in|of|on|per|since|to|under|until|via|with|without";
const number = /(?<![\w.-])\d[\d.,]*\b/g;
/** Longer than a question may be, a rewritten one could not be searched for. */
const longestQuestion = 4000;
/** What a later question refers to stands near the beginning of what it follows. */
const longestText = 2 * longestQuestion;
/** The signs that end a question. */
const end = /(?<![\s?.!])[\s?.!]+$/;

/**
 * The latest turns of a conversation, as many as there is room for, each as far as a later question is likely to refer to it; of the
 * last one at least the beginning, or none if there is no room at all.
 * @param history at least one turn, oldest first
 */
export function recentTurns(history: Turn[], fits: (turns: Turn[]) => boolean): Turn[] {
  const turns = history.map((turn) => ({ ...turn, content: turn.content.slice(0, longestText).toWellFormed() }));
  const room = largest(turns.length, (count) => fits(turns.slice(-count)));
  if (room > 0) return turns.slice(-room);
  const last = turns.at(-1)!;
  const begun = (length: number) => [{ ...last, content: last.content.slice(0, length).toWellFormed() }];
  const length = largest(last.content.length, (length) => fits(begun(length)));
  return length > 0 ? begun(length) : [];
}

/**
 * The last question of a conversation in a form that is understood without the rest, by rule and in English: a fragment takes its
 * place in the question before it ("And of M?"), a question that refers to something has the one before it added in brackets.
 * @param history oldest first
 */
export function standaloneQuestion(question: string, history: Turn[]): string {
  const asked = [...history.filter(({ role }) => role === "user").map(({ content }) => content), question];
  return asked
    .map((text) => text.slice(0, longestText).trim().replaceAll(/\s+/g, " "))
    .reduce((previous, next) => joined(previous, next).slice(0, longestText))
    .slice(0, longestQuestion);
}

function joined(previous: string, question: string): string {
  const rest = question.replace(conjunction, "");
  const joins = rest !== question;
  if (analyse(rest).length === 0 || filler.test(rest)) return `${question} (${previous})`;
  const ownClause = clause.test(rest);
  if (!ownClause && (joins || isFragment(rest))) return withFragment(previous, rest);
  return joins || reference.test(rest) ? `${question} (${previous})` : question;
}

function isFragment(text: string): boolean {
  return new RegExp(`^(?:${prepositions})\\b`, "i").test(text) || analyse(text).length < 2;
}

/** `previous` with what the fragment says instead of what it says there, or else after it. */
function withFragment(previous: string, fragment: string): string {
  const said = fragment.replace(end, "");
  const place = placeOf(previous, said);
  return place === undefined
    ? `${previous.replace(end, "")}, ${said}?`
    : `${previous.slice(0, place.start)}${place.text ?? said}${previous.slice(place.end)}`;
}

type Place = { start: number; end: number; text?: string };

function placeOf(previous: string, said: string): Place | undefined {
  const preposition = new RegExp(`^(${prepositions}) `, "i").exec(said)?.[1];
  const bare = (preposition === undefined ? said : said.slice(preposition.length + 1)).replace(/^(?:a|an|the) /i, "");
  const figure = Array.from(previous.matchAll(number)).at(-1);
  if (/^\d[\d.,]*$/.test(bare)) return figure && { start: figure.index, end: figure.index + figure[0].length, text: bare };
  return (preposition === undefined ? undefined : phraseAfter(previous, preposition)) ?? likeNamed(previous, bare) ?? name(previous, bare);
}

/** The last phrase of a preposition: it and the words up to the next one or a sign. */
function phraseAfter(previous: string, preposition: string): Place | undefined {
  const phrase = new RegExp(`\\b${preposition} .+?(?=\\s+(?:${prepositions}|and|or)\\b|[?,;:]|[.!]?$)`, "gi");
  const found = Array.from(previous.matchAll(phrase)).at(-1);
  return found && { start: found.index, end: found.index + found[0].length };
}

/** What begins with the same word, or with the same part of a name, as in "Redis 8" and "Redis 7.4". */
function likeNamed(previous: string, said: string): Place | undefined {
  const words = said.split(/\s+/);
  const [stem] = words[0]!.split(/[-._\d]/);
  if (stem === undefined || stem.length < 3) return undefined;
  const escaped = stem.replaceAll(/[^\w]/g, "\\$&");
  const found = new RegExp(`(?<![\\w-])${escaped}[\\w.-]*(?:\\s+[\\w.-]+){${words.length - 1}}`, "i").exec(previous);
  return found === null ? undefined : { start: found.index, end: found.index + found[0].replace(/\.$/, "").length, text: said };
}

/** The last name, if the fragment is one, too; a capital letter tells a name, except at the beginning of a question. */
function name(previous: string, said: string): Place | undefined {
  const names = /(?<=\s)(?!I\b)[\w.-]*\p{Lu}[\w.-]*(?:\s+[\w.-]*\p{Lu}[\w.-]*)*/gu;
  if (!said.split(/\s+/).every((word) => /\p{Lu}/u.test(word))) return undefined;
  const found = Array.from(previous.matchAll(names)).at(-1);
  return found && { start: found.index, end: found.index + found[0].replace(/\.$/, "").length, text: said };
}
