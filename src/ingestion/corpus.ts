/** Where an ingestion takes its files from. */
export type Corpus = {
  /** Name of the root; an ingestion deletes only documents of its own origin. */
  readonly origin: string;
  /** Every file in a fixed order, with what keeps it from being read, if anything does. */
  files(): AsyncIterable<CorpusFile>;
  /** Whether the file still exists, readable or not, and holds anything. */
  has(source: string): Promise<boolean>;
};

export type CorpusFile = { source: string } & ({ read(): Promise<Uint8Array<ArrayBuffer>> } | { refused: string });
