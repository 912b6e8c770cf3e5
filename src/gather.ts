import { type Calibration, leastEvidence } from "./answering/calibration.ts";
import type { Visible } from "./access/visible.ts";
import { recentTurns } from "./answering/conversation.ts";
import type { Explanation, GivenPassage, Passage, Turn } from "./document.ts";
import type { UpstreamError } from "./errors.ts";
import type { LiveIndexSource, UseStore } from "./manifest/live-index.ts";
import type { AnswerModel, Rewritten } from "./models/model.ts";
import type { Meter } from "./observation/meter.ts";
import type { Prices } from "./prices/prices.ts";
import { bytesOf, framingTokens } from "./text/prompt-size.ts";
import type { Reranker } from "./rerankers/reranker.ts";
import { inContext } from "./retrieval/context.ts";
import { explain as explained } from "./retrieval/explain.ts";
import { retrieve, type RetrievalMode, type RetrievalTimings } from "./retrieve.ts";

/** What questions are answered with. */
export type Answering = {
  useStore: UseStore;
  liveIndex: LiveIndexSource;
  model: AnswerModel;
  /** Orders what was found, where there is one. */
  reranker?: Reranker | undefined;
  /** Most tokens (o200k_base) of a prompt. */
  promptTokens: number;
  prices: Prices;
  calibrations: Calibration[];
  meter: Meter;
  /** Milliseconds, for timings. */
  now: () => number;
  newNonce: () => string;
};

export type AskRequest = {
  question: string;
  /** What was said before the question, the latest last. */
  history: Turn[];
  categories?: string[] | undefined;
  k: number;
  mode: RetrievalMode;
  /** Whether to tell how the passages came to be. */
  explain: boolean;
  /** All that the answer may be made from and tell of. */
  visible: Visible;
};

/** What is asked. */
export type Understood = {
  /** In a form that is understood without what was said before it. */
  question: string;
  /** `question` if it is not the one that was asked, else null. */
  rewrittenQuestion: string | null;
  /** Undefined where there was nothing to rewrite; `prompt` is what was sent for it, if anything was. */
  rewriting: (Pick<Rewritten, "usage" | "model"> & { prompt: string | undefined }) | undefined;
  /** Milliseconds. */
  rewrite: number;
};

/** What an answer is made from. */
export type Gathered = Omit<Understood, "rewrite"> & {
  /** Name of the index that it comes from. */
  index: string;
  /** As they were found, best first. */
  found: Passage[];
  /** What the model is given of them; the nth is that of the marker `[n]`. */
  passages: GivenPassage[];
  /** Evidence below which they are not worth an answer. */
  leastEvidence: number;
  explanation: Explanation | undefined;
  /** Why the reranker's order was not used, for logs. */
  rerankFailure: UpstreamError | undefined;
  timings: RetrievalTimings & { rewrite: number };
};

/** @throws UpstreamError */
export async function understand(
  { model, promptTokens, now }: Pick<Answering, "model" | "promptTokens" | "now">,
  { question: asked, history }: Pick<AskRequest, "question" | "history">,
  signal?: AbortSignal,
): Promise<Understood> {
  const began = now();
  const fits = (turns: Turn[]) =>
    !model.rewritingPromptOf || bytesOf(model.rewritingPromptOf(asked, turns)) + framingTokens <= promptTokens;
  const turns = history.length === 0 ? [] : recentTurns(history, fits);
  if (turns.length === 0) return { question: asked, rewrittenQuestion: null, rewriting: undefined, rewrite: now() - began };
  const { question, ...rewritten } = await model.rewrite(asked, turns, signal);
  const rewriting = { ...rewritten, prompt: model.rewritingPromptOf?.(asked, turns) };
  return { question, rewrittenQuestion: question === asked ? null : question, rewriting, rewrite: now() - began };
}

/**
 * The passages that a question is answered from.
 * @throws RequestError when the question fills the prompt, UnknownCategoryError, IndexMissingError, UpstreamError,
 * StoreUnavailableError, StoreTimeoutError
 */
export async function gather(
  { useStore, liveIndex, model, reranker, promptTokens, calibrations, now, newNonce }: Answering,
  { categories, k, mode, explain, visible }: Omit<AskRequest, "question" | "history">,
  { rewrite, ...understood }: Understood,
  signal?: AbortSignal,
): Promise<Gathered> {
  const { question } = understood;
  return useStore(async (store) => {
    const live = await liveIndex.current(store, visible);
    const request = { query: question, categories, k, mode, signal };
    const { passages: found, trace, timings } = await retrieve({ ...live, reranker }, request, now);

    const retrieved = now();
    // As long as the one that will be sent.
    const nonce = newNonce();
    const promptOf = model.promptOf && ((passages: GivenPassage[]) => model.promptOf!({ question, passages, nonce }));
    const passages = promptOf ? await inContext(live.index, found, promptOf, promptTokens) : found.map(alone);
    const search = timings.search + now() - retrieved;

    return {
      ...understood,
      index: live.index.manifest.index,
      found,
      passages,
      leastEvidence: leastEvidence(calibrations, live.index.manifest.embedding, mode),
      explanation: explain ? await explained(live.index, trace, found, visible, passages) : undefined,
      rerankFailure: trace.reranked?.failure,
      timings: { rewrite, ...timings, search },
    };
  });
}

const alone = (passage: Passage): GivenPassage => ({ ...passage, excerpts: [passage] });
