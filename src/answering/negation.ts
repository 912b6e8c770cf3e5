import { analyse } from "../text/analyse.ts";

/** English. What "without" names is absent, not denied: it fits a text that denies it as well as one that does not. */
const negation = /(?:\b(?:not|never|no|cannot|neither|nor)\b|n['’]t\b)(?! only\b)/gi;
const absence = /\bwithout\b/gi;
/** Characters after a negation within which the word stands that it denies. */
const reach = 60;

/** How many words of a text deny something, or say that it is absent. */
export function denialsIn(text: string): number {
  return Array.from(text.matchAll(negation)).length + Array.from(text.matchAll(absence)).length;
}

/** Whether one text denies a word that the other affirms. Opposites such as "larger" and "smaller" are not seen. */
export function contradict(one: string, other: string): boolean {
  const [denied, deniedByOther] = [termsAfter(negation, one), termsAfter(negation, other)];
  if (denied.size + deniedByOther.size === 0) return false;
  return clash(denied, other, deniedByOther) || clash(deniedByOther, one, denied);
}

function clash(denied: ReadonlySet<string>, text: string, deniedThere: ReadonlySet<string>): boolean {
  const terms = new Set(analyse(text)).difference(deniedThere).difference(termsAfter(absence, text));
  return !denied.isDisjointFrom(terms);
}

/** The terms that stand in a text only right after what matches. */
function termsAfter(pattern: RegExp, text: string): Set<string> {
  const denials = new Map<string, number>();
  for (const { 0: word, index } of text.matchAll(pattern)) {
    const after = index + word.length;
    const [clause = ""] = text.slice(after, after + reach).split(/[.,;:!?]/, 1);
    const [first] = analyse(clause);
    if (first !== undefined) denials.set(first, (denials.get(first) ?? 0) + 1);
  }
  if (denials.size === 0) return new Set();
  const terms = analyse(text);
  return new Set([...denials].filter(([term, count]) => terms.filter((other) => other === term).length <= count).map(([term]) => term));
}
