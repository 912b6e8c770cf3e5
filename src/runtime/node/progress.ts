import type { WriteStream } from "node:tty";
import type { Cost } from "../../document.ts";
import type { UpstreamError } from "../../errors.ts";
import { type IngestionReport, type Progress, unnamedFailures } from "../../ingestion/report.ts";

const barWidth = 30;
/** Milliseconds. */
const lineEvery = 5000;
const barEvery = 100;
/** Milliseconds of the run from which the time left is reckoned: unchanged files go much faster than others. */
const recent = 30_000;

export type ProgressDisplay = {
  onProgress: (report: IngestionReport, progress: Progress) => void;
  /** A call to the embedding model failed and will be repeated. */
  onFailure: (error: UpstreamError) => void;
  /** Clears the bar. */
  end: () => void;
};

/** Shows how far an ingestion is: a bar on a terminal, else a line every few seconds. */
export function showProgress(output: WriteStream, now: () => number): ProgressDisplay {
  const timeLeft = timeLeftFrom(now);
  let last = output.isTTY ? Number.NEGATIVE_INFINITY : now();
  let line = "";
  let trouble = "";
  const show = (bar: string) => {
    if (now() - last < (output.isTTY ? barEvery : lineEvery)) return;
    last = now();
    output.write(output.isTTY ? `\r\u001B[K${bar}${line}${trouble}` : `${line}${trouble}\n`);
  };
  let bar = "";
  return {
    onProgress(report, progress) {
      const filled = Math.round(progress.share * barWidth);
      bar = `${"█".repeat(filled)}${"░".repeat(barWidth - filled)} `;
      line = describeProgress(report, progress, timeLeft(progress.share));
      trouble = "";
      show(bar);
    },
    onFailure({ message }) {
      trouble = `${line ? "; " : ""}${message}; trying again`;
      show(bar);
    },
    end: () => void (output.isTTY && output.write("\r\u001B[K")),
  };
}

function describeProgress({ embedded, documents: { failed }, cost }: IngestionReport, { done, total }: Progress, left?: number): string {
  return [
    `${done}/${total} documents`,
    `${embedded.chunks} chunks and ${embedded.tokens} tokens embedded`,
    ...(cost && cost.amount > 0 ? [describeCost(cost)] : []),
    ...(failed ? [`${failed} failed`] : []),
    ...(left === undefined ? [] : [`about ${describeDuration(left)} left`]),
  ].join(", ");
}

/** Returns a function from the share of the work that is done to the milliseconds that are left, if they can be told. */
function timeLeftFrom(now: () => number): (share: number) => number | undefined {
  const seen = [{ time: now(), share: 0 }];
  return (share) => {
    const time = now();
    if (time - seen.at(-1)!.time > recent / 30) seen.push({ time, share });
    while (seen.length > 2 && time - seen[1]!.time > recent) seen.shift();
    const since = seen[0]!;
    if (time - since.time < 1000 || share <= since.share) return undefined;
    return ((1 - share) * (time - since.time)) / (share - since.share);
  };
}

export function describeCost({ amount, currency }: Cost): string {
  return `${amount.toLocaleString("en", amount >= 1 ? { maximumFractionDigits: 2 } : { maximumSignificantDigits: 2 })} ${currency}`;
}

/** @param milliseconds to the second, the minute, or the tenth of an hour */
export function describeDuration(milliseconds: number): string {
  const seconds = Math.max(Math.round(milliseconds / 1000), 1);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** What an ingestion did, for people. */
export function describeReport(report: IngestionReport): string {
  const { documents, chunks, embedded, cost, durationMs } = report;
  const lines = [
    `documents: ${documents.added} added, ${documents.changed} changed, ${documents.unchanged} unchanged, ${documents.deleted} deleted, ${documents.failed} failed`,
    `chunks:    ${chunks.added} added, ${chunks.updated} updated, ${chunks.unchanged} unchanged, ${chunks.deleted} deleted`,
    `embedded:  ${describeEmbedded(embedded, cost)}, in ${(durationMs / 1000).toFixed(1)} s`,
  ];
  return [...lines, ...describeFailures(report)].join("\n");
}

export function describeEmbedded({ chunks, tokens, reused }: IngestionReport["embedded"], cost: Cost | null): string {
  return [
    `${chunks} chunks`,
    `${tokens} tokens`,
    ...(cost && cost.amount > 0 ? [`about ${describeCost(cost)}`] : []),
    ...(reused > 0 ? [`${reused} embeddings reused`] : []),
  ].join(", ");
}

export function describeFailures(report: Pick<IngestionReport, "documents" | "failures">): string[] {
  const unnamed = unnamedFailures(report);
  return [
    ...report.failures.map(({ source, reason }) => `failed:    ${source} ${reason}`),
    ...(unnamed > 0 ? [`failed:    and ${unnamed} more`] : []),
  ];
}
