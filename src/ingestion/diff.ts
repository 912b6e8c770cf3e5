import type { Chunk } from "../document.ts";
import { sha256 } from "../hash.ts";
import type { DocumentRecord, Fingerprint, StoredChunk } from "../stores/chunk-index.ts";

export type FingerprintedChunk = Chunk & Fingerprint;

/** What it takes to make the stored chunks of a document those that its file now has. */
export type DocumentDiff = {
  /** Chunks to embed and write: new ones, and those whose embedding input changed. */
  embed: FingerprintedChunk[];
  added: number;
  /** Chunks of which only title, categories or offsets changed. */
  update: FingerprintedChunk[];
  unchanged: number;
  /** Of those in `embed` that are stored, what they were made from until now. */
  superseded: (Fingerprint & { id: string })[];
  /** Ids of stored chunks whose text is gone. */
  remove: string[];
};

export async function fingerprint(chunks: Chunk[]): Promise<FingerprintedChunk[]> {
  // All digests at once: waiting for each in turn takes several times as long.
  return Promise.all(chunks.map(async (chunk) => ({ ...chunk, embeddingHash: (await sha256(chunk.embeddingInput)).slice(0, 32) })));
}

/** @param stored what the store knows of each of `wanted`, in order */
export function diffDocument(
  wanted: FingerprintedChunk[],
  stored: (StoredChunk | undefined)[],
  record: DocumentRecord | undefined,
): DocumentDiff {
  const diff: DocumentDiff = { embed: [], added: 0, update: [], unchanged: 0, superseded: [], remove: [] };
  wanted.forEach((chunk, index) => {
    const known = stored[index];
    if (known?.embeddingHash !== chunk.embeddingHash) {
      diff.embed.push(chunk);
      if (known) diff.superseded.push({ id: chunk.id, embeddingHash: known.embeddingHash });
      else diff.added++;
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
