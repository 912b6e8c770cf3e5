import { declinedReader, declinedText } from "./answering/abstention.ts";
import { evidenceOf } from "./answering/evidence.ts";
import { markedText } from "./answering/marked-text.ts";
import type { AbstentionReason, Answer, Citation, Passage, Usage } from "./document.ts";
import type { Answering, Gathered } from "./gather.ts";
import { addCosts, costOf } from "./prices/prices.ts";

export type AnswerEvent =
  | { type: "passages"; passages: Passage[] }
  | { type: "answer-delta"; text: string }
  | { type: "citations"; citations: Citation[] }
  | { type: "done"; answer: Answer };

/** The model that is asked, before it says anything; a second one if another one answers in its place. */
export type ModelAsked = { type: "asked"; model: string };

/**
 * The one path to an answer: a stream sends its events, the JSON form is the answer of the last. The model is not asked when nothing
 * was found, or when the evidence is below `leastEvidence`.
 */
export async function* answerEvents(
  { model, prices, meter, now, newNonce }: Pick<Answering, "model" | "prices" | "meter" | "now" | "newNonce">,
  { question, rewrittenQuestion, found, passages, leastEvidence, explanation, rewriting, timings }: Gathered,
  signal?: AbortSignal,
): AsyncGenerator<AnswerEvent | ModelAsked> {
  yield { type: "passages", passages: found };

  const began = now();
  const evidence = evidenceOf(question, passages);
  const answerable = passages.length > 0 && evidence >= leastEvidence;
  const declined = declinedReader();
  const marked = markedText(passages, question);
  let answer = "";
  let answeredBy = model.name;
  let firstToken: number | undefined;
  let usage: Usage = answerable ? { inputTokens: null, outputTokens: null } : { inputTokens: 0, outputTokens: 0 };
  if (answerable) yield { type: "asked", model: answeredBy };
  for await (const event of answerable ? model.answer({ question, passages, nonce: newNonce() }, signal) : []) {
    if (event.type === "usage") usage = event.usage;
    if (event.type === "model") {
      answeredBy = event.name;
      yield { type: "asked", model: answeredBy };
    }
    if (event.type !== "text") continue;
    const text = marked.push(declined.push(event.text));
    answer += text;
    if (text === "") continue;
    firstToken ??= now();
    yield { type: "answer-delta", text };
  }
  const rest = marked.push(declined.end()) + marked.end();
  const last = answer + rest === "" ? declinedText : rest;
  firstToken ??= now();
  if (last !== "") yield { type: "answer-delta", text: last };
  const { citations } = marked;
  yield { type: "citations", citations };

  const gathering = timings.rewrite + timings.embed + timings.search + timings.rerank;
  const generate = now() - began;
  const spent = rewriting ? sum(rewriting.usage, usage) : usage;
  const cost = costOf(prices, answeredBy, usage);
  const reason = reasonOf(passages.length > 0, declined.declined(), citations.length > 0);
  const complete: Answer = {
    answer: answer + last,
    answerable: reason === null,
    reason,
    evidence,
    citations,
    droppedCitations: marked.dropped(),
    rewrittenQuestion,
    model: answeredBy,
    usage: { ...spent, cost: rewriting ? addCosts(costOf(prices, rewriting.model, rewriting.usage), cost) : cost },
    timings: { ...timings, generate, firstToken: gathering + firstToken - began, total: gathering + generate },
    cached: null,
    ...(explanation && { explain: explanation }),
  };
  meter.answer(complete);
  yield { type: "done", answer: complete };
}

function reasonOf(found: boolean, declined: boolean, cited: boolean): AbstentionReason | null {
  if (!found) return "no-passages";
  if (declined) return "model-declined";
  return cited ? null : "weak-evidence";
}

function sum(one: Usage, other: Usage): Usage {
  const add = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b);
  return { inputTokens: add(one.inputTokens, other.inputTokens), outputTokens: add(one.outputTokens, other.outputTokens) };
}
