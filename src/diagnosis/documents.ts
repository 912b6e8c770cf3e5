import { apiOrigin } from "../ingestion/corpus.ts";
import type { DocumentRecord } from "../stores/chunk-index.ts";
import { advice, ok, type Verdict, wrong } from "./check.ts";

type Named = Pick<DocumentRecord, "source" | "origin">;

export type SeenDocuments = {
  documents: number;
  unfinished: Named[];
  /** Those that finished documents should have. */
  chunks: number;
  /** Whether there are no others. */
  all: boolean;
};

/** @param stored chunks, if they could be counted while nothing changed */
export function judgeDocuments({ documents, unfinished, chunks, all }: SeenDocuments, stored: number | undefined): Verdict {
  if (all && stored !== undefined && stored < chunks) {
    return wrong(
      `${chunks - stored} of the ${chunks} chunks of finished documents are gone, as when a server evicts them or comes back without its data`,
      "if no ingestion is running, restore that data, or ingest under another INDEX_NAME",
    );
  }
  const looked = all ? `${documents} documents` : `the ${documents} documents that could be looked at in time`;
  if (unfinished.length === 0) return ok(`none of ${looked} unfinished`);
  return advice(`${unfinished.length} of ${looked} unfinished, by a run that ended early or still goes on`, remedyOf(unfinished));
}

/** Most documents that are named. */
const named = 3;

function remedyOf(unfinished: Named[]): string {
  const sent = unfinished
    .filter(({ origin }) => origin === apiOrigin)
    .map(({ source }) => source)
    .toSorted();
  const names = sent.slice(0, named).join(", ") + (sent.length > named ? ` and ${sent.length - named} others` : "");
  const remedies = [
    sent.length < unfinished.length && "run `npm run ingest` again",
    sent.length > 0 && `put or delete again over HTTP: ${names}`,
  ];
  return remedies.filter((remedy) => remedy !== false).join("; ");
}
