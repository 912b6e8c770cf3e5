import { analyse } from "./analyse.ts";
import { thesaurus } from "./thesaurus.ts";

/** The words of each entry, by the stem of the word that it is for. */
let entries: Map<string, string> | undefined;
const none: ReadonlySet<string> = new Set();
/** Alternatives are stemmed when they are asked for: a question needs few of them. */
const known = new Map<string, ReadonlySet<string>>();

/**
 * Stems of the words that an English text may have in place of a question's: "reimburs" for "refund". Of no other language.
 * @param stem in the form of `analyse`
 */
export function synonymsOf(stem: string): ReadonlySet<string> {
  entries ??= new Map(
    thesaurus
      .trim()
      .split("\n")
      .map((line) => {
        const [word, others] = line.split(": ") as [string, string];
        return [analyse(word).join(" "), others];
      }),
  );
  const others = entries.get(stem);
  if (others === undefined) return none;
  const synonyms = known.get(stem) ?? new Set(analyse(others));
  known.set(stem, synonyms);
  return synonyms;
}
