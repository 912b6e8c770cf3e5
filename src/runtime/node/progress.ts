import type { WriteStream } from "node:tty";
import type { IngestionReport } from "../../ingestion/report.ts";

type OnProgress = (report: IngestionReport, documents: { done: number; total: number }) => void;

const barWidth = 30;
const lineEvery = 5000;

/** Shows how far an ingestion is: a bar on a terminal, else a line every few seconds. @param end clears the bar */
export function showProgress(output: WriteStream, now: () => number): { onProgress: OnProgress; end: () => void } {
  if (!output.isTTY) {
    let last = now();
    const onProgress: OnProgress = (report, documents) => {
      if (now() - last < lineEvery) return;
      last = now();
      output.write(`${describeProgress(report, documents)}\n`);
    };
    return { onProgress, end: () => {} };
  }
  const clear = () => output.write("\r\u001B[K");
  const onProgress: OnProgress = (report, documents) => {
    const filled = Math.round((documents.done / documents.total) * barWidth);
    clear();
    output.write(`${"█".repeat(filled)}${"░".repeat(barWidth - filled)} ${describeProgress(report, documents)}`);
  };
  return { onProgress, end: clear };
}

function describeProgress({ embedded, documents: { failed } }: IngestionReport, { done, total }: { done: number; total: number }): string {
  return `${done}/${total} documents, ${embedded.chunks} chunks embedded${failed ? `, ${failed} failed` : ""}`;
}

/** What an ingestion did, for people. */
export function describeReport({ documents, chunks, embedded, failures, durationMs }: IngestionReport): string {
  const lines = [
    `documents: ${documents.added} added, ${documents.changed} changed, ${documents.unchanged} unchanged, ${documents.deleted} deleted, ${documents.failed} failed`,
    `chunks:    ${chunks.added} added, ${chunks.updated} updated, ${chunks.unchanged} unchanged, ${chunks.deleted} deleted`,
    `embedded:  ${embedded.chunks} chunks, ${embedded.tokens} tokens, in ${(durationMs / 1000).toFixed(1)} s`,
  ];
  return [...lines, ...failures.map(({ source, reason }) => `failed:    ${source} ${reason}`)].join("\n");
}
