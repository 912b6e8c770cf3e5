import { analyse } from "../text/analyse.ts";
import { mayBeEnglish } from "./language.ts";
import { lightStems } from "./light-stems.ts";

const word = "[\\p{L}\\p{N}_'’@./-]+";
/** Up to five words, as few as possible, without the end of a genitive. */
const words = `((?:${word}\\s+){0,4}?${word}?)(?:['’]s)?`;
/** Where a noun and what belongs to it end. */
const end =
  "(?=\\s+(?:of|for|in|on|at|per|that|which|does|do|did|is|are|was|were|can|could|should|must|may|might|will|would|has|have|to|from|by|" +
  "with|between|when|if|the|a|an|i|you|we|it|they|and|or|under|up)\\b|[?,.!:;]|\\s*$)";
const belongs = "(?=\\s+(?:of|for|in|on|at|per|between)\\b)";
const notANoun = "(?!(?:is|are|was|were|does|do|did|happens|should|can|could|if|else|kind|sort|type)\\b)";
const questionWord =
  "(?:how|what|which|who|when|where|why|do|does|did|is|are|can|may|should|in|on|at|and|if|to|by|over|up|after|under|from)\\b";

const attributes = [
  `\\bhow many\\s+${words}${end}`,
  `\\b(?:which|what)\\s+${notANoun}${words}${end}`,
  `\\bwhat(?:['’]s|\\s+(?:is|are|was))\\s+(?:the|an?)\\s+${words}${belongs}`,
  `\\bhow (?:large|big|long|high|small)\\s+(?:(?:is|are|was|were|can|may|must|should)\\s+)?(?:the|an?)\\s+${words}${belongs}`,
  `^\\s*(?!${questionWord})(?:the\\s+)?${words}(?=\\s+(?:of|for)\\b)`,
].map((pattern) => new RegExp(pattern, "iu"));

/** Stems of the noun that an English question asks for the value of, such as "port" in "Which port does it listen on?"; mostly none. */
export function attributeOf(question: string): Set<string> {
  for (const pattern of attributes) {
    const noun = pattern.exec(question)?.[1];
    if (noun !== undefined) return new Set(analyse(noun)).difference(lightStems);
  }
  return new Set();
}

const meaning = /\bwhat does (?:the (?:name|term|abbreviation|acronym) )?(.+?) (?:stand for|mean)\b/i;
const nature = /^\s*(?:what(?:['’]s| is| are)|who is|define|explain)\s+(?:an? |the )?(.+?)[?.!]*\s*$/i;
/** A longer subject is no term that anybody would define. */
const mostWords = 5;

/** What is said of a thing, and not what it is: "HNSW is preferable", "HNSW is faster than". */
const judgement = "\\W+(?:more|less|not|never|\\w{2,}[ai]ble|\\w+er\\s+(?:than|for|if|when|once|to|in))\\b";
const defines = `(?:is|are|was|were)\\b(?!${judgement})|(?:means?|stands?|refers?|short for|denotes?|describes?)\\b`;

/** How sentences begin that define what an English question asks the meaning of; undefined if it asks for something else. */
export function definitionAskedFor(question: string): RegExp | undefined {
  const subject = (meaning.exec(question) ?? nature.exec(question))?.[1]?.split(/\s+/);
  if (!subject || subject.length > mostWords) return undefined;
  const name = subject.map(RegExp.escape).join("[\\s-]+");
  const between = "\\w*\\W*(?:\\([^)]*\\)\\W*)?";
  return new RegExp(`^(?:\\W*(?:an?|the)\\s+)?\\W*${name}${between}(?:${defines})`, "i");
}

const code =
  /\bhow (?:do|does|can|could|would|should|to|must)\b|\b(?:commands?|syntax|snippet|query|code (?:for|that|to)|show me)\b|(?<!\bfor )\bexample\b/i;

/** Whether code may answer an English question: how something is done, or what a command looks like. */
export const asksForCode = (question: string): boolean => code.test(question) && mayBeEnglish(question);
