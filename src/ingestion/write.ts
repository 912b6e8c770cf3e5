import { batches } from "../batches.ts";
import type { Limit } from "../concurrently.ts";
import type { Embedder } from "../embeddings/embedder.ts";
import type { ChunkIndex, EmbeddingCache } from "../stores/store.ts";
import { countTokens } from "../tokens.ts";
import type { ChangedDocument } from "./compare.ts";
import type { FingerprintedChunk } from "./diff.ts";
import type { IngestionReport } from "./report.ts";
import type { Embeddings } from "./reuse.ts";

export type Writing = {
  index: ChunkIndex;
  embedder: Embedder;
  /** Keeps what was paid for beyond the life of its chunk. */
  cache?: EmbeddingCache | undefined;
  /** Chunks per embedding call. */
  batchSize: number;
  signal?: AbortSignal | undefined;
};

export type WritingWindow = Writing & {
  /** On batches under way, each until it is stored: what a kill can make one pay for again. */
  limit: Limit;
  /** Called after each batch with its share of them all. */
  onWritten: (share: number) => void;
};

/** Chunks with known embeddings that are written together. */
const knownBatch = 256;

/**
 * Brings the chunks of changed documents up to date. Each document is recorded before its chunks are written and again when they are
 * complete, so that an interrupted run can be repeated; new chunks are written before old ones are deleted.
 * @param known embeddings that need not be made
 */
export async function writeDocuments(
  writing: WritingWindow,
  changed: ChangedDocument[],
  known: Embeddings,
  report: IngestionReport,
): Promise<void> {
  const { index, batchSize, limit, onWritten } = writing;
  writing.signal?.throwIfAborted();
  // Until a document is complete, its record names every chunk that may be stored, so that none is ever lost sight of.
  await index.writeDocuments(
    changed.map(({ record, previous, diff }) => ({
      ...record,
      hash: null,
      categories: record.categories.filter((category) => previous?.categories.includes(category)),
      chunks: [...record.chunks, ...diff.remove],
    })),
  );

  const { reused, alike } = splitByEmbedding(changed, known);
  const work = [
    ...Array.from(batches(reused, knownBatch), (batch) => () => writeKnown(writing, batch, known, report)),
    ...Array.from(batches(alike, batchSize), (batch) => () => embedAndWrite(writing, batch, report)),
  ];
  const written = work.map((write) => limit(write).then(() => onWritten(1 / work.length)));
  // Nothing may still be written when the run has failed and its lock is free.
  await Promise.allSettled(written);
  await Promise.all(written);

  await index.updateChunks(changed.flatMap(({ diff }) => diff.update));
  await index.writeTexts(changed.map(({ record: { source }, text }) => ({ source, text })));
  const remove = changed.flatMap(({ diff }) => diff.remove);
  if (remove.length > 0) {
    await index.settle();
    await index.deleteChunks(remove);
  }
  await index.writeDocuments(changed.map(({ record }) => record));
}

/** @returns chunks whose embedding is known, and groups of chunks that share an embedding which has to be made */
export function splitByEmbedding(
  changed: ChangedDocument[],
  known: Embeddings,
): { reused: FingerprintedChunk[]; alike: FingerprintedChunk[][] } {
  const chunks = changed.flatMap(({ diff }) => diff.embed);
  const unknown = chunks.filter(({ embeddingHash }) => !known.has(embeddingHash));
  return {
    reused: chunks.filter(({ embeddingHash }) => known.has(embeddingHash)),
    // The same text under the same headings, as in a copy of a file, is embedded once.
    alike: [...Map.groupBy(unknown, ({ embeddingHash }) => embeddingHash).values()],
  };
}

async function writeKnown({ index, signal }: Writing, batch: FingerprintedChunk[], known: Embeddings, report: IngestionReport) {
  signal?.throwIfAborted();
  await index.writeChunks(batch.map((chunk) => ({ ...chunk, embedding: known.get(chunk.embeddingHash)! })));
  report.embedded.reused += batch.length;
}

/** @param batch groups of chunks that share an embedding */
async function embedAndWrite(
  { index, embedder, cache, signal }: Writing,
  batch: FingerprintedChunk[][],
  report: IngestionReport,
): Promise<void> {
  signal?.throwIfAborted();
  const firsts = batch.map(([first]) => first!);
  const embeddings = await embedder.embedDocuments(
    firsts.map(({ embeddingInput }) => embeddingInput),
    signal,
  );
  signal?.throwIfAborted();
  await index.writeChunks(batch.flatMap((alike, position) => alike.map((chunk) => ({ ...chunk, embedding: embeddings[position]! }))));
  await cache?.write(firsts.map(({ embeddingHash }, position) => [embeddingHash, embeddings[position]!]));
  countEmbedded(batch, report);
}

/** @param groups of chunks that share an embedding which is made once */
export function countEmbedded(groups: FingerprintedChunk[][], { embedded }: IngestionReport): void {
  embedded.chunks += groups.length;
  for (const [first, ...copies] of groups) {
    embedded.tokens += embeddedTokens(first!);
    embedded.reused += copies.length;
  }
}

/** Tokens that are sent to embed a chunk. */
function embeddedTokens({ embeddingInput, text, tokens }: FingerprintedChunk): number {
  // The headings end with empty lines, which no token spans.
  return countTokens(embeddingInput.slice(0, -text.length)) + tokens;
}
