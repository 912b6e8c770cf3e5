import { type Context, Hono } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import { type AnswerEvent, answerEvents } from "../answer.ts";
import type { Answer } from "../document.ts";
import { ClientGoneError } from "../errors.ts";
import { gather } from "../gather.ts";
import { logFailure } from "../log.ts";
import { cancelWithClient } from "./cancel.ts";
import { body, describe } from "./openapi.ts";
import type { AppEnvironment, AppParts } from "./parts.ts";
import { toProblem } from "./problem.ts";
import { askRequest, askResponse } from "./schemas.ts";
import { toHit } from "./search.ts";
import { serverTiming } from "./server-timing.ts";

const eventStream =
  "Events: `passages` (hits as in /search), `answer-delta` ({ text }), `citations` (the array), `done` (the JSON response); " +
  "`error` (a problem) in place of what is left when something fails midway.";

const description = describe({
  summary: "Answer a question from the corpus, with citations",
  description: "The answer.",
  reply: askResponse,
  otherReplies: { "text/event-stream": { schema: { type: "string", description: eventStream } } },
  problems: [400, 413, 415, 429, 502, 503, 504],
});

export function askRoute(parts: AppParts) {
  return new Hono<AppEnvironment>().post("/ask", description, body(askRequest), async (context) => {
    const { category: categories, stream, ...request } = context.req.valid("json");
    const requestId = context.get("requestId");
    parts.logger.debug("question", { requestId, question: request.question });
    const cancel = cancelWithClient(context.req.raw);
    const { signal } = cancel;
    const events = answerEvents(parts, await gather(parts, { ...request, categories }, signal), signal);
    if (stream || context.req.header("accept")?.includes("text/event-stream")) return streamEvents(context, events, cancel, parts);

    let answer: Answer | undefined;
    for await (const event of events) if (event.type === "done") answer = event.answer;
    context.header("server-timing", serverTiming(answer!.timings));
    return context.json({ ...answer!, requestId });
  });
}

function streamEvents(context: Context<AppEnvironment>, events: AsyncIterable<AnswerEvent>, cancel: AbortController, parts: AppParts) {
  const { logger, heartbeat } = parts;
  const requestId = context.get("requestId");
  // Proxies that buffer responses would hold the stream back.
  context.header("x-accel-buffering", "no");
  return streamSSE(context, async (stream) => {
    stream.onAbort(() => cancel.abort(new ClientGoneError()));
    const timer = setInterval(() => void stream.write(": still working\n\n"), heartbeat);
    try {
      for await (const event of events) await send(stream, event, requestId);
    } catch (error) {
      if (stream.aborted) return;
      logFailure(logger, "warn", "stream failed", requestId, error);
      await stream.writeSSE({ event: "error", data: JSON.stringify(toProblem(error, requestId).problem) });
    } finally {
      clearInterval(timer);
    }
  });
}

function send(stream: SSEStreamingApi, event: AnswerEvent, requestId: string): Promise<void> {
  return stream.writeSSE({ event: event.type, data: JSON.stringify(eventData(event, requestId)) });
}

function eventData(event: AnswerEvent, requestId: string): unknown {
  switch (event.type) {
    case "passages":
      return event.passages.map(toHit);
    case "answer-delta":
      return { text: event.text };
    case "citations":
      return event.citations;
    case "done":
      return { ...event.answer, requestId };
  }
}
