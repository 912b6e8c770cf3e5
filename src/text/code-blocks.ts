import type { Span } from "../document.ts";

/** Lines from a fence to the one that closes it, both included. */
export type CodeBlock = Span & {
  /** What is between the fences. */
  content: Span;
  /** Whether it has both fences and is not indented, so that it is the same to every reader of Markdown. */
  whole: boolean;
};

type Fence = Span & { sign: string; length: number; indented: boolean; language: string };

const lines = /[^\r\n]+/g;
/** What follows backticks on their line names a language, and has none itself. */
const fence = /^(\s*)(`{3,}(?=[^`]*$)|~{3,})(.*)$/;

/** The code between fences in a Markdown text, in its order; also what the cut of a chunk has left at the beginning or the end. */
export function codeBlocksOf(text: string): CodeBlock[] {
  const fences = Array.from(text.matchAll(lines)).flatMap(fenceOf);
  const [first, ...others] = fences;
  if (!first) return [];
  const blocks = paired(fences, text.length);
  // A chunk that was cut within code has a fence too many, and the first one, which closes it, names no language.
  if (blocks.at(-1)!.content.end < text.length || first.language !== "") return blocks;
  return [{ start: 0, end: first.end, content: { start: 0, end: first.start }, whole: false }, ...paired(others, text.length)];
}

function fenceOf({ 0: line, index: start }: RegExpExecArray): Fence[] {
  const [, indentation, signs, language] = fence.exec(line) ?? [];
  if (signs === undefined) return [];
  const end = start + line.trimEnd().length;
  return [{ start, end, sign: signs[0]!, length: signs.length, indented: indentation !== "", language: language!.trim() }];
}

function paired(fences: Fence[], textEnd: number): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: Fence | undefined;
  for (const found of fences) {
    if (!open) open = found;
    else if (found.sign === open.sign && found.length >= open.length && found.language === "") {
      blocks.push({ start: open.start, end: found.end, content: { start: open.end, end: found.start }, whole: !open.indented });
      open = undefined;
    }
  }
  if (open) blocks.push({ start: open.start, end: textEnd, content: { start: open.end, end: textEnd }, whole: false });
  return blocks;
}
