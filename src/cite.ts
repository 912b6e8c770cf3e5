import type { Citation, Passage } from "./document.ts";

/** `[3]` in an answer refers to the third passage. */
export const markerPattern = /\[(\d{1,3})\]/g;

/** The passages that an answer refers to, each once, in the order in which the answer first does. */
export function cite(answer: string, passages: Passage[]): Citation[] {
  const markers = new Set(Array.from(answer.matchAll(markerPattern), ([, marker]) => Number(marker)));
  const citations: Citation[] = [];
  for (const marker of markers) {
    const passage = passages[marker - 1];
    if (!passage) continue;
    const { id, source, title, categories, text: quote, start, end, line, score } = passage;
    citations.push({ marker, id, source, title, categories, quote, start, end, line, score });
  }
  return citations;
}
