import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

const embeddingsRequest = z.strictObject({
  model: z.string(),
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2048)]),
  encoding_format: z.enum(["float", "base64"]).default("float"),
  dimensions: z.number().int().positive().optional(),
});

const chatRequest = z
  .strictObject({
    model: z.string(),
    messages: z.array(z.strictObject({ role: z.enum(["system", "developer", "user", "assistant"]), content: z.string().min(1) })).min(1),
    stream: z.boolean().default(false),
    stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
  })
  .refine(({ stream, stream_options: options }) => stream || options === undefined, "stream_options is only allowed when stream is set");

export type EmbeddingsRequest = z.infer<typeof embeddingsRequest>;
export type ChatRequest = z.infer<typeof chatRequest>;
export type ChatMessage = ChatRequest["messages"][number];

/** How a request is answered. Where several fields are given, all apply. */
type CommonBehaviour = {
  /** Milliseconds to wait before anything is sent. */
  delay?: number;
  /** An error status instead of an answer. */
  status?: number;
  retryAfter?: string;
  /** What the error says, in OpenAI's form. */
  message?: string;
  /** This text, with status 200, instead of an answer. */
  garbage?: string;
  /** Nothing is ever sent: `all`; or only the reply's headers: `body`. */
  hang?: "all" | "body";
  /** The connection is reset instead of an answer. */
  reset?: boolean;
};

export type EmbeddingsBehaviour = CommonBehaviour & {
  /** Of the embeddings sent, whatever was asked for. */
  dimensions?: number;
  /** How many embeddings are sent, whatever was asked for. */
  count?: number;
};

export type ChatBehaviour = CommonBehaviour & {
  answer?: string;
  /** Milliseconds between the pieces of a stream. */
  pause?: number;
  /** Whether tokens are counted, as some servers never do; they are unless it is false. */
  counts?: boolean;
  /** Stops after so many pieces of a stream: `end` ends the reply, `reset` the connection, `hang` neither. */
  cut?: { after: number; by: "end" | "reset" | "hang" };
};

export type RecordedRequest<Body> = {
  body: Body;
  headers: IncomingMessage["headers"];
  /** As `performance.now()` tells it. */
  time: number;
  /** Resolves once the exchange is over: answered in full, given up by the client, or cut as told. */
  ended: Promise<"answered" | "disconnected" | "cut">;
};

type Exchange = { request: IncomingMessage; response: ServerResponse; time: number };

/** What one endpoint has been asked and how it answers. */
export type Endpoint<Body, Behaviour> = {
  requests: RecordedRequest<Body>[];
  /** Answers the next requests so, one behaviour each, before `always` applies again. */
  next(...behaviours: Behaviour[]): void;
  /** Answers requests so from now on, or each as it is decided when it comes. */
  always(behaviour: Behaviour | (() => Behaviour)): void;
  /** Forgets requests and behaviours. */
  reset(): void;
};

type RecordingEndpoint<Body, Behaviour> = Endpoint<Body, Behaviour> & { record(request: RecordedRequest<Body>): Behaviour };

