import type { Chunk } from "../document.ts";
import { sha256 } from "../hash.ts";
import type { DocumentRecord, Fingerprint, StoredChunk } from "../stores/store.ts";

export type FingerprintedChunk = Chunk & Fingerprint;

/** What it takes to make the stored chunks of a document those that its file now has. */
export type DocumentDiff = {
  /** Chunks to embed and write: new ones, and those whose embedding input changed. */
  embed: FingerprintedChunk[];
  added: number;
  /** Chunks of which only title, categories or offsets changed. */
  update: FingerprintedChunk[];
  unchanged: number;
  /** Ids of stored chunks whose text is gone. */
  remove: string[];
};

/** The id stands for the text, so only what goes before it into the embedding is hashed, once for all chunks that share it. */
export async function fingerprint(chunks: Chunk[]): Promise<FingerprintedChunk[]> {
  const hashes = new Map<string, Promise<string>>();
  const hashOf = (context: string) => {
    const hash = hashes.get(context) ?? sha256(context);
    hashes.set(context, hash);
    return hash;
  };
  return Promise.all(
    chunks.map(async (chunk) => {
      const hash = await hashOf(chunk.embeddingInput.slice(0, -chunk.text.length));
      return { ...chunk, embeddingHash: hash.slice(0, 32) };
    }),
  );
}

/** @param stored what the store knows of each of `wanted`, in order */
export function diffDocument(
  wanted: FingerprintedChunk[],
  stored: (StoredChunk | undefined)[],
  record: DocumentRecord | undefined,
): DocumentDiff {
  const diff: DocumentDiff = { embed: [], added: 0, update: [], unchanged: 0, remove: [] };
  wanted.forEach((chunk, index) => {
    const known = stored[index];
    if (known?.embeddingHash !== chunk.embeddingHash) {
      diff.embed.push(chunk);
      if (!known) diff.added++;
    } else if (sameMetadata(known, chunk)) diff.unchanged++;
    else diff.update.push(chunk);
  });
  const kept = new Set(wanted.map(({ id }) => id));
  diff.remove = record?.chunks.filter((id) => !kept.has(id)) ?? [];
  return diff;
}

function sameMetadata(one: StoredChunk, other: Chunk): boolean {
  return (
    one.title === other.title &&
    one.start === other.start &&
    one.end === other.end &&
    one.line === other.line &&
    one.page === other.page &&
    one.categories.length === other.categories.length &&
    one.categories.every((category, index) => category === other.categories[index])
  );
}
