import { Hono } from "hono";
import type { AnswerEvent } from "../answer.ts";
import type { Answer } from "../document.ts";
import { type EventMessage, streamEvents } from "./event-stream.ts";
import { body, describe } from "./openapi.ts";
import type { AppEnvironment, AppParts } from "./parts.ts";
import type { Problem } from "./problem.ts";
import { askRequest, askResponse } from "./schemas.ts";
import { toHit } from "./search.ts";
import { serverTiming } from "./server-timing.ts";
import { startAnswer } from "./start-answer.ts";

const eventStream =
  "Events: `passages` (hits as in /search), `answer-delta` ({ text }), `citations` (the array), `done` (the JSON response); " +
  "`error` (a problem) in place of what is left when something fails midway.";

const description = describe({
  summary: "Answer a question from the corpus, with citations",
  description: "The answer.",
  reply: askResponse,
  otherReplies: { "text/event-stream": { schema: { type: "string", description: eventStream } } },
  problems: [400, 401, 403, 413, 415, 429, 502, 503, 504],
});

export function askRoute(parts: AppParts) {
  return new Hono<AppEnvironment>().post("/ask", description, body(askRequest), async (context) => {
    const { category: categories, stream, ...request } = context.req.valid("json");
    const requestId = context.get("requestId");
    const { events, cancel } = await startAnswer(parts, context, { ...request, categories });
    if (stream || context.req.header("accept")?.includes("text/event-stream")) {
      const onFailure = (problem: Problem) => ({ event: "error", data: JSON.stringify(problem) });
      return streamEvents(context, { messages: messages(events, requestId), onFailure, cancel }, parts);
    }

    let answer: Answer | undefined;
    for await (const event of events) if (event.type === "done") answer = event.answer;
    context.header("server-timing", serverTiming(answer!.timings));
    return context.json({ ...answer!, requestId });
  });
}

async function* messages(events: AsyncIterable<AnswerEvent>, requestId: string): AsyncGenerator<EventMessage> {
  for await (const event of events) yield { event: event.type, data: JSON.stringify(eventData(event, requestId)) };
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
