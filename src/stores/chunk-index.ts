import type { Candidate, CategoryCount, Chunk, DocumentLayout, EmbeddedChunk, Embedding, StoredPassage } from "../document.ts";
import type { Manifest } from "../manifest/manifest.ts";

/** One physical index: chunks with embeddings, and the documents that they belong to. */
export type ChunkIndex = IndexState & Searches & Categories & Documents & Listings & Chunks;

export type IndexState = {
  readonly manifest: Manifest;
  /**
   * Creates the index unless it exists.
   * @throws IndexMismatchError when one of that name exists with another dimension, metric or algorithm.
   */
  create(): Promise<void>;
  /** @throws IndexMissingError, IndexMismatchError */
  status(): Promise<IndexStatus>;
  /** Resolves when everything written so far can be found by searches. @throws StoreUnavailableError when it never will be */
  settle(): Promise<void>;
};

export type IndexStatus = {
  chunks: number;
  /** False while chunks that are stored cannot be found yet. */
  complete: boolean;
  /** Why it will not become complete by itself, and what to do. */
  reason?: string;
  /** Chunks that are stored but could not be indexed, and so are never found. */
  failures: number;
};

export type Searches = {
  /**
   * The `k` nearest chunks by the manifest's metric, best first, equal scores by id.
   * @param query.embedding of the manifest's dimensions
   * @param query.categories only chunks in any of these; at least one, none empty
   * @param query.whole whether to bring the passages along, where that takes less time than `readPassages`
   * @throws InvalidEmbeddingError, RangeError (categories), StoreUnavailableError, StoreTimeoutError
   */
  searchVectors(query: VectorQuery): Promise<Candidate[]>;
  /**
   * The `k` chunks that match best by BM25, best first, equal scores by id; the score is the engine's, above 0 and unbounded.
   * @param query.terms in the form of `queryTerms`; a chunk needs to hold only one of them
   * @throws RangeError (categories), StoreUnavailableError, StoreTimeoutError
   */
  searchText(query: TextQuery): Promise<Candidate[]>;
};

export type VectorQuery = { embedding: Embedding; k: number; categories?: string[] | undefined; whole?: boolean };
export type TextQuery = { terms: string[]; k: number; categories?: string[] | undefined };

export type Categories = {
  /** Those of `names` that no visible chunk is known to have. */
  unknownCategories(names: string[]): Promise<string[]>;
  /** Every category in code point order; a document or chunk counts in each of its own. */
  categories(): Promise<CategoryCount[]>;
};

/** Documents without their chunks: a record of each, and its text. */
export type Documents = {
  /** In the order of `sources`. */
  readDocuments(sources: string[]): Promise<(DocumentRecord | undefined)[]>;
  writeDocuments(records: DocumentRecord[]): Promise<void>;
  /**
   * Marks documents whose deletion begins, so that what is deleted in part is never taken for a whole document. Needs no room: what is full
   * can be emptied.
   * @param records as they are stored
   */
  withdrawDocuments(records: DocumentRecord[]): Promise<void>;
  /** Forgets the records and the texts; the chunks are deleted by `deleteChunks`. */
  deleteDocuments(records: Pick<DocumentRecord, "source" | "origin">[]): Promise<void>;
  /** What the offsets of a document's chunks refer to; undefined when there is no such document. */
  readText(source: string): Promise<string | undefined>;
  writeTexts(texts: DocumentText[]): Promise<void>;
  /**
   * Makes a document what it is now. Where a store can do so at once, a search finds all of the old chunks or all of the new ones;
   * elsewhere it may for a moment find both.
   * @throws InvalidEmbeddingError
   */
  replaceDocument(change: DocumentChange): Promise<void>;
};

export type DocumentRecord = {
  source: string;
  /** The ingested root, or `api`; an ingestion deletes only within its own. */
  origin: string;
  /** Hash of the file and of all else that its chunks depend on; null while the document is being written. */
  hash: string | null;
  /** While the document is being written, those that it has before and after: nobody else may read its text meanwhile. */
  categories: string[];
  /** Of the text that is kept; null in records of an earlier version, which did not keep it. */
  layout: DocumentLayout | null;
  /** Ids in the order of the text; while the document is being written, all that may be stored. */
  chunks: string[];
};

export type DocumentText = {
  source: string;
  /** Well-formed, without NUL. */
  text: string;
};

export type DocumentChange = {
  record: DocumentRecord;
  text: string;
  write: (EmbeddedChunk & Fingerprint)[];
  /** Chunks that keep their embeddings. */
  update: (Chunk & Fingerprint)[];
  /** Ids of chunks that are gone. */
  remove: string[];
};

export type Listings = {
  /**
   * Every origin that a document has, visible or not; looks through the whole store, so not for requests. It leaves out none: a document
   * that an earlier version wrote has an origin, and may be in no listing.
   */
  listOrigins(): Promise<string[]>;
  /** Up to `limit` sources of an origin in code point order, those after `after`. */
  listSources(origin: string, after: string | undefined, limit: number): Promise<string[]>;
  /** Up to `limit` documents of all origins, those after `after`, by source in code point order; fewer only at the end. */
  listDocuments(listing: DocumentListing): Promise<ListedDocument[]>;
};

export type DocumentListing = {
  /** Only documents in it. */
  category?: string | undefined;
  after?: string | undefined;
  limit: number;
};

export type ListedDocument = Pick<DocumentRecord, "source" | "origin" | "categories"> & {
  /** Number of chunks. */
  chunks: number;
  /** False while the document is being written, or after that was interrupted. */
  complete: boolean;
};

export type Chunks = {
  /** In the order of `ids`. */
  readPassages(ids: string[]): Promise<(StoredPassage | undefined)[]>;
  /** In the order of `ids`. */
  readEmbeddings(ids: string[]): Promise<(Embedding | undefined)[]>;
  /** What is known of chunks without their texts and embeddings, in the order of `ids`. */
  readChunks(ids: string[]): Promise<(StoredChunk | undefined)[]>;
  /** Inserts chunks, or replaces those of the same id. @throws InvalidEmbeddingError */
  writeChunks(chunks: (EmbeddedChunk & Fingerprint)[]): Promise<void>;
  /** Rewrites chunks and leaves their embeddings as they are. */
  updateChunks(chunks: (Chunk & Fingerprint)[]): Promise<void>;
  deleteChunks(ids: string[]): Promise<void>;
};

/** Hash of a chunk's embedding input: chunks of the same hash have the same embedding. */
export type Fingerprint = { embeddingHash: string };

export type StoredChunk = Pick<Chunk, "title" | "categories" | "start" | "end" | "line" | "page"> & Fingerprint;
