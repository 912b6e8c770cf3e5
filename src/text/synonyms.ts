import { analyse } from "./analyse.ts";
import { thesaurus } from "./thesaurus.ts";

/** Letters that a word and its stem have in common. */
const commonLetters = 2;
/** The lines of the thesaurus by how they begin: a question needs few of its entries, and stemming all would keep the first one waiting. */
let lines: Map<string, string[]> | undefined;
const known = new Map<string, Map<string, ReadonlySet<string>>>();
const none: ReadonlySet<string> = new Set();

/**
 * Stems of the words that an English text may have in place of a question's: "reimburs" for "refund". Of no other language.
 * @param stem in the form of `analyse`
 */
export function synonymsOf(stem: string): ReadonlySet<string> {
  const beginning = stem.slice(0, commonLetters);
  lines ??= Map.groupBy(thesaurus.trim().split("\n"), (line) => line.slice(0, commonLetters));
  const beginningAlike = lines.get(beginning);
  if (!beginningAlike) return none;
  const entries = known.get(beginning) ?? new Map(beginningAlike.map(entryOf));
  known.set(beginning, entries);
  return entries.get(stem) ?? none;
}

function entryOf(line: string): [string, ReadonlySet<string>] {
  const [stem, ...others] = analyse(line);
  return [stem!, new Set(others)];
}
