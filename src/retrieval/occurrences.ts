/** What a chunk holds of a query. */
export type Occurrences = {
  /** How often each gram of the query occurs, in the order in which the query has them. */
  grams: Uint32Array;
  /** The number of grams of the whole chunk. */
  length: number;
  /** For each term of the query, where it stands among the chunk's terms. */
  places: number[][];
};

const gramLength = 4;
const space = 32;

/**
 * Returns a function that finds a query in chunks. It is called for every candidate of every search, and so reads the stored terms
 * in one pass that cuts nothing out of them: cutting them into terms and grams takes several times as long.
 * @param terms of the query, each once
 */
export function occurrenceCounter(terms: string[]): (stored: string) => Occurrences {
  const { size, slots, first, second, shift } = gramTable(terms.flatMap(gramsOf));
  return (stored) => {
    const grams = new Uint32Array(size);
    const places: number[][] = terms.map(() => []);
    let length = 0;
    let place = 0;
    let start = 0;
    let known = true;
    // The last four units since the mark before the term, two in each.
    let older = 0;
    let newer = space;
    for (let position = 0; position <= stored.length; position++) {
      const unit = position < stored.length ? stored.charCodeAt(position) : space;
      older = (older << 16) | (newer >>> 16);
      newer = (newer << 16) | unit;
      const read = position - start;
      if (read >= gramLength - 2 || unit === space) {
        length++;
        let slot = slotOf(older, newer, shift);
        while (slots[slot] !== 0 && (first[slot] !== older || second[slot] !== newer)) slot = (slot + 1) & (slots.length - 1);
        const number = slots[slot]!;
        if (number === 0) known = false;
        else grams[number - 1]!++;
      }
      if (unit === space) {
        if (known) {
          for (const [number, term] of terms.entries()) {
            if (term.length === read && stored.startsWith(term, start)) places[number]!.push(place);
          }
        }
        place++;
        start = position + 1;
        known = true;
        older = 0;
        newer = space;
      }
    }
    return { grams, length, places };
  };
}

/** Beginning and end of a term are marked, so that they only match beginnings and ends. A term of one letter is one gram. */
function gramsOf(term: string): string[] {
  const marked = ` ${term} `;
  return Array.from({ length: Math.max(marked.length - gramLength + 1, 1) }, (_, start) => marked.slice(start, start + gramLength));
}

/** Numbers the different grams from 1, in a hash table with open addressing that is looked up by their units. */
function gramTable(grams: string[]) {
  const different = [...new Set(grams)];
  // Mostly empty, so that grams which the query does not have meet a free slot at once.
  const bits = Math.ceil(Math.log2(different.length * 16 + 1));
  const shift = 32 - bits;
  const [slots, first, second] = [new Uint32Array(2 ** bits), new Int32Array(2 ** bits), new Int32Array(2 ** bits)];
  for (const [index, gram] of different.entries()) {
    let older = 0;
    let newer = 0;
    for (let position = 0; position < gram.length; position++) {
      older = (older << 16) | (newer >>> 16);
      newer = (newer << 16) | gram.charCodeAt(position);
    }
    let slot = slotOf(older, newer, shift);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = index + 1;
    first[slot] = older;
    second[slot] = newer;
  }
  return { size: different.length, slots, first, second, shift };
}

/** Fibonacci hashing: Knuth, The Art of Computer Programming, volume 3, section 6.4. */
function slotOf(older: number, newer: number, shift: number): number {
  return Math.imul(Math.imul(older, 0x85ebca6b) ^ newer, 0x9e3779b1) >>> shift;
}
