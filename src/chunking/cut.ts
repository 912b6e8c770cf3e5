import type { Span } from "../document.ts";
import { countTokens } from "../tokens.ts";
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
  const tokens = countTokens(text.slice(block.start, block.end));
  if (tokens <= limits.maxTokens) return [{ ...trimmed(text, block), tokens }];
  if (block.kind === "container" && block.children.length > 0) {
    return withGaps(block).flatMap((child) => cutBlock(text, child, limits));
  }
  if (block.kind === "lines") return packSpans(text, atoms(text, block, [/[^\n]*\n|[^\n]+/g, wordPattern], limits), limits, 0);
  return packSpans(text, atoms(text, block, ["sentence", wordPattern], limits), limits, limits.overlapTokens);
}

/** The children, each with what stands between it and the one before it (a list's bullet, a quote's mark, a table's rule). */
function withGaps(block: Block): Block[] {
  return block.children.map((child, index) => ({
    ...child,
    start: index === 0 ? block.start : block.children[index - 1]!.end,
    end: index === block.children.length - 1 ? block.end : child.end,
  }));
}

const wordPattern = /\s*\S+\s*/g;
const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Cuts a span at the first kind of boundary, and what is still too large at the next kind; at last between graphemes. */
function atoms(text: string, span: Span, [boundary, ...finer]: (RegExp | "sentence")[], limits: ChunkLimits): Piece[] {
  const part = text.slice(span.start, span.end);
  const tokens = countTokens(part);
  if (tokens <= limits.maxTokens) return [{ ...trimmed(text, span), tokens }];
  if (boundary === undefined) return graphemePieces(part, span.start, limits);
  const parts =
    boundary === "sentence" ? sentences.segment(part) : Array.from(part.matchAll(boundary), (m) => ({ segment: m[0], index: m.index }));
  const pieces: Piece[] = [];
  for (const { segment, index } of parts) {
    if (segment.trim() === "") continue;
    pieces.push(...atoms(text, { start: span.start + index, end: span.start + index + segment.length }, finer, limits));
  }
  return pieces;
}

function graphemePieces(part: string, offset: number, { maxTokens }: ChunkLimits): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  let tokens = 0;
  for (const { segment, index } of graphemes.segment(part)) {
    const more = countTokens(segment);
    if (tokens > 0 && tokens + more > maxTokens) {
      pieces.push({ start: offset + start, end: offset + index, tokens });
      start = index;
      tokens = 0;
    }
    tokens += more;
  }
  pieces.push({ start: offset + start, end: offset + part.length, tokens });
  return pieces;
}

/** Joins neighbouring pieces while they fit. */
function packSpans(text: string, pieces: Piece[], { maxTokens }: ChunkLimits, overlapTokens: number): Piece[] {
  const packed: Piece[] = [];
  let first = 0;
  while (first < pieces.length) {
    let last = first;
    let tokens = pieces[first]!.tokens;
    while (last + 1 < pieces.length && tokens + pieces[last + 1]!.tokens + 1 <= maxTokens) tokens += pieces[++last]!.tokens + 1;
    const span = { start: pieces[first]!.start, end: pieces[last]!.end };
    const overlaps = packed.length > 0 && span.start < packed.at(-1)!.end;
    packed.push({ ...span, tokens, ...(overlaps && { overlaps: true as const }) });
    if (last + 1 >= pieces.length) break;
    // Step back over whole pieces for the overlap, but always move on.
    let next = last + 1;
    let repeated = 0;
    while (next - 1 > first && (repeated += pieces[next - 1]!.tokens) <= overlapTokens) {
      // The repeated pieces must leave room for at least one new piece.
      if (repeated + pieces[last + 1]!.tokens + (last + 2 - next) > maxTokens) break;
      next--;
    }
    first = next;
  }
  return packed;
}

function trimmed(text: string, { start, end }: Span): Span {
  const part = text.slice(start, end);
  return { start: start + part.length - part.trimStart().length, end: start + part.trimEnd().length };
}
