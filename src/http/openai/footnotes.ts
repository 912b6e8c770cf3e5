import { places } from "../../places.ts";
import type { Citation } from "../../document.ts";

/** A rule, then one line for each marker; the spaces at their ends keep them apart in Markdown. */
const rule = "\n\n---\n\n";
const lineEnd = "  \n";
const pattern = /\n\n---\n\n\[\d+\] [^\n]*`(?:(?::|, page )[\d, ]+)?(?: {2}\n\[\d+\] [^\n]*`(?:(?::|, page )[\d, ]+)?)*$/;

/**
 * What follows an answer in clients that ignore annotations: where each marker's quotes stand, in the order of the answer.
 * Empty without citations.
 */
export function footnotes(citations: Citation[]): string {
  const byMarker = Map.groupBy(citations, ({ marker }) => marker);
  const lines = Array.from(byMarker, ([marker, [first, ...more]]) => {
    const { title, source } = first!;
    return `[${marker}] ${asPlainText(title)}, ${asCode(source)}${places([first!, ...more])}`;
  });
  return lines.length === 0 ? "" : `${rule}${lines.join(lineEnd)}`;
}

/** An earlier answer as it was before its footnotes; they would only be noise to what reads a conversation. */
export function withoutFootnotes(text: string): string {
  return text.replace(pattern, "");
}

/** A title must not become a link, an image or markup where the text is shown as Markdown. */
function asPlainText(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/[\\`*[\]<>]/g, String.raw`\$&`);
}

/** As a code span, which ends at a run of as many backticks as it began with. */
function asCode(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}
