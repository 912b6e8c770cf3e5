import { ReindexRefusedError } from "../errors.ts";
import { storedSources } from "../ingestion/deletions.ts";
import { chunkingOf } from "../manifest/manifest.ts";
import type { ChunkIndex, DocumentRecord } from "../stores/chunk-index.ts";

/** An index, and the one that its documents are copied to. */
export type Pair = { from: ChunkIndex; to: ChunkIndex };

/** How many documents the first has, and how many of them the second lacks, has in another form, or has for itself. */
export type Changes = { documents: number; added: number; changed: number; deleted: number };

export type Survey = {
  changes: Changes;
  /** Sources of documents that an interrupted ingestion has written in part. */
  unfinished: string[];
  /** Sources of documents that an earlier version stored, without what their texts are cut by. */
  unlaid: string[];
};

/** Most documents that an error names. */
const named = 5;

/** Looks at the records of both, and at no texts. */
export async function survey(pair: Pair, signal: AbortSignal): Promise<Survey> {
  const changes: Changes = { documents: 0, added: 0, changed: 0, deleted: 0 };
  const unfinished: string[] = [];
  const unlaid: string[] = [];
  for (const origin of await pair.from.listOrigins()) {
    for await (const sources of storedSources({ index: pair.from, corpus: { origin }, signal })) {
      for (const { record, copy } of await readBoth(pair, sources)) {
        changes.documents++;
        if (!copy) changes.added++;
        else if (copy.hash !== copiedHash(record, pair)) changes.changed++;
        if (record.hash === null) unfinished.push(record.source);
        else if (!record.layout) unlaid.push(record.source);
      }
    }
  }
  for (const origin of await pair.to.listOrigins()) {
    for await (const sources of storedSources({ index: pair.to, corpus: { origin }, signal })) {
      const records = await pair.from.readDocuments(sources);
      changes.deleted += records.filter((record) => !record).length;
    }
  }
  return { changes, unfinished, unlaid };
}

/** @throws ReindexRefusedError when documents cannot be copied as they are stored */
export function assertCopyable({ unfinished, unlaid }: Survey): void {
  refuse(unfinished, "are written only in part, since an ingestion was interrupted");
  refuse(unlaid, "were ingested by an earlier version, which did not keep what their texts are cut by");
}

function refuse(sources: string[], why: string): void {
  if (sources.length === 0) return;
  const names = sources.slice(0, named).join(", ") + (sources.length > named ? " and others" : "");
  throw new ReindexRefusedError(
    `${sources.length} documents ${why}: ${names}. Ingest them again with \`npm run ingest\`, or send those that came over HTTP again, and then run this again.`,
  );
}

/** Records of one index that exist, each with that of its copy. */
export async function readBoth(
  { from, to }: Pair,
  sources: string[],
): Promise<{ record: DocumentRecord; copy: DocumentRecord | undefined }[]> {
  const [records, copies] = await Promise.all([from.readDocuments(sources), to.readDocuments(sources)]);
  return records.flatMap((record, position) => (record ? [{ record, copy: copies[position] }] : []));
}

/** The hash that a document's copy has. */
export function copiedHash({ hash }: DocumentRecord, { from }: Pair): string {
  // Another version may have read files otherwise: with another hash, the next ingestion reads them again.
  return chunkingOf(from.manifest) ? hash! : `${hash} of ${from.manifest.chunker}`;
}
