/** Where an ingestion takes its files from. */
export type Corpus = {
  /** Name of the root; an ingestion deletes only documents of its own origin. */
  readonly origin: string;
  /** Every file that holds anything, in a fixed order, with what keeps it from being read, if anything does. */
  files(): AsyncIterable<CorpusFile>;
  /** Whether the file still exists, readable or not, and holds anything. */
  has(source: string): Promise<boolean>;
};

export type CorpusFile = { source: string } & ({ read(): Promise<Uint8Array<ArrayBuffer>> } | { refused: string });

/** What keeps a file from being read, as a failed system call tells it. */
export function unreadable(error: unknown): string {
  return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}
