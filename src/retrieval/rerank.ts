import { UpstreamError } from "../errors.ts";
import type { Reranker } from "../rerankers/reranker.ts";
import type { CompletePassage } from "./complete.ts";

/** Passages that a reranker rates, if k is smaller; more cost time and money, and rarely one of them belongs in the first places. */
export const rerankPool = 30;

export type Reranked = {
  /** Best first. */
  passages: CompletePassage[];
  /** Why the order is still the one that was given. */
  failure?: UpstreamError | undefined;
};

/**
 * Puts passages into the order of a reranker, equal ones in the order given. When it fails, their order stands.
 * @param passages best first
 * @throws what `signal` is aborted with
 */
export async function rerank(reranker: Reranker, query: string, passages: CompletePassage[], signal?: AbortSignal): Promise<Reranked> {
  if (passages.length === 0) return { passages };
  try {
    const texts = passages.map(({ title, text }) => `${title}\n\n${text}`);
    const relevance = await reranker.relevance(query, texts, signal);
    const scores = inUnitInterval(relevance);
    const order = passages.map((_, index) => index).toSorted((one, other) => relevance[other]! - relevance[one]!);
    return { passages: order.map((index) => ({ ...passages[index]!, score: scores[index]! })) };
  } catch (failure) {
    if (!(failure instanceof UpstreamError)) throw failure;
    return { passages, failure };
  }
}

/** Most rerankers rate from 0 to 1; what rates otherwise returns logits, of which the logistic function makes probabilities. */
function inUnitInterval(relevance: number[]): number[] {
  return relevance.every((value) => value >= 0 && value <= 1) ? relevance : relevance.map((value) => 1 / (1 + Math.exp(-value)));
}
