import type { Cost } from "../document.ts";

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
  failures: { source: string; reason: string }[];
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
