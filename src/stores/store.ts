import type { KeyRecord } from "../access/key.ts";
import type { Visible } from "../access/visible.ts";
import type { Catalogue, IndexBeside } from "../manifest/catalogue.ts";
import type { Embedding } from "../document.ts";
import type { EmbeddingIdentity, Manifest } from "../manifest/manifest.ts";
import type { ChunkIndex } from "./chunk-index.ts";

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
  /** Answers that were given from an index; they go with it. */
  answerCache(manifest: Manifest): AnswerCache;
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

/** Answers by their questions' embeddings, each within a scope: none of another is ever found. */
export type AnswerCache = {
  /** Up to `k` of a scope that have not expired, those of the nearest questions first; none as long as nothing was written. */
  nearest(scope: string, embedding: Embedding, k: number): Promise<NearAnswer[]>;
  /** Adds an answer, or replaces that of the same id. @param seconds after which it is forgotten */
  write(answer: CachedAnswer, seconds: number): Promise<void>;
  remove(id: string): Promise<void>;
};

export type CachedAnswer = {
  id: string;
  /** Letters and digits. */
  scope: string;
  /** Of the question. */
  embedding: Embedding;
  /** Opaque to the store. */
  contents: string;
};

export type NearAnswer = Pick<CachedAnswer, "id" | "contents"> & {
  /** Of the two questions' embeddings, whatever the metric of the index. */
  cosine: number;
};
