import type { GivenPassage, Passage, Turn, Usage } from "./document.ts";
import type { LiveIndexSource, UseStore } from "./live-index.ts";
import type { AnswerModel } from "./models/model.ts";
import type { Prices } from "./prices/prices.ts";
import { retrieve, type RetrievalMode, type RetrievalTimings } from "./retrieve.ts";

/** What questions are answered with. */
export type Answering = {
  useStore: UseStore;
  liveIndex: LiveIndexSource;
  model: AnswerModel;
  prices: Prices;
  /** Milliseconds, for timings. */
  now: () => number;
  newNonce: () => string;
  /** Evidence below which a question is not answered, in [0, 1]. */
  leastEvidence: number;
};

export type AskRequest = {
  question: string;
  /** What was said before the question, the latest last. */
  history: Turn[];
  categories?: string[] | undefined;
  k: number;
  mode: RetrievalMode;
};

/** What an answer is made from. */
export type Gathered = {
  /** In a form that is understood without what was said before it. */
  question: string;
  /** `question` if it is not the one that was asked, else null. */
  rewrittenQuestion: string | null;
  /** As they were found, best first. */
  found: Passage[];
  /** What the model is given of them; the nth is that of the marker `[n]`. */
  passages: GivenPassage[];
  /** Of rewriting. */
  usage: Usage;
  timings: RetrievalTimings & { rewrite: number };
};

const noUsage: Usage = { inputTokens: 0, outputTokens: 0 };

/**
 * The passages that a question is answered from.
 * @throws UnknownCategoryError, IndexMissingError, UpstreamError, StoreUnavailableError, StoreTimeoutError
 */
export async function gather(
  { useStore, liveIndex, model, now }: Answering,
  { question: asked, history, categories, k, mode }: AskRequest,
  signal?: AbortSignal,
): Promise<Gathered> {
  const began = now();
  const { question, usage } = history.length === 0 ? { question: asked, usage: noUsage } : await model.rewrite(asked, history, signal);
  const rewritten = now();
  return useStore(async (store) => {
    const live = await liveIndex.current(store);
    const { passages: found, timings } = await retrieve(live, { query: question, categories, k, mode, signal }, now);
    return {
      question,
      rewrittenQuestion: question === asked ? null : question,
      found,
      passages: found.map((passage) => ({ ...passage, excerpts: [passage] })),
      usage,
      timings: { rewrite: rewritten - began, ...timings },
    };
  });
}
