import type { Chunk, SourceDocument, Span } from "../document.ts";
import { quickHash, sha256 } from "../hash.ts";
import { chunkTerms } from "../text/filed-under.ts";
import { countTokens } from "../text/tokens.ts";
import { truncate } from "../text/truncate.ts";
import { markdownBlocks, plainBlocks } from "./blocks.ts";
import { type ChunkLimits, cutBlock } from "./cut.ts";

/** Characters of a heading that go with a chunk; a paragraph marked up as a heading must not drown the text. */
const longestHeading = 200;

type Section = Span & { path: string[]; tokens: number; hasBody: boolean };
type Page = Span & { page: number | null };

/**
 * Cuts a document into chunks along its structure: a heading begins a new chunk unless the one before it is still small;
 * headings, paragraphs, lists, fenced code and tables are cut only when larger than a chunk. A chunk has at most
 * `maxTokens` tokens, and up to a quarter more where a heading stays with the block that it heads. None spans two pages,
 * so that whatever is quoted from it stands on its page.
 */
export async function chunkDocument(document: SourceDocument, limits: ChunkLimits): Promise<Chunk[]> {
  const occurrences = new Map<string, number>();
  const lineAt = lineCounter(document.text);
  const found = pages(document).flatMap(({ page, ...span }) => sections(document, span, limits).map((section) => ({ ...section, page })));
  const chunks = found.map(({ start, end, path, page }) => {
    const text = document.text.slice(start, end);
    const occurrence = occurrences.get(text) ?? 0;
    occurrences.set(text, occurrence + 1);
    return {
      id: chunkId(document.source, text, occurrence),
      source: document.source,
      title: document.title,
      categories: document.categories,
      text,
      start,
      end,
      line: lineAt(start),
      page,
      tokens: countTokens(text),
      ...searchForms(document, path, text),
    };
  });
  // All digests at once: waiting for each in turn takes several times as long.
  return Promise.all(chunks.map(async (chunk) => ({ ...chunk, id: await chunk.id })));
}

/**
 * A chunk's name: the same for the same text of the same source wherever it moves to; equal texts are told apart
 * by how often the text occurred before.
 */
async function chunkId(source: string, text: string, occurrence: number): Promise<string> {
  return (await sha256(JSON.stringify([source, text, occurrence]))).slice(0, 32);
}

function searchForms({ source, title }: SourceDocument, path: string[], text: string): Pick<Chunk, "embeddingInput" | "terms"> {
  const headings = path[0] === title ? path : [title, ...path];
  const embeddingInput = `${headings.map((heading) => truncate(heading, longestHeading)).join(" > ")}\n\n${text}`;
  return { embeddingInput, terms: chunkTerms(embeddingInput, source) };
}

/** The body where there are no pages. */
function pages({ text, bodyStart, pageStarts }: SourceDocument): Page[] {
  if (!pageStarts) return [{ start: bodyStart, end: text.length, page: null }];
  return pageStarts.map((start, index) => ({ start, end: pageStarts[index + 1] ?? text.length, page: index + 1 }));
}

function sections({ text, format }: SourceDocument, { start: offset, end }: Span, limits: ChunkLimits): Section[] {
  const body = text.slice(offset, end);
  const blocks = format === "markdown" ? markdownBlocks(body) : plainBlocks(body);
  const found: Section[] = [];
  const headings: { level: number; text: string }[] = [];
  let open: Section | undefined;
  const close = () => {
    if (open) found.push({ ...open, start: open.start + offset, end: open.end + offset });
    open = undefined;
  };

  for (const block of blocks) {
    if (block.heading) {
      const { level } = block.heading;
      while (headings.length > 0 && headings.at(-1)!.level >= level) headings.pop();
      headings.push(block.heading);
      if (open?.hasBody && open.tokens >= limits.maxTokens / 4) close();
    } else if (open?.hasBody && open.tokens >= limits.maxTokens / 3 && isBoundary(body, block)) close();
    const path = headings.map((heading) => heading.text);
    for (const piece of cutBlock(body, block, limits)) {
      const before = open ? open.tokens + countTokens(body.slice(open.end, piece.start)) : 0;
      const full = before + piece.tokens > limits.maxTokens;
      // A heading stays with what it heads, even if that alone fills a chunk.
      const onlyHeading = open && !open.hasBody && !block.heading && before <= limits.maxTokens / 4;
      if (piece.overlaps || (full && !onlyHeading)) close();
      open = {
        start: open?.start ?? piece.start,
        end: piece.end,
        tokens: (open ? before : 0) + piece.tokens,
        // Several small sections in one chunk share what their paths have in common.
        path: open?.hasBody ? commonStart(open.path, path) : path,
        hasBody: open?.hasBody === true || !block.heading,
      };
    }
  }
  close();
  return found;
}

/**
 * Every other block begins a new chunk once the one before it is a third full. Which ones depends on their own text alone, so that
 * after an inserted paragraph the chunks soon fall as they did before, and keep their ids.
 */
function isBoundary(text: string, { start, end }: Span): boolean {
  return quickHash(text.slice(start, Math.min(end, start + 200))) % 2 === 0;
}

function commonStart(one: string[], other: string[]): string[] {
  const length = one.findIndex((heading, index) => heading !== other[index]);
  return length === -1 ? one : one.slice(0, length);
}

/** Returns a function from offsets that never fall to 1-based line numbers. */
function lineCounter(text: string): (offset: number) => number {
  const breaks = /\r\n|\n|\r/g;
  const nextLineStart = () => (breaks.exec(text) ? breaks.lastIndex : Infinity);
  let line = 1;
  let next = nextLineStart();
  return (offset) => {
    for (; next <= offset; next = nextLineStart()) line++;
    return line;
  };
}
