import type { Config } from "../config.ts";
import type { EmbeddingIdentity } from "../manifest/manifest.ts";
import type { IngestionReport } from "./report.ts";

export type TimeEstimate = {
  ms: number;
  /** What it rests on, for people. */
  basis: string;
};

/** Milliseconds of a call to a provider, between those for a few texts and for a hundred. */
const assumedCall = 500;
/** Chunks a second that are stored, and of lexical embeddings; see `npm run bench`. */
const assumedRate = 1000;
/** Chunks a second of a small model in this process, on a few cores. */
const assumedModelRate = 20;

/**
 * How long an ingestion will take: reading and cutting as measured, and storing and embedding, which go on at the same time, at assumed
 * rates or as fast as the budget of tokens allows.
 * @param reading milliseconds that it took to find out what is to be done
 */
export function estimateTime(
  { embedded, chunks }: Pick<IngestionReport, "embedded" | "chunks">,
  provider: EmbeddingIdentity["provider"],
  { batchSize, concurrency, tokensPerMinute }: Config["embedding"],
  reading: number,
): TimeEstimate {
  const storing = ((chunks.added + chunks.updated + chunks.deleted) / assumedRate) * 1000;
  const measured = `reading and cutting as measured now, ${assumedRate} chunks a second assumed for storing`;
  if (provider === "lexical") return { ms: Math.round(reading + storing), basis: `${measured} and embedding` };
  if (provider === "transformers") {
    const making = (embedded.chunks / assumedModelRate) * 1000;
    return { ms: Math.round(reading + Math.max(storing, making)), basis: `${measured}, ${assumedModelRate} a second for embedding` };
  }

  const calls = Math.ceil(embedded.chunks / batchSize);
  const calling = Math.ceil(calls / concurrency) * assumedCall;
  const budget = tokensPerMinute === undefined ? 0 : (embedded.tokens / tokensPerMinute) * 60_000;
  const embedding =
    budget > calling
      ? `${tokensPerMinute} tokens a minute as configured`
      : `${calls} calls of up to ${batchSize} texts, ${concurrency} at once, ${assumedCall} ms assumed for each`;
  return { ms: Math.round(reading + Math.max(storing, calling, budget)), basis: `${measured}, ${embedding}` };
}
