import { DeletionRefusedError } from "../errors.ts";
import type { Chunks, Documents } from "../stores/chunk-index.ts";
import type { Sides, StoredSide } from "./compare.ts";
import type { Corpus } from "./corpus.ts";
import type { IngestionReport } from "./report.ts";

const listPage = 1000;

type Origin = Pick<Sides, "corpus" | "index"> & { signal?: AbortSignal | undefined };

export type Deletions = { stored: number; vanished: number };

/** How many documents of the corpus's origin are stored, and how many of these have no file any more. */
export async function countDeletions(origin: Origin): Promise<Deletions> {
  const counts = { stored: 0, vanished: 0 };
  for await (const page of storedSources(origin)) {
    counts.stored += page.length;
    counts.vanished += (await vanishedOf(origin.corpus, page)).length;
  }
  return counts;
}

/** A run that would delete so much was probably started on the wrong directory. */
export const tooMany = ({ stored, vanished }: Deletions) => vanished > stored / 2;

/** @throws DeletionRefusedError */
export function assertFewDeletions({ corpus }: Pick<Origin, "corpus">, deletions: Deletions): void {
  if (!tooMany(deletions)) return;
  throw new DeletionRefusedError(
    `${deletions.vanished} of the ${deletions.stored} documents ingested from "${corpus.origin}" are no longer there, and this run would delete them. ` +
      'Nothing was changed. Check that this is the right directory; if they are to be deleted, run again with --allow-delete, or over HTTP with "allowDelete": true.',
  );
}

/** Sources of the origin that have no file any more, page by page. */
export async function* vanishedSources(origin: Origin): AsyncGenerator<string[]> {
  for await (const page of storedSources(origin)) {
    const vanished = await vanishedOf(origin.corpus, page);
    if (vanished.length > 0) yield vanished;
  }
}

export async function deleteVanished(origin: Origin & { index: Chunks & Documents }, report: IngestionReport): Promise<void> {
  const { index, corpus } = origin;
  for await (const vanished of vanishedSources(origin)) {
    await deleteDocuments(index, corpus.origin, vanished, report);
  }
}

/** Documents of an origin with their chunks. */
export async function deleteDocuments(
  index: Chunks & Documents,
  origin: string,
  sources: string[],
  report: IngestionReport,
): Promise<void> {
  // A listed source may lack a record if an earlier run was interrupted while deleting it; since then, another origin may have written one.
  const found = await index.readDocuments(sources);
  const deleted = sources.filter((_, position) => (found[position]?.origin ?? origin) === origin);
  const records = found.flatMap((record) => (record?.origin === origin ? [record] : []));
  await index.withdrawDocuments(records);
  const chunks = records.flatMap((record) => record.chunks);
  await index.deleteChunks(chunks);
  await index.deleteDocuments(deleted.map((source) => ({ source, origin })));
  report.documents.deleted += deleted.length;
  report.chunks.deleted += chunks.length;
}

type Listing = {
  index: Pick<StoredSide, "listSources" | "readDocuments">;
  corpus: Pick<Corpus, "origin" | "part">;
  signal?: AbortSignal | undefined;
};

/** All sources of an origin, or of the part of it that the corpus is, page by page. */
export async function* storedSources({ index, corpus, signal }: Listing): AsyncGenerator<string[]> {
  const { origin, part } = corpus;
  if (part?.source !== undefined && (await index.readDocuments([part.source]))[0]?.origin === origin) yield [part.source];
  if (part && part.prefix === undefined) return;
  const { prefix = "" } = part ?? {};
  for (let after = part?.prefix; ;) {
    signal?.throwIfAborted();
    const listed = await index.listSources(origin, after, listPage);
    const page = listed.filter((source) => source.startsWith(prefix));
    if (page.length > 0) yield page;
    if (page.length < listPage) return;
    after = page.at(-1)!;
  }
}

async function vanishedOf(corpus: Corpus, sources: string[]): Promise<string[]> {
  const vanished: string[] = [];
  for (const source of sources) if (!(await corpus.has(source))) vanished.push(source);
  return vanished;
}
