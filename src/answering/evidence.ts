import { analyse } from "../analyse.ts";
import type { GivenPassage } from "../document.ts";

/** How well passages carry an answer to a question, in [0, 1]: the largest share of the question's terms that one of them holds. */
export function evidenceOf(question: string, passages: GivenPassage[]): number {
  const terms = new Set(analyse(question));
  if (terms.size === 0) return 0;
  const shares = passages.map(({ title, excerpts }) => {
    const held = new Set(analyse([title, ...excerpts.map(({ text }) => text)].join(" ")));
    return terms.intersection(held).size / terms.size;
  });
  return Math.max(0, ...shares);
}
