import type { Extracted, Given } from "./readers/reader.ts";

/** The origin of documents that come one by one, as over HTTP; no directory has it. */
export const apiOrigin = "api";

/** Where an ingestion takes its files from. */
export type Corpus = {
  /** Name of the root; an ingestion deletes only documents of its own origin. */
  readonly origin: string;
  /** The part of its origin that it is, if not all of it: one source, those that begin alike, or both. Deletions look at no others. */
  readonly part?: { source?: string; prefix?: string } | undefined;
  /** Every file and record that holds anything, in a fixed order, with what keeps it from being read, if anything does. */
  files(): AsyncIterable<CorpusFile>;
  /** Whether the file or record still exists, readable or not, and holds anything; of records as `files` found them last. */
  has(source: string): Promise<boolean>;
};

export type CorpusFile = { source: string; given?: Given | undefined } & (
  | {
      read(): Promise<Uint8Array<ArrayBuffer>>;
      /** In bytes, where it is known beforehand. */
      size?: number;
      /** The same piece by piece, for files of any size. */
      stream?(): AsyncIterable<Uint8Array>;
    }
  | {
      extracted: Extracted;
      /** Of the file that it was extracted from, as an ingestion made it before. */
      hash?: string;
    }
  | { refused: string }
);

/** What keeps a file from being read, as a failed system call tells it. */
export function unreadable(error: unknown): string {
  return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}
