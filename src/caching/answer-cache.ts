import type { AnswerEvent } from "../answer.ts";
import { asksTheSame } from "../answering/same-question.ts";
import type { Answer, Passage } from "../document.ts";
import type { Answering, Gathered, Understood } from "../gather.ts";
import { sha256 } from "../hash.ts";
import { costOf } from "../prices/prices.ts";
import { usualLeastSimilarity } from "./least-similarity.ts";
import { type Asked, scopeOf } from "./scope.ts";
import { type Shown, shownIn, stillShown } from "./shown.ts";

export type AnswerCaching = {
  /** For which an answer may be given again. */
  seconds: number;
  /** Cosine of two questions' embeddings below which they are not the same; undefined: see `usualLeastSimilarity`. */
  leastSimilarity?: number | undefined;
  /** Milliseconds since 1970. */
  now: () => number;
};

/** What is kept of an answer: not what was spent on it, nor in which conversation it was given. */
type Kept = Shown & { question: string; givenAt: number; answer: Omit<Answer, "usage" | "timings" | "cached"> };

export type Recalled = Pick<Kept, "answer"> & { passages: Passage[]; age: number; timings: { embed: number; search: number } };

/** Near questions that are looked at; more than a few differ in what embeddings blur. */
const candidates = 10;

/**
 * An answer that was given to the same question, asked of the same index by somebody who sees the same of it, if all that it was made
 * from is unchanged.
 * @throws IndexMissingError, UpstreamError (embedding), StoreUnavailableError, StoreTimeoutError
 */
export function recall(
  answering: Answering,
  caching: AnswerCaching,
  asked: Asked,
  question: string,
  signal?: AbortSignal,
): Promise<Recalled | undefined> {
  const { useStore, liveIndex, now } = answering;
  const began = now();
  return useStore(async (store) => {
    const { index, embedder } = await liveIndex.current(store, asked.visible);
    const embedding = await embedder.embedQuery(question, signal);
    const embedded = now();
    const cache = store.answerCache(index.manifest);
    const scope = await scopeOf(answering, index.manifest, asked);
    const { leastSimilarity = usualLeastSimilarity(index.manifest.embedding) } = caching;
    for (const { id, contents, cosine } of await cache.nearest(scope, embedding, candidates)) {
      if (cosine < leastSimilarity) break;
      const kept = JSON.parse(contents) as Kept;
      const age = Math.floor((caching.now() - kept.givenAt) / 1000);
      if (age >= caching.seconds || !asksTheSame(kept.question, question)) continue;
      const passages = await stillShown(index, kept);
      if (passages) {
        return { answer: kept.answer, passages, age: Math.max(age, 0), timings: { embed: embedded - began, search: now() - embedded } };
      }
      await cache.remove(id);
    }
    return undefined;
  });
}

/** The events of an answer that is given again; only what rewriting the question took was spent on it. */
export function* recalledEvents(
  { prices }: Pick<Answering, "prices">,
  { answer, passages, age, timings: { embed, search } }: Recalled,
  { rewrittenQuestion, rewriting, rewrite }: Understood,
): Generator<AnswerEvent> {
  yield { type: "passages", passages };
  yield { type: "answer-delta", text: answer.answer };
  yield { type: "citations", citations: answer.citations };
  const usage = rewriting
    ? { ...rewriting.usage, cost: costOf(prices, rewriting.model, rewriting.usage) }
    : { inputTokens: 0, outputTokens: 0, cost: { amount: 0, currency: prices.currency } };
  const total = rewrite + embed + search;
  const timings = { rewrite, embed, search, rerank: 0, generate: 0, firstToken: total, total };
  yield { type: "done", answer: { ...answer, rewrittenQuestion, usage, timings, cached: { age } } };
}

/**
 * Keeps an answer, if it is one that may be given again: a document that comes later may have what a declined question asks for, and
 * what was made while something failed is not what it should be.
 * @throws IndexMissingError, UpstreamError (embedding), StoreUnavailableError, StoreTimeoutError
 */
export async function keep(
  answering: Answering,
  { seconds, now }: AnswerCaching,
  asked: Asked,
  gathered: Gathered,
  { answer, answerable, reason, evidence, citations, droppedCitations, model: answeredBy }: Answer,
  signal?: AbortSignal,
): Promise<void> {
  const { useStore, liveIndex, model } = answering;
  if (!answerable || gathered.rerankFailure || answeredBy !== model.name) return;
  await useStore(async (store) => {
    const { index, embedder } = await liveIndex.current(store, asked.visible);
    if (index.manifest.index !== gathered.index) return;
    const { question } = gathered;
    const told = { answer, answerable, reason, evidence, citations, droppedCitations, rewrittenQuestion: null, model: answeredBy };
    const kept: Kept = { ...(await shownIn(gathered)), question, givenAt: now(), answer: told };
    const scope = await scopeOf(answering, index.manifest, asked);
    const id = (await sha256(`${scope} ${question}`)).slice(0, 32);
    const embedding = await embedder.embedQuery(question, signal);
    await store.answerCache(index.manifest).write({ id, scope, embedding, contents: JSON.stringify(kept) }, seconds);
  });
}
