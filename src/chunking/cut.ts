import type { Span } from "../document.ts";
import { countTokens } from "../text/tokens.ts";
import type { Block } from "./blocks.ts";

/** A span that fits a chunk; `overlaps` where it begins inside the piece before it. */
export type Piece = Span & { tokens: number; overlaps?: true };

export type ChunkLimits = {
  /** Most tokens (o200k_base) of a chunk's text. */
  maxTokens: number;
  /** Most tokens that a piece of a cut paragraph repeats of the piece before it. */
  overlapTokens: number;
};

/** Cuts a block into pieces of at most `maxTokens`: whole if it fits, else at the largest boundary that makes it fit. */
export function cutBlock(text: string, block: Block, limits: ChunkLimits): Piece[] {
  const piece = trimmedPiece(text, block);
  // To the parser, white space that is not ASCII is text.
  if (piece.end === piece.start) return [];
  if (piece.tokens <= limits.maxTokens) return [piece];
  if (block.kind === "container" && block.children.length > 0) {
    return withGaps(block).flatMap((child) => cutBlock(text, child, limits));
  }
  if (block.kind === "lines") return packSpans(text, [...atoms(text, block, [linePattern, wordPattern], limits)], limits, 0);
  return packSpans(text, [...atoms(text, block, ["sentence", wordPattern], limits)], limits, limits.overlapTokens);
}

/** The children, each with what stands between it and the one before it (a list's bullet, a quote's mark, a table's rule). */
function withGaps(block: Block): Block[] {
  return block.children.map((child, index) => ({
    ...child,
    start: index === 0 ? block.start : block.children[index - 1]!.end,
    end: index === block.children.length - 1 ? block.end : child.end,
  }));
}

const linePattern = /[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+/g;
const wordPattern = /\S+/g;
const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Cuts a span at the first kind of boundary, and what is still too large at the next kind; at last between characters. */
function* atoms(text: string, span: Span, [boundary, ...finer]: (RegExp | "sentence")[], limits: ChunkLimits): Generator<Piece> {
  const whole = trimmedPiece(text, span);
  const part = text.slice(whole.start, whole.end);
  if (part === "") return;
  if (whole.tokens <= limits.maxTokens) yield whole;
  else if (boundary === undefined) yield* characterPieces(part, whole.start, limits);
  else {
    const parts =
      boundary === "sentence" ? sentences.segment(part) : Array.from(part.matchAll(boundary), (m) => ({ segment: m[0], index: m.index }));
    for (const { segment, index } of parts) {
      yield* atoms(text, { start: whole.start + index, end: whole.start + index + segment.length }, finer, limits);
    }
  }
}

function characterPieces(part: string, offset: number, { maxTokens }: ChunkLimits): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  let end = 0;
  let tokens = 0;
  for (const character of characters(part, maxTokens)) {
    const more = countTokens(character);
    if (tokens > 0 && tokens + more > maxTokens) {
      pieces.push({ start: offset + start, end: offset + end, tokens });
      start = end;
      tokens = 0;
    }
    end += character.length;
    tokens += more;
  }
  pieces.push({ start: offset + start, end: offset + end, tokens });
  return pieces;
}

/** Graphemes; the code points of one that is too large, since any number of combining marks may pile up on a letter. */
function* characters(part: string, maxTokens: number): Generator<string> {
  for (const { segment } of graphemes.segment(part)) {
    if (countTokens(segment) > maxTokens) yield* segment;
    else yield segment;
  }
}

/** Joins neighbouring pieces while they fit. */
function packSpans(text: string, pieces: Piece[], { maxTokens }: ChunkLimits, overlapTokens: number): Piece[] {
  const gapBefore = (index: number) => countTokens(text.slice(pieces[index - 1]!.end, pieces[index]!.start));
  const packed: Piece[] = [];
  let first = 0;
  while (first < pieces.length) {
    let last = first;
    let tokens = pieces[first]!.tokens;
    for (; last + 1 < pieces.length; last++) {
      const more = gapBefore(last + 1) + pieces[last + 1]!.tokens;
      if (tokens + more > maxTokens) break;
      tokens += more;
    }
    const span = { start: pieces[first]!.start, end: pieces[last]!.end };
    const overlaps = packed.length > 0 && span.start < packed.at(-1)!.end;
    packed.push({ ...span, tokens, ...(overlaps && { overlaps: true as const }) });
    if (last + 1 >= pieces.length) break;
    // Step back over whole pieces for the overlap, but always move on, and leave room for at least one new piece.
    let next = last + 1;
    for (let repeated = 0; next - 1 > first; next--) {
      repeated += pieces[next - 1]!.tokens + gapBefore(next);
      if (repeated > overlapTokens || repeated + pieces[last + 1]!.tokens > maxTokens) break;
    }
    first = next;
  }
  return packed;
}

/** A span without the white space around it. */
function trimmedPiece(text: string, { start, end }: Span): Piece {
  const part = text.slice(start, end);
  const content = part.trim();
  const contentStart = start + part.length - part.trimStart().length;
  return { start: contentStart, end: contentStart + content.length, tokens: countTokens(content) };
}
