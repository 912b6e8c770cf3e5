import { createEmbedder } from "../../embeddings/index.ts";
import { type IngestionPlan, planIngestion } from "../../ingestion/plan.ts";
import type { NodeContext } from "./context.ts";
import { directoryCorpus } from "./disk.ts";
import { describeCost, describeDuration, describeEmbedded, describeFailures, showProgress } from "./progress.ts";

/** What ingesting a directory would do. */
export async function planDirectory(
  { config, store, parseFile, prices, now }: NodeContext,
  directory: string,
  signal: AbortSignal,
  options: { defaultCategory?: string | undefined; allowDelete?: boolean | undefined },
): Promise<IngestionPlan> {
  const corpus = await directoryCorpus(directory, config);
  const { onProgress, end } = showProgress(process.stderr, now);
  return planIngestion({ config, store, createEmbedder, prices, corpus, parseFile, signal, now, onProgress, ...options }).finally(end);
}

/** A plan, for people. */
export function describePlan(plan: IngestionPlan, context: NodeContext): string {
  const { documents, chunks, embedded, time, refused } = plan;
  return [
    `Plan for ${context.store.name}; nothing was written.`,
    `documents: ${documents.added} to add, ${documents.changed} to change, ${documents.unchanged} unchanged, ${documents.deleted} to delete, ${documents.failed} failed`,
    `chunks:    ${chunks.added} to add, ${chunks.updated} to update, ${chunks.unchanged} unchanged, ${chunks.deleted} to delete`,
    `to embed:  ${describeEmbedded(embedded, null)}`,
    `money:     ${describeMoney(plan, context)}`,
    `time:      about ${describeDuration(time.ms)}: ${time.basis}`,
    ...(refused ? ["refused:   it would delete more than half of what came from this folder; a run needs --allow-delete"] : []),
    ...describeFailures(plan),
  ].join("\n");
}

function describeMoney({ cost, embeddings }: IngestionPlan, { prices }: NodeContext): string {
  if (cost === null) return `unknown: the price list does not have ${embeddings}, see PRICES_FILE`;
  return cost.amount > 0 ? `about ${describeCost(cost)}, ${embeddings} by the price list of ${prices.asOf}` : "none";
}
