import type { Manifest } from "../../manifest/manifest.ts";
import { encodeCategory } from "./category-tag.ts";

/** Key of the catalogue. @param name of the configuration's indexes, INDEX_NAME */
export const catalogueKeyOf = (name: string) => `${name}:manifest`;

/** Key of the lock that an ingestion holds. @param name INDEX_NAME */
export const lockKeyOf = (name: string) => `${name}:ingestion`;

export type IndexKeys = ReturnType<typeof keysOf>;

/** The keys of an index. All begin with its name, by which they are found when it is dropped. */
export function keysOf({ index }: Pick<Manifest, "index">) {
  return {
    /** What all begin with. */
    prefix: `${index}:`,
    /** What those of chunks begin with; the id follows. */
    chunks: `${index}:chunk:`,
    chunk: (id: string) => `${index}:chunk:${id}`,
    /** The name of the index over the answers that were given from it. */
    answerIndex: `${index}:answers`,
    /** What the keys of these answers begin with; the id follows. */
    answers: `${index}:answers:`,
    /** What those of documents' records begin with; the source follows. */
    documents: `${index}:document:`,
    document: (source: string) => `${index}:document:${source}`,
    text: (source: string) => `${index}:text:${source}`,
    /** What those of origins begin with; the origin follows. */
    origins: `${index}:origin:`,
    /** Of a sorted set of sources, in the order of their bytes: of those from an origin. */
    origin: (origin: string) => `${index}:origin:${origin}`,
    /** Of such a set of all sources, or of those of documents in a category. */
    listing: (category: string | undefined) =>
      category === undefined ? `${index}:documents` : `${index}:documents:${encodeCategory(category)}`,
  };
}

/** The fields of a chunk's hash that the engine and LangChain are told of; `storedFields` has the others. */
export const fields = { embedding: "embedding", text: "text", terms: "terms", categories: "categories", source: "source" } as const;
