const encoder = new TextEncoder();

/**
 * Bytes of a text in UTF-8, which are an upper bound of its tokens: no token of a byte-pair encoding is shorter than one (Sennrich et
 * al. 2016, over bytes as in GPT-2), so that no tokenizer is needed where a request waits.
 */
export const bytesOf = (text: string): number => encoder.encode(text).length;

/** What a chat protocol adds around the texts of a few messages. */
export const framingTokens = 32;

/** The largest number up to `most` that fits, where no number fits that is larger than one that does not. */
export function largest(most: number, fits: (count: number) => boolean): number {
  if (most === 0 || fits(most)) return most;
  let [fitting, over] = [0, most];
  while (over - fitting > 1) {
    const middle = Math.floor((fitting + over) / 2);
    if (fits(middle)) fitting = middle;
    else over = middle;
  }
  return fitting;
}
