import { cite } from "./answering/cite.ts";
import { declinedText } from "./answering/abstention.ts";
import { evidenceOf } from "./answering/evidence.ts";
import type { AbstentionReason, Answer, Citation, Passage, Usage } from "./document.ts";
import type { Answering, Gathered } from "./gather.ts";
import type { ModelEvent } from "./models/model.ts";
import { costOf } from "./prices/prices.ts";

export type AnswerEvent =
  | { type: "passages"; passages: Passage[] }
  | { type: "answer-delta"; text: string }
  | { type: "citations"; citations: Citation[] }
  | { type: "done"; answer: Answer };

const nothingFound: ModelEvent[] = [
  { type: "text", text: declinedText },
  { type: "usage", usage: { inputTokens: 0, outputTokens: 0 } },
];

/** The one path to an answer: a stream sends its events, the JSON form is the answer of the last. */
export async function* answerEvents(
  { model, prices, now, newNonce }: Pick<Answering, "model" | "prices" | "now" | "newNonce">,
  { question, rewrittenQuestion, found, passages, usage: rewriteUsage, timings }: Gathered,
  signal?: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  yield { type: "passages", passages: found };

  const began = now();
  const evidence = evidenceOf(question, passages);
  let text = "";
  let usage: Usage = { inputTokens: null, outputTokens: null };
  const events: AsyncIterable<ModelEvent> | ModelEvent[] =
    passages.length === 0 ? nothingFound : model.answer({ question, passages, nonce: newNonce() }, signal);
  for await (const event of events) {
    if (event.type === "usage") usage = event.usage;
    else if (event.text !== "") {
      text += event.text;
      yield { type: "answer-delta", text: event.text };
    }
  }
  const citations = cite(text, passages);
  yield { type: "citations", citations };

  const generate = now() - began;
  const spent = sum(rewriteUsage, usage);
  const answerable = citations.length > 0;
  const reason: AbstentionReason | null = answerable ? null : passages.length === 0 ? "no-passages" : "model-declined";
  yield {
    type: "done",
    answer: {
      answer: text,
      answerable,
      reason,
      evidence,
      citations,
      droppedCitations: 0,
      rewrittenQuestion,
      model: model.name,
      usage: { ...spent, cost: costOf(prices, model.name, spent) },
      timings: { ...timings, generate, total: timings.rewrite + timings.embed + timings.search + generate },
    },
  };
}

function sum(one: Usage, other: Usage): Usage {
  const add = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b);
  return { inputTokens: add(one.inputTokens, other.inputTokens), outputTokens: add(one.outputTokens, other.outputTokens) };
}
