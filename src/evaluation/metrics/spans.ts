import type { Reference } from "../question.ts";

/**
 * Share of the reference characters that the passages cover, in [0, 1]; what overlaps counts once. Formula of "recall" in Smith and
 * Troynikov 2024, "Evaluating Chunking Strategies for Retrieval", https://research.trychroma.com/evaluating-chunking, in UTF-16 units.
 */
export function spanRecall(passages: Reference[], references: Reference[]): number {
  return overlap(passages, references) / lengthOf(references);
}

/**
 * Share of the passages' characters that are reference, in [0, 1]. As "precision" there, except that text which two passages share
 * is found once but counts twice in the whole, since a reader or a model is given it twice.
 */
export function spanPrecision(passages: Reference[], references: Reference[]): number {
  const whole = passages.reduce((sum, { start, end }) => sum + end - start, 0);
  return whole === 0 ? 0 : overlap(passages, references) / whole;
}

/** Characters of the sources that are in some passage and in some reference. */
function overlap(passages: Reference[], references: Reference[]): number {
  const found = passages.flatMap((passage) =>
    references
      .filter(({ source }) => source === passage.source)
      .map(({ source, start, end }) => ({ source, start: Math.max(start, passage.start), end: Math.min(end, passage.end) })),
  );
  return lengthOf(found.filter(({ start, end }) => end > start));
}

/** Characters in the union. */
function lengthOf(spans: Reference[]): number {
  const bySource = Map.groupBy(spans, ({ source }) => source);
  let length = 0;
  for (const group of bySource.values()) {
    let covered = 0;
    for (const { start, end } of group.toSorted((one, other) => one.start - other.start)) {
      length += Math.max(0, end - Math.max(start, covered));
      covered = Math.max(covered, end);
    }
  }
  return length;
}
