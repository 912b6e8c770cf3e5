import { cite } from "./cite.ts";
import type { Answer, Citation, Passage, Usage } from "./document.ts";
import type { AnswerModel } from "./models/model.ts";
import type { RetrievalTimings } from "./retrieve.ts";

export type AnswerEvent =
  | { type: "passages"; passages: Passage[] }
  | { type: "answer-delta"; text: string }
  | { type: "citations"; citations: Citation[] }
  | { type: "done"; answer: Answer };

/** The one path to an answer: a stream sends its events, the JSON form is the answer of the last. */
export async function* answerEvents(
  model: AnswerModel,
  question: string,
  retrieved: { passages: Passage[]; timings: RetrievalTimings },
  { now, signal }: { now: () => number; signal?: AbortSignal },
): AsyncGenerator<AnswerEvent> {
  const { passages, timings } = retrieved;
  yield { type: "passages", passages };

  const began = now();
  let text = "";
  let usage: Usage = { inputTokens: null, outputTokens: null };
  for await (const event of model.answer(question, passages, signal)) {
    if (event.type === "usage") usage = event.usage;
    else if (event.text !== "") {
      text += event.text;
      yield { type: "answer-delta", text: event.text };
    }
  }
  const citations = cite(text, passages);
  yield { type: "citations", citations };

  const generate = now() - began;
  const total = timings.embed + timings.search + generate;
  yield {
    type: "done",
    answer: {
      answer: text,
      answerable: citations.length > 0,
      citations,
      model: model.name,
      usage,
      timings: { ...timings, generate, total },
    },
  };
}
