import { chunkDocument } from "../chunking/chunk.ts";
import type { ChunkLimits } from "../chunking/cut.ts";
import type { Chunk, SourceDocument } from "../document.ts";
import { type ReadOptions, readDocument, type SourceFile } from "./read-document.ts";

export type ParseOptions = ReadOptions & { limits: ChunkLimits };
export type ParsedDocument = { document: SourceDocument; chunks: Chunk[] };

/** Reads a file and cuts its text. @throws UnreadableDocumentError */
export type ParseFile = (file: SourceFile, options: ParseOptions, signal?: AbortSignal) => Promise<ParsedDocument>;

/** In the calling thread, in as much time and memory as it takes. */
export const parseFile: ParseFile = async (file, options) => {
  const document = await readDocument(file, options);
  return { document, chunks: await chunkDocument(document, options.limits) };
};
