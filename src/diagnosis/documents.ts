import { apiOrigin } from "../ingestion/corpus.ts";
import type { ListedDocument, Listings } from "../stores/chunk-index.ts";
import { advice, ok, type Verdict, wrong } from "./check.ts";

type Named = Pick<ListedDocument, "source" | "origin">;

export type SeenDocuments = {
  documents: number;
  unfinished: Named[];
  /** Those that finished documents should have. */
  chunks: number;
  /** Whether there are no others. */
  all: boolean;
};

const page = 1000;

/** Looks at the records of documents, by their sources. @param budget milliseconds after which no further page is read */
export async function seeDocuments(index: Pick<Listings, "listDocuments">, budget: number, now: () => number): Promise<SeenDocuments> {
  const seen: SeenDocuments = { documents: 0, unfinished: [], chunks: 0, all: true };
  const began = now();
  for (let after: string | undefined; ;) {
    const listed = await index.listDocuments({ after, limit: page });
    for (const { source, origin, chunks, complete } of listed) {
      seen.documents++;
      if (complete) seen.chunks += chunks;
      else seen.unfinished.push({ source, origin });
    }
    if (listed.length < page) return seen;
    if (now() - began > budget) return { ...seen, all: false };
    after = listed.at(-1)!.source;
  }
}

/** @param stored chunks, if they could be counted while nothing changed */
export function judgeDocuments({ documents, unfinished, chunks, all }: SeenDocuments, stored: number | undefined): Verdict {
  if (all && stored !== undefined && stored < chunks) {
    return wrong(
      `${chunks - stored} of the ${chunks} chunks of finished documents are gone, as when a server evicts them or comes back without its data`,
      "if no ingestion is running, restore that data, or ingest under another INDEX_NAME",
    );
  }
  const looked = all ? `${documents} documents` : `the first ${documents} documents, all that could be looked at in time,`;
  if (unfinished.length === 0) return ok(`none of ${looked} unfinished`);
  return advice(`${unfinished.length} of ${looked} unfinished, by a run that ended early or still goes on`, remedyOf(unfinished));
}

/** Most documents that are named. */
const named = 3;

function remedyOf(unfinished: Named[]): string {
  const sent = unfinished.filter(({ origin }) => origin === apiOrigin).map(({ source }) => source);
  const names = sent.slice(0, named).join(", ") + (sent.length > named ? ` and ${sent.length - named} others` : "");
  const remedies = [
    sent.length < unfinished.length && "run `npm run ingest` again",
    sent.length > 0 && `put or delete again over HTTP: ${names}`,
  ];
  return remedies.filter((remedy) => remedy !== false).join("; ");
}
