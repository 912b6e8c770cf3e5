import type { Embedder } from "../embeddings/embedder.ts";
import type { Usage } from "../document.ts";
import type { AnswerModel, ModelEvent } from "../models/model.ts";
import type { Reranker } from "../rerankers/reranker.ts";
import { inSpan, type SpanDescription, streamInSpan, type Tell } from "./span.ts";

// The semantic conventions for generative AI, version 1.45.0, which are still in development:
// https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/
// Questions, passages and answers are left out, as the conventions want it by default.

/** A chat model each of whose calls is a span. @param now milliseconds */
export function tracedModel(model: AnswerModel, now: () => number): AnswerModel {
  const [, provider = "footnote", name = model.name] = /^([^:]+):(.+)$/s.exec(model.name) ?? [];
  const chat = operation("chat", provider, name);
  return {
    ...model,
    answer(request, signal) {
      const began = now();
      let first = true;
      return streamInSpan<ModelEvent>(chat, model.answer(request, signal), (event, tell) => {
        if (event.type === "usage") tell(usageAttributes(event.usage));
        if (event.type === "text" && first) tell({ "gen_ai.response.time_to_first_chunk": (now() - began) / 1000 });
        first &&= event.type !== "text";
      });
    },
    rewrite: (question, history, signal) =>
      inSpan(chat, async (tell) => {
        const rewritten = await model.rewrite(question, history, signal);
        tell(usageAttributes(rewritten.usage));
        return rewritten;
      }),
  };
}

/** Embeddings of questions as spans; those of documents are made by ingestions, which have no traces. */
export function tracedEmbedder(embedder: Embedder): Embedder {
  const embeddings = operation("embeddings", embedder.identity.provider, embedder.identity.model);
  return {
    ...embedder,
    embedQuery: (text, signal) =>
      inSpan(embeddings, async (tell) => {
        const embedding = await embedder.embedQuery(text, signal);
        tell({ "gen_ai.embeddings.dimension.count": embedding.length });
        return embedding;
      }),
  };
}

/** A reranker each of whose calls is a span; the conventions have no name for reranking yet. */
export function tracedReranker(reranker: Reranker): Reranker {
  const attributes = { "gen_ai.operation.name": "rerank", "gen_ai.request.model": reranker.model };
  const rerank = { name: `rerank ${reranker.model}`, attributes };
  return { ...reranker, relevance: (query, texts, signal) => inSpan(rerank, () => reranker.relevance(query, texts, signal)) };
}

/** A search of an index, with the embedding and the reranking that belong to it. */
export function retrievalInSpan<Retrieved extends { passages: unknown[] }>(
  index: string,
  { mode, k }: { mode: string; k: number },
  retrieve: () => Promise<Retrieved>,
): Promise<Retrieved> {
  const attributes = { "gen_ai.operation.name": "retrieval", "gen_ai.data_source.id": index, "footnote.mode": mode, "footnote.k": k };
  return inSpan({ name: `retrieval ${index}`, attributes }, async (tell: Tell) => {
    const retrieved = await retrieve();
    tell({ "footnote.passages": retrieved.passages.length });
    return retrieved;
  });
}

function operation(name: string, provider: string, model: string): SpanDescription {
  const attributes = { "gen_ai.operation.name": name, "gen_ai.provider.name": provider, "gen_ai.request.model": model };
  return { name: `${name} ${model}`, attributes };
}

function usageAttributes({ inputTokens, outputTokens }: Usage) {
  return {
    ...(inputTokens !== null && { "gen_ai.usage.input_tokens": inputTokens }),
    ...(outputTokens !== null && { "gen_ai.usage.output_tokens": outputTokens }),
  };
}
