/**
 * Markers as models write them: `[3]` refers to the third passage; `[1, 3]` and `[1-3]` to several. A bracket with a zero is none,
 * such as the interval [0, 1].
 */
export const markerPattern = /\[\^?[1-9]\d{0,2}(?:\s*(?:[,;&–-]|and)\s*\^?[1-9]\d{0,2})*\]/g;

export const markerStart = new RegExp(`^(?:${markerPattern.source})`);

/** A text that what follows it could make a marker of. */
export const mayBecomeMarker = /\[[\s\d^,;&–\-and]{0,60}$/;

/** A wider range is no list of passages; its ends are taken alone. */
const widestRange = 20;

/** The numbers that a marker names, in its order. */
export function markerNumbers(marker: string): number[] {
  return Array.from(marker.matchAll(/(\d+)(?:\s*[–-]\s*\^?(\d+))?/g)).flatMap(({ 1: first, 2: last }) => {
    const from = Number(first);
    const to = Number(last ?? first);
    if (to < from || to - from >= widestRange) return [from, to];
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}
