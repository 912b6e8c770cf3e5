import type { KeyRecord } from "../access/key.ts";
import type { Visible } from "../access/visible.ts";
import type { Catalogue, IndexBeside } from "../catalogue.ts";
import type { Candidate, CategoryCount, Chunk, DocumentLayout, EmbeddedChunk, Embedding, StoredPassage } from "../document.ts";
import type { EmbeddingIdentity, Manifest } from "../manifest.ts";

/** A place that keeps indexes of chunks and the manifest that says which of them is live. One instance is one connection. */
export type Store = {
  /** For people, without secrets: `SQLite at .data/footnote.sqlite`. */
  readonly name: string;
  /**
   * Connects if need be, and does nothing when all is well.
   * @throws StoreUnavailableError that tells what is wrong (no server, wrong password, no query engine …) and the remedy.
   */
  connect(): Promise<void>;
  readManifest(): Promise<Manifest | undefined>;
  /** The manifest with what is beside its index. */
  readCatalogue(): Promise<Catalogue | undefined>;
  /** Makes the manifest's index, which exists, the live one, in one step with what is beside it; requests follow within a second. */
  publish(manifest: Manifest, beside?: IndexBeside[]): Promise<void>;
  /**
   * @param visible all that the reads of the index know of: chunks and documents of other categories are not there, and other
   * categories of a visible one are not told. Writes, and what status() counts, are for those who see everything.
   */
  open(manifest: Manifest, visible?: Visible): ChunkIndex;
  /** Deletes an index with its chunks and documents, and the manifest if it names that index. */
  drop(manifest: Manifest): Promise<void>;
  /**
   * Waits until no other ingestion runs on this store.
   * @param onWait called once if there is one to wait for.
   */
  lockIngestion(onWait: () => void, signal?: AbortSignal): Promise<IngestionLock>;
  /** Whether anybody holds that lock. */
  ingestionRunning(): Promise<boolean>;
  /**
   * Embeddings of one model, which outlive the indexes that they are used in.
   * @param seconds after which an embedding is forgotten
   */
  embeddingCache(embedding: EmbeddingIdentity, seconds: number): EmbeddingCache;
  /** Keys to the API, which outlive every index. */
  readonly keys: KeyStore;
  readonly counters: Counters;
  close(): Promise<void>;
};

export type IngestionLock = {
  /** Aborts when another run has taken the lock over, so that this one must stop writing. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
};

export type KeyStore = {
  /** Whether there is any key, be it a revoked one. */
  any(): Promise<boolean>;
  /** Undefined when there is no such key. */
  read(id: string): Promise<KeyRecord | undefined>;
  /** The oldest first. */
  list(): Promise<KeyRecord[]>;
  /** Adds a key, or replaces that of the same id. */
  write(record: KeyRecord): Promise<void>;
  /** Forgets all keys, so that there is none. */
  clear(): Promise<void>;
};

/** Sums that all servers on the store share. */
export type Counters = {
  /**
   * Adds to a counter, which begins at 0 and is forgotten so many seconds after that.
   * @param amount 0 only reads it
   * @returns what it has come to, and the seconds that are left of it
   */
  add(name: string, amount: number, seconds: number): Promise<{ total: number; left: number }>;
};

/** Embeddings by the hash of what they were made from. */
export type EmbeddingCache = {
  /** In the order of `hashes`. */
  read(hashes: string[]): Promise<(Embedding | undefined)[]>;
  write(entries: [hash: string, embedding: Embedding][]): Promise<void>;
};

/** One physical index: chunks with embeddings, and the documents that they belong to. */
export type ChunkIndex = {
  readonly manifest: Manifest;
  /**
   * Creates the index unless it exists.
   * @throws IndexMismatchError when one of that name exists with another dimension, metric or algorithm.
   */
  create(): Promise<void>;
  /** @throws IndexMissingError, IndexMismatchError */
  status(): Promise<IndexStatus>;
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
  /** Those of `names` that no visible chunk is known to have. */
  unknownCategories(names: string[]): Promise<string[]>;
  /** Every category in code point order; a document or chunk counts in each of its own. */
  categories(): Promise<CategoryCount[]>;

  /** In the order of `sources`. */
  readDocuments(sources: string[]): Promise<(DocumentRecord | undefined)[]>;
  writeDocuments(records: DocumentRecord[]): Promise<void>;
  /** Forgets the records and the texts; the chunks are deleted by `deleteChunks`. */
  deleteDocuments(records: Pick<DocumentRecord, "source" | "origin">[]): Promise<void>;
  /** Every origin that a document has, visible or not; looks through the whole store, so not for requests. */
  listOrigins(): Promise<string[]>;
  /** Up to `limit` sources of an origin in code point order, those after `after`. */
  listSources(origin: string, after: string | undefined, limit: number): Promise<string[]>;
  /** Up to `limit` documents of all origins, those after `after`, by source in code point order; fewer only at the end. */
  listDocuments(listing: DocumentListing): Promise<ListedDocument[]>;
  /**
   * Makes a document what it is now. Where a store can do so at once, a search finds all of the old chunks or all of the new ones;
   * elsewhere it may for a moment find both.
   * @throws InvalidEmbeddingError
   */
  replaceDocument(change: DocumentChange): Promise<void>;

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
  /** Resolves when everything written so far can be found by searches. */
  settle(): Promise<void>;

  /** What the offsets of a document's chunks refer to; undefined when there is no such document. */
  readText(source: string): Promise<string | undefined>;
  writeTexts(texts: DocumentText[]): Promise<void>;
};

export type VectorQuery = { embedding: Embedding; k: number; categories?: string[] | undefined; whole?: boolean };
export type TextQuery = { terms: string[]; k: number; categories?: string[] | undefined };

export type IndexStatus = {
  chunks: number;
  /** False while chunks that are stored cannot be found yet. */
  complete: boolean;
  /** Chunks that are stored but could not be indexed, and so are never found. */
  failures: number;
};

/** Hash of a chunk's embedding input: chunks of the same hash have the same embedding. */
export type Fingerprint = { embeddingHash: string };

export type StoredChunk = Pick<Chunk, "title" | "categories" | "start" | "end" | "line" | "page"> & Fingerprint;

export type DocumentText = {
  source: string;
  /** Well-formed, without NUL. */
  text: string;
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

export type DocumentChange = {
  record: DocumentRecord;
  text: string;
  write: (EmbeddedChunk & Fingerprint)[];
  /** Chunks that keep their embeddings. */
  update: (Chunk & Fingerprint)[];
  /** Ids of chunks that are gone. */
  remove: string[];
};
