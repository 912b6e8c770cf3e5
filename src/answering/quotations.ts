import { analyse } from "../analyse.ts";
import { inOneLine, sentencesOf, tableRow } from "../sentences.ts";

/** What of a text can be quoted as an answer: a sentence, an item of a list, or a row of a table. */
export type Quotation = {
  /** Literal, in one line. */
  text: string;
  /** Literal texts without which it is not understood, in their order: a table's head, what introduces a list, the sentence before "It …". */
  needs: string[];
  /** The sentence before it, which tells what it is about. */
  before: string;
  /** The last heading before it. */
  heading: string;
};

const headingMark = /^#{1,6}\s+/;
const rule = /^[\s|:-]+$/;
const listMark = /^\s*(?:>\s*)*(?:[-*+]|\d{1,9}[.)])\s+$/;
/** Words by which a sentence goes on with what the one before it says. */
const continuation = /^(?:it|its|they|their|this|that|these|those|he|she|his|her|both|neither|such)\b/i;

/** In the order of the text. Headings and lines of code are none. */
export function quotationsOf(text: string): Quotation[] {
  const found: Quotation[] = [];
  const capitals = /\p{Lu}/u.test(text);
  let head: string | undefined;
  let introduction: string | undefined;
  let heading = "";
  let previous: { text: string; end: number } | undefined;
  for (const { start, end, prose } of sentencesOf(text)) {
    const quoted = inOneLine(text.slice(start, end));
    if (!prose) {
      if (headingMark.test(quoted)) heading = quoted.replace(headingMark, "");
      if (!tableRow.test(quoted)) head = undefined;
      else if (head === undefined) head = quoted;
      else if (!rule.test(quoted)) found.push({ text: quoted, needs: [head], before: "", heading });
      continue;
    }
    head = undefined;
    const item = listMark.test(text.slice(text.lastIndexOf("\n", start) + 1, start));
    // The end of a sentence that code, or the cut of a chunk, has parted from its beginning.
    const fragment = !item && capitals && beginsLikeRest(quoted);
    const goesOn = continuation.test(quoted) && previous && /^\s*$/.test(text.slice(previous.end, start)) && !item;
    if (!fragment)
      found.push({
        text: goesOn ? `${previous!.text} ${quoted}` : quoted,
        needs: item && introduction !== undefined ? [introduction] : [],
        before: previous?.text ?? "",
        heading,
      });
    if (!item) introduction = quoted.endsWith(":") ? quoted : undefined;
    previous = { text: quoted, end };
  }
  return found;
}

/** Names may begin with a small letter, function words begin a sentence with a capital. */
function beginsLikeRest(sentence: string): boolean {
  const [word] = /^\p{Ll}+(?=\s)/u.exec(sentence) ?? [];
  return word !== undefined && analyse(word).length === 0;
}
