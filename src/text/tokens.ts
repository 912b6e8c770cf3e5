import { countTokens as countEncoded } from "gpt-tokenizer/encoding/o200k_base";

// Byte-pair merging is quadratic in the length of a run without white space, or of white space (200,000
// equal letters take ten seconds), so long runs are counted in pieces; real words are far shorter.
const longRunLength = 512;
const longRun = /(?<!\S)\S{512}|(?<!\s)\s{512}/;
const pieceLength = 256;
const options = { disallowedSpecial: new Set<string>() };

/** Tokens of `text` in the o200k_base encoding; special tokens such as `<|endoftext|>` count as plain text. */
export function countTokens(text: string): number {
  if (text.length < longRunLength || !longRun.test(text)) return countEncoded(text, options);
  let tokens = 0;
  for (let start = 0; start < text.length; start += pieceLength) {
    tokens += countEncoded(text.slice(start, start + pieceLength), options);
  }
  return tokens;
}
