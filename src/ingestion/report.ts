import type { Cost } from "../document.ts";

type Failure = { source: string; reason: string };

/** A folder of pictures is full of them, and every report on a run has them all. */
export const mostFailures = 1000;

/** What an ingestion did; the form that `--json` prints. */
export type IngestionReport = {
  documents: { added: number; changed: number; unchanged: number; deleted: number; failed: number };
  chunks: { added: number; updated: number; unchanged: number; deleted: number };
  /**
   * `chunks` were embedded, with so many `tokens` as counted here in o200k_base; the provider's own count may differ.
   * `reused` needed a new embedding too, and got one that had been made before.
   */
  embedded: { chunks: number; tokens: number; reused: number };
  /** Of embedding, by the price list; null when it does not know the model. */
  cost: Cost | null;
  /** The first of them, `mostFailures` at most. */
  failures: Failure[];
  durationMs: number;
};

/** Files that are done, and the share of all work that is, in [0, 1]. */
export type Progress = { done: number; total: number; share: number };

export function emptyReport(): IngestionReport {
  return {
    documents: { added: 0, changed: 0, unchanged: 0, deleted: 0, failed: 0 },
    chunks: { added: 0, updated: 0, unchanged: 0, deleted: 0 },
    embedded: { chunks: 0, tokens: 0, reused: 0 },
    cost: null,
    failures: [],
    durationMs: 0,
  };
}

export function addFailure({ documents, failures }: IngestionReport, failure: Failure): void {
  documents.failed++;
  if (failures.length < mostFailures) failures.push(failure);
}

/** How many failures a report does not name. */
export function unnamedFailures({ documents, failures }: Pick<IngestionReport, "documents" | "failures">): number {
  return documents.failed - failures.length;
}

/** A report as it is now, of a run that goes on with it. */
export function snapshot(report: IngestionReport): IngestionReport {
  const { documents, chunks, embedded, failures } = report;
  return { ...report, documents: { ...documents }, chunks: { ...chunks }, embedded: { ...embedded }, failures: failures.slice() };
}