export type OpenaiServer = {
  /** For OPENAI_BASE_URL. */
  url: string;
  /** Why requests were refused that OpenAI would refuse. They are not among `requests`. */
  refused: string[];
  embeddings: Endpoint<EmbeddingsRequest, EmbeddingsBehaviour>;
  chat: Endpoint<ChatRequest, ChatBehaviour>;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

export type OpenaiServerSettings = {
  /** Required of every request; without it, requests must have OpenAI's header with any key. */
  apiKey?: string;
  embeddingModel?: string;
  chatModel?: string;
  /** Of the embedding model. */
  dimensions?: number;
  /** Answers when nothing else is scripted. */
  answer?: (messages: ChatMessage[]) => string;
};

/** A server that speaks OpenAI's protocol, refuses what OpenAI would refuse, and answers as a test tells it to. */
export async function startOpenaiServer(settings: OpenaiServerSettings = {}): Promise<OpenaiServer> {
  const { apiKey, embeddingModel = "text-embedding-3-small", chatModel = "gpt-5-mini", dimensions = 256, answer = citeFirst } = settings;
  const embeddings = endpoint<EmbeddingsRequest, EmbeddingsBehaviour>();
  const chat = endpoint<ChatRequest, ChatBehaviour>();

  const refused: string[] = [];
  const refuse = (response: ServerResponse, status: number, message: string) => {
    refused.push(message);
    sendError(response, status, message);
  };

  const exchange = async <Body extends { model: string }, Behaviour extends CommonBehaviour>(
    { request, response, time }: Exchange,
    endpoint: RecordingEndpoint<Body, Behaviour>,
    { schema, model, reply }: { schema: z.ZodType<Body>; model: string; reply: (body: Body, behaviour: Behaviour) => unknown },
  ) => {
    const body = schema.safeParse(parseJson(await readText(request)));
    if (!body.success) return refuse(response, 400, z.prettifyError(body.error));
    if (body.data.model !== model) return refuse(response, 404, `There is no model ${body.data.model}.`);
    const behaviour = endpoint.record({ body: body.data, headers: request.headers, time, ended: whenEnded(response) });
    if (!(await misbehave(response, behaviour))) await reply(body.data, behaviour);
  };

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { status, message } = refusal(request, apiKey) ?? {};
    if (status !== undefined) return refuse(response, status, message!);
    const received = { request, response, time: performance.now() };
    if (request.url === "/v1/embeddings") {
      const reply = (body: EmbeddingsRequest, told: EmbeddingsBehaviour) =>
        sendJson(response, 200, embeddingsReply(body, told, dimensions));
      return exchange(received, embeddings, { schema: embeddingsRequest, model: embeddingModel, reply });
    }
    if (request.url === "/v1/chat/completions") {
      const reply = (body: ChatRequest, told: ChatBehaviour) => {
        const text = told.answer ?? answer(body.messages);
        return body.stream ? streamReply(response, body, text, told) : sendJson(response, 200, chatReply(body, text));
      };
      return exchange(received, chat, { schema: chatRequest, model: chatModel, reply });
    }
    refuse(response, 404, `There is nothing at ${request.url}.`);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v1`, refused, embeddings, chat, close, [Symbol.asyncDispose]: close };
}

/** How many texts it was asked to embed. */
export function textsSeen({ embeddings }: Pick<OpenaiServer, "embeddings">): number {
  return embeddings.requests.reduce((sum, { body }) => sum + [body.input].flat().length, 0);
}

/** Answers every question with the first line of the first passage, if the prompt has one. */
function citeFirst(messages: ChatMessage[]): string {
  const [, passage] = /^\[1\] .*\n([^]*?)\n<\/passage/m.exec(messages.at(-1)!.content) ?? [];
  const line = passage?.split("\n").find((line) => /^\w/.test(line));
  return line === undefined ? "[no answer] The documents do not answer this question." : `${line} [1]`;
}

/** A vector of unit length in which every word of the text has a place, so that texts with common words are near each other. */
export function embedWords(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [text]) {
    let hash = 0;
    for (const character of word) hash = (Math.imul(hash, 31) + character.codePointAt(0)!) | 0;
    vector[(Math.imul(hash, 0x9e3779b1) >>> 8) % dimensions]! += 1;
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function endpoint<Body, Behaviour extends CommonBehaviour>(): RecordingEndpoint<Body, Behaviour> {
  const requests: RecordedRequest<Body>[] = [];
  let queue: Behaviour[] = [];
  let usual: () => Behaviour = () => ({}) as Behaviour;
  return {
    requests,
    next: (...behaviours: Behaviour[]) => void queue.push(...behaviours),
    always: (behaviour: Behaviour | (() => Behaviour)) => void (usual = typeof behaviour === "function" ? behaviour : () => behaviour),
    reset() {
      requests.length = 0;
      queue = [];
      usual = () => ({}) as Behaviour;
    },
    record(request: RecordedRequest<Body>): Behaviour {
      requests.push(request);
      return queue.shift() ?? usual();
    },
  };
}

function refusal({ method, headers }: IncomingMessage, apiKey: string | undefined): { status: number; message: string } | undefined {
  if (method !== "POST") return { status: 405, message: "Only POST is allowed." };
  if (!headers["content-type"]?.startsWith("application/json")) return { status: 415, message: "Send application/json." };
  const [scheme, key] = headers.authorization?.split(" ") ?? [];
  if (scheme !== "Bearer" || !key || (apiKey !== undefined && key !== apiKey))
    return { status: 401, message: `Incorrect API key: ${key}.` };
  return undefined;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const cutResponses = new WeakSet<ServerResponse>();

function whenEnded(response: ServerResponse): RecordedRequest<unknown>["ended"] {
  return new Promise((resolve) =>
    response.once("close", () => resolve(cutResponses.has(response) ? "cut" : response.writableFinished ? "answered" : "disconnected")),
  );
}

/** @returns whether there is nothing more to send */
async function misbehave(
  response: ServerResponse,
  { delay, status, retryAfter, message, garbage, hang, reset }: CommonBehaviour,
): Promise<boolean> {
  if (delay !== undefined) await sleep(delay);
  if (retryAfter !== undefined) response.setHeader("retry-after", retryAfter);
  if (reset) cutOff(response, "reset");
  else if (hang === "body") response.writeHead(200, { "content-type": "application/json" }).flushHeaders();
  else if (status !== undefined) sendError(response, status, message ?? "The stand-in was told to fail.");
  else if (garbage !== undefined) response.writeHead(200, { "content-type": "application/json" }).end(garbage);
  return reset === true || hang !== undefined || status !== undefined || garbage !== undefined;
}

function embeddingsReply(
  { model, input, encoding_format: format, dimensions: asked }: EmbeddingsRequest,
  told: EmbeddingsBehaviour,
  usual: number,
) {
  const inputs = [input].flat();
  const length = told.dimensions ?? asked ?? usual;
  const data = Array.from({ length: told.count ?? inputs.length }, (_, index) => {
    const embedding = embedWords(inputs[index] ?? "more", length);
    return {
      object: "embedding",
      index,
      embedding: format === "base64" ? Buffer.from(embedding.buffer).toString("base64") : [...embedding],
    };
  });
  const tokens = inputs.reduce((sum, text) => sum + pieces(text).length, 0);
  return { object: "list", model, data, usage: { prompt_tokens: tokens, total_tokens: tokens } };
}

const pieces = (text: string): string[] => text.match(/\s*\S+/g) ?? [];

function usageOf({ messages }: ChatRequest, reply: string) {
  const prompt = messages.reduce((sum, { content }) => sum + pieces(content).length, 0);
  const completion = pieces(reply).length;
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

const completion = { id: "chatcmpl-1", created: 1_700_000_000 };

function chatReply(request: ChatRequest, reply: string) {
  const message = { role: "assistant", content: reply, refusal: null };
  const choices = [{ index: 0, message, logprobs: null, finish_reason: "stop" }];
  return { ...completion, object: "chat.completion", model: request.model, choices, usage: usageOf(request, reply) };
}

async function streamReply(
  response: ServerResponse,
  request: ChatRequest,
  reply: string,
  { pause, cut, counts = true }: ChatBehaviour,
): Promise<void> {
  const includeUsage = counts && request.stream_options?.include_usage === true;
  const send = (choices: object[], usage: object | null = null) => {
    const chunk = { ...completion, object: "chat.completion.chunk", model: request.model, choices, ...(includeUsage && { usage }) };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  const sendDelta = (delta: object, finishReason: string | null = null) =>
    send([{ index: 0, delta, logprobs: null, finish_reason: finishReason }]);

  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  sendDelta({ role: "assistant", content: "" });
  for (const content of pieces(reply).slice(0, cut?.after)) {
    if (pause !== undefined) await sleep(pause);
    if (response.destroyed) return;
    sendDelta({ content });
  }
  if (cut) return cutOff(response, cut.by);
  sendDelta({}, "stop");
  if (includeUsage) send([], usageOf(request, reply));
  response.end("data: [DONE]\n\n");
}

function cutOff(response: ServerResponse, by: "end" | "reset" | "hang"): void {
  if (by === "hang") return;
  cutResponses.add(response);
  if (by === "end") response.end();
  // Not before what was written has left, as a reset discards what has not.
  else setImmediate(() => response.socket?.resetAndDestroy());
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function sendError(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, {
    error: { message, type: status >= 500 ? "server_error" : "invalid_request_error", param: null, code: null },
  });
}
