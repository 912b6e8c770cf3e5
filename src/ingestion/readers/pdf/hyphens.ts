const atLineEnd = /(\p{L}+)[-\u2010\u00AD]\n(\p{Ll}+)([^\s\p{L}]*)( ?)/gu;
const words = /\p{L}+(?:-\p{L}+)*/gu;

/**
 * Joins words that were divided at the end of a line. The rest of the document tells a divided word from a compound: the hyphen
 * stays where the word occurs with it elsewhere, or where both its halves are words and the whole is none.
 */
export function joinHyphens(pages: string[]): string[] {
  const known = new Set(pages.flatMap((page) => page.replaceAll(atLineEnd, " ").toLowerCase().match(words) ?? []));
  const isKnown = (word: string) => known.has(word.toLowerCase());
  return pages.map((page) =>
    page.replaceAll(atLineEnd, (_, left: string, right: string, sign: string, space: string) => {
      const compound = !isKnown(left + right) && (isKnown(`${left}-${right}`) || (isKnown(left) && isKnown(right)));
      return `${left}${compound ? "-" : ""}${right}${sign}${space && "\n"}`;
    }),
  );
}
