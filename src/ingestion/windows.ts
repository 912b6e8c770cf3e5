import { type Corpus, type CorpusFile, unreadable } from "./corpus.ts";
import type { SourceFile } from "./read-document.ts";

/** Files whose chunks are compared, embedded and written together; bounds the memory in use. */
const windowFiles = 64;
const windowBytes = 262_144;
/** Most files that are read at the same time; a disk answers several in little more time than one. */
const readAtOnce = 8;

export type LoadedFile = SourceFile | { source: string; refused: string };

/** All files of a corpus in their order, read a window at a time. */
export async function* windows(corpus: Corpus): AsyncGenerator<LoadedFile[]> {
  let window: LoadedFile[] = [];
  let bytes = 0;
  for await (const files of groups(corpus.files())) {
    for (const loaded of await Promise.all(files.map(load))) {
      window.push(loaded);
      if ("bytes" in loaded) bytes += loaded.bytes.length;
      else if ("extracted" in loaded) bytes += loaded.extracted.text.length;
      if (window.length < windowFiles && bytes < windowBytes) continue;
      yield window;
      window = [];
      bytes = 0;
    }
  }
  if (window.length > 0) yield window;
}

/** Files that are read together: a few small ones, or one. */
async function* groups(files: AsyncIterable<CorpusFile>): AsyncGenerator<CorpusFile[]> {
  let group: CorpusFile[] = [];
  let bytes = 0;
  for await (const file of files) {
    const size = "read" in file ? (file.size ?? windowBytes) : 0;
    if (group.length === readAtOnce || (group.length > 0 && bytes + size > windowBytes)) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(file);
    bytes += size;
  }
  if (group.length > 0) yield group;
}

async function load(file: CorpusFile): Promise<LoadedFile> {
  if (!("read" in file)) return file;
  try {
    return { source: file.source, given: file.given, bytes: await file.read() };
  } catch (error) {
    return { source: file.source, refused: unreadable(error) };
  }
}

/** A corpus that knows its files, and so asks only for others whether they are there. @returns the number of its files too */
export async function listed(corpus: Corpus): Promise<{ corpus: Corpus; total: number }> {
  const sources = new Set<string>();
  let total = 0;
  for await (const { source } of corpus.files()) {
    sources.add(source);
    total++;
  }
  return { total, corpus: { ...corpus, has: async (source) => sources.has(source) || corpus.has(source) } };
}
