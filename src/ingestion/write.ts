import { batches } from "../batches.ts";
import type { Limit } from "../concurrently.ts";
import type { Embedding } from "../document.ts";
import type { Embedder } from "../embeddings/embedder.ts";
import { unfinished } from "../stores/listing.ts";
import type { ChunkIndex } from "../stores/chunk-index.ts";
import type { EmbeddingCache } from "../stores/store.ts";
import { countTokens } from "../text/tokens.ts";
import type { ChangedDocument } from "./compare.ts";
import type { FingerprintedChunk } from "./diff.ts";
import { letRequestsThrough } from "./let-requests-through.ts";
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
  await index.writeDocuments(changed.map(({ record, previous, diff }) => unfinished(record, previous, diff.remove)));

  const { reused, alike } = splitByEmbedding(changed, known);
  const work = [
    ...Array.from(batches(reused, knownBatch), (batch) => () => writeKnown(writing, batch, known, report)),
    ...Array.from(batches(alike, batchSize), (batch) => () => embedAndWrite(writing, batch, report)),
  ];
  await allSettled(work.map((write) => limit(write).then(() => onWritten(1 / work.length))));

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
async function embedAndWrite(writing: Writing, batch: FingerprintedChunk[][], report: IngestionReport): Promise<void> {
  const embeddings = await embed(writing, batch);
  await writing.index.writeChunks(
    batch.flatMap((alike, position) => alike.map((chunk) => ({ ...chunk, embedding: embeddings[position]! }))),
  );
  await keep(writing, batch, embeddings, report);
}

/** @returns an embedding for each group */
async function embed({ embedder, signal }: Writing, batch: FingerprintedChunk[][]): Promise<Embedding[]> {
  signal?.throwIfAborted();
  const embeddings = await embedder.embedDocuments(
    batch.map(([first]) => first!.embeddingInput),
    signal,
  );
  signal?.throwIfAborted();
  return embeddings;
}

async function keep({ cache }: Writing, batch: FingerprintedChunk[][], embeddings: Embedding[], report: IngestionReport): Promise<void> {
  await cache?.write(batch.map(([first], position) => [first!.embeddingHash, embeddings[position]!]));
  countEmbedded(batch, report);
}

/** Chunks that change at once; SQLite takes some 35 ms for them, in the thread that also answers requests. */
const changedAtOnce = 128;

/**
 * Makes changed documents what they are now, each at once where the store can, but for those of which very much changes. Nothing is
 * written before all has been embedded: when that fails, the documents are as they were. Requests are let through in between.
 * @param known embeddings that need not be made
 */
export async function replaceDocuments(
  writing: WritingWindow,
  changed: ChangedDocument[],
  known: Embeddings,
  report: IngestionReport,
): Promise<void> {
  const { index, batchSize, limit } = writing;
  const { reused, alike } = splitByEmbedding(changed, known);
  const all = new Map(known);
  const work = Array.from(batches(alike, batchSize), (batch) => async () => {
    await letRequestsThrough();
    const embeddings = await embed(writing, batch);
    await keep(writing, batch, embeddings, report);
    for (const [position, [first]] of batch.entries()) all.set(first!.embeddingHash, embeddings[position]!);
  });
  await allSettled(work.map((made) => limit(made)));
  report.embedded.reused += reused.length;

  writing.signal?.throwIfAborted();
  for (const { record, previous, text, diff } of changed) {
    await letRequestsThrough();
    const write = diff.embed.map((chunk) => ({ ...chunk, embedding: all.get(chunk.embeddingHash)! }));
    const { update, remove } = diff;
    if (write.length + update.length + remove.length <= changedAtOnce) {
      await index.replaceDocument({ record, text, write, update, remove });
      continue;
    }
    await index.writeDocuments([unfinished(record, previous, remove)]);
    await step(write, (batch) => index.writeChunks(batch));
    await step(update, (batch) => index.updateChunks(batch));
    await index.settle();
    await step(remove, (batch) => index.deleteChunks(batch));
    await index.replaceDocument({ record, text, write: [], update: [], remove: [] });
  }
}

/** Chunks that are written in one step. An answer takes several turns of the event loop, which are to be free of writing now and then. */
const stepSize = 32;

async function step<Item>(items: Item[], work: (batch: Item[]) => Promise<void>): Promise<void> {
  for (const batch of batches(items, stepSize)) {
    await work(batch);
    await letRequestsThrough();
  }
}

/** Nothing may still be written when the run has failed and its lock is free. */
async function allSettled(work: Promise<void>[]): Promise<void> {
  await Promise.allSettled(work);
  await Promise.all(work);
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
