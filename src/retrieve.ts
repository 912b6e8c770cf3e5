import type { Candidate } from "./document.ts";
import type { LiveIndex } from "./manifest/live-index.ts";
import { retrievalInSpan } from "./observation/gen-ai-spans.ts";
import type { Reranker } from "./rerankers/reranker.ts";
import { completed, type CompletePassage } from "./retrieval/complete.ts";
import { type Diverse, diversify } from "./retrieval/diversify.ts";
import { find, type Found } from "./retrieval/find.ts";
import { assertKnown } from "./retrieval/known.ts";
import { refill } from "./retrieval/refill.ts";
import { rerank, type Reranked, rerankPool } from "./retrieval/rerank.ts";
import { queryTerms } from "./text/terms.ts";

/** `vector` finds what is near in meaning, `text` what shares words, `hybrid` both. */
export const retrievalModes = ["hybrid", "vector", "text"] as const;
export type RetrievalMode = (typeof retrievalModes)[number];

/** What is searched, and what puts the findings into a better order, if anything does. */
export type Retrieval = LiveIndex & { reranker?: Reranker | undefined };

export type RetrievalRequest = {
  query: string;
  k: number;
  mode: RetrievalMode;
  /** Only passages in any of these; at least one. */
  categories?: string[] | undefined;
  signal?: AbortSignal | undefined;
};

/** Milliseconds by stage. */
export type RetrievalTimings = { embed: number; search: number; rerank: number };

/** What each step made of the candidates. */
export type Trace = Found & Diverse<Candidate> & { reranked?: (Reranked & Pick<Reranker, "model">) | undefined };

export type Retrieved = { passages: CompletePassage[]; trace: Trace; timings: RetrievalTimings };

/**
 * The `k` passages that fit the query best and say different things, best first; fewer when there are no more. Scores of different
 * modes are not comparable. A reranker that fails leaves the order as it was, and `trace.reranked.failure` says why.
 * @throws UnknownCategoryError, UpstreamError (embedding), StoreUnavailableError, StoreTimeoutError
 */
export function retrieve(retrieval: Retrieval, request: RetrievalRequest, now: () => number): Promise<Retrieved> {
  return retrievalInSpan(retrieval.index.manifest.index, request, () => retrieveNow(retrieval, request, now));
}

async function retrieveNow(retrieval: Retrieval, request: RetrievalRequest, now: () => number): Promise<Retrieved> {
  const { index, embedder, reranker } = retrieval;
  const { query, k, mode, categories, signal } = request;
  const began = now();
  await assertKnown(retrieval, categories);

  const checked = now();
  const embedding = mode === "text" ? undefined : await embedder.embedQuery(query, signal);
  const embedded = now();

  const terms = queryTerms(query);
  const target = { embedding, terms: mode === "vector" ? undefined : terms, categories };
  const wanted = reranker ? Math.max(k, rerankPool) : k;
  const search = () =>
    refill(
      wanted,
      (depth) => find(retrieval, target, depth),
      ({ ranked }) => diversify(ranked, wanted, terms),
    );
  const { passages, ...searched } = await completed(index, search);

  const found = now();
  const reranked = reranker && { model: reranker.model, ...(await rerank(reranker, query, passages, signal)) };

  return {
    passages: (reranked?.passages ?? passages).slice(0, k),
    trace: { ...searched, reranked },
    timings: { embed: embedded - checked, search: checked - began + found - embedded, rerank: reranker ? now() - found : 0 },
  };
}
