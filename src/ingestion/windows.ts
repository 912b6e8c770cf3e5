import { type Corpus, type CorpusFile, unreadable } from "./corpus.ts";
import type { SourceFile } from "./read-document.ts";

/** Files whose chunks are compared, embedded and written together; bounds the memory in use. */
const windowFiles = 64;
const windowBytes = 262_144;

export type LoadedFile = SourceFile | { source: string; refused: string };

/** All files of a corpus in their order, read a window at a time. */
export async function* windows(corpus: Corpus): AsyncGenerator<LoadedFile[]> {
  let window: LoadedFile[] = [];
  let bytes = 0;
  for await (const file of corpus.files()) {
    const loaded = await load(file);
    window.push(loaded);
    if ("bytes" in loaded) bytes += loaded.bytes.length;
    else if ("extracted" in loaded) bytes += loaded.extracted.text.length;
    if (window.length < windowFiles && bytes < windowBytes) continue;
    yield window;
    window = [];
    bytes = 0;
  }
  if (window.length > 0) yield window;
}

async function load(file: CorpusFile): Promise<LoadedFile> {
  if (!("read" in file)) return file;
  try {
    return { source: file.source, bytes: await file.read() };
  } catch (error) {
    return { source: file.source, refused: unreadable(error) };
  }
}
