import type { BaseChatModel, BaseChatModelCallOptions } from "@langchain/core/language_models/chat_models";
import type { AIMessageChunk, UsageMetadata } from "@langchain/core/messages";
import type { Turn, Usage } from "../document.ts";
import { type ChatService, UpstreamError, UpstreamTimeoutError } from "../errors.ts";
import { upstreamError } from "../upstream/outgoing.ts";
import { fillTemplate, type Prompts } from "./prompt.ts";
import type { AnswerModel, AnswerRequest, ModelEvent } from "./model.ts";
import { untrustedLine, untrustedText } from "./untrusted.ts";

export type StreamingChatModel = BaseChatModel<BaseChatModelCallOptions, AIMessageChunk>;

export type ChatSettings = {
  /** As in the response's `model`. */
  name: string;
  /** What its failures are reported as. */
  service: ChatService;
  prompts: Prompts;
  /** Milliseconds until the first token, and between tokens. */
  timeout: number;
  /** Whether the last piece of a complete answer gives a reason for its end, as OpenAI's protocol has it. */
  saysWhyItEnds: boolean;
};

/** Any chat model of LangChain as an answerer. */
export function langchainModel(chat: StreamingChatModel, settings: ChatSettings): AnswerModel {
  return {
    name: settings.name,
    answer: (request, signal) => reply(chat, settings, answerMessages(settings.prompts, request), signal),
    promptOf: (request) => textOf(answerMessages(settings.prompts, request)),
    rewritingPromptOf: (question, history) => textOf(rewritingMessages(settings.prompts, question, history)),
    async rewrite(question, history, signal) {
      let rewritten = "";
      let usage: Usage = { inputTokens: null, outputTokens: null };
      for await (const event of reply(chat, settings, rewritingMessages(settings.prompts, question, history), signal)) {
        if (event.type === "usage") usage = event.usage;
        else if (event.type === "text") rewritten += event.text;
      }
      return { question: rewritten.trim() || question, usage, model: settings.name };
    },
  };
}

type Message = [role: "system" | "human", text: string];

const textOf = (messages: Message[]) => messages.map(([, text]) => text).join("\n");

async function* reply(
  chat: StreamingChatModel,
  settings: ChatSettings,
  messages: Message[],
  signal: AbortSignal | undefined,
): AsyncGenerator<ModelEvent> {
  const { service } = settings;
  using idle = idleTimeout(settings);
  const signals = AbortSignal.any(signal ? [signal, idle.signal] : [idle.signal]);
  try {
    let ended = !settings.saysWhyItEnds;
    for await (const chunk of await chat.stream(messages, { signal: signals })) {
      idle.restart();
      yield* modelEvents(chunk);
      ended ||= chunk.response_metadata.finish_reason != null;
    }
    // A connection that is cut ends the stream as a complete answer does.
    if (!ended) throw new UpstreamError(service, "broke off in the middle of its answer", { transient: true });
  } catch (error) {
    throw upstreamError(service, idle.signal.aborted ? idle.signal.reason : error, signal);
  }
}

function answerMessages(prompts: Prompts, { question, passages, nonce }: AnswerRequest): Message[] {
  const filled = passages.map(({ title, source, line, excerpts }, index) =>
    fillTemplate(prompts.passage, {
      nonce,
      marker: index + 1,
      title: untrustedLine(title, nonce),
      source: untrustedLine(source, nonce),
      line: excerpts[0]?.line ?? line,
      text: excerpts.map(({ text }) => untrustedText(text, nonce)).join("\n\n"),
    }),
  );
  return [
    ["system", prompts.answer],
    ["human", fillTemplate(prompts.question, { nonce, passages: filled.join("\n"), question })],
  ];
}

function rewritingMessages(prompts: Prompts, question: string, history: Turn[]): Message[] {
  const said = history.map(({ role, content }) => fillTemplate(prompts.turn, { role, content }));
  return [
    ["system", prompts.rewrite],
    ["human", fillTemplate(prompts.followup, { history: said.join(""), question })],
  ];
}

function* modelEvents(
  chunk: Pick<AIMessageChunk, "content" | "text"> & { usage_metadata?: UsageMetadata | undefined },
): Generator<ModelEvent> {
  const { content, usage_metadata: usage } = chunk;
  // LangChain works the text out of blocks of any provider, which takes longer than all else that is done here with a token.
  const text = typeof content === "string" ? content : chunk.text;
  if (text !== "") yield { type: "text", text };
  if (usage) yield { type: "usage", usage: { inputTokens: usage.input_tokens, outputTokens: usage.output_tokens } };
}

/** Aborts when `restart` has not been called for the `timeout`. Checks now and then, as a timer for each token would cost more. */
function idleTimeout({ service, timeout }: ChatSettings) {
  const controller = new AbortController();
  let last = Date.now();
  const timer = setInterval(
    () => {
      if (Date.now() - last >= timeout) {
        controller.abort(new UpstreamTimeoutError(service, `sent nothing for ${timeout} ms`, { transient: true }));
      }
    },
    Math.min(timeout / 4, 1000),
  );
  return {
    signal: controller.signal,
    restart: () => {
      last = Date.now();
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
