import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { HTTPException } from "hono/http-exception";
import { hasEnded, type IngestionJob } from "../ingestion/jobs.ts";
import { cancelWithClient } from "./cancel.ts";
import { type EventMessage, streamEvents } from "./event-stream.ts";
import { ingestionRequest, ingestionResponse } from "./ingestion-schemas.ts";
import { jsonOnly } from "./middleware.ts";
import { body, describe } from "./openapi.ts";
import type { AppEnvironment, AppParts } from "./parts.ts";
import { type Problem, toProblem } from "./problem.ts";
import { requireWriter } from "./writer.ts";

const start = describe({
  summary: "Ingest the corpus directory",
  description: "The ingestion that was started; GET its `location` to see how far it is.",
  statuses: [202],
  reply: ingestionResponse,
  problems: [400, 401, 403, 404, 409, 413, 415, 429],
});
const follow = describe({
  summary: "How far an ingestion is",
  description: "The ingestion as it is now.",
  reply: ingestionResponse,
  otherReplies: {
    "text/event-stream": {
      schema: {
        type: "string",
        description: "Events: `progress` whenever it has changed, `done` when it has ended; both the JSON response.",
      },
    },
  },
  problems: [401, 403, 404, 429],
});
const cancel = describe({
  summary: "Cancel an ingestion",
  description: "The ingestion after it has ended. What it has stored is kept.",
  reply: ingestionResponse,
  problems: [401, 403, 404, 429],
});

/** A request without a body asks for the usual. */
const jsonIfAny = createMiddleware<AppEnvironment>((context, next) =>
  context.req.header("content-type") === undefined ? next() : jsonOnly(context, next),
);

export function ingestionRoutes(parts: AppParts) {
  const mayWrite = requireWriter(parts);
  return new Hono<AppEnvironment>()
    .post("/ingestions", start, mayWrite, jsonIfAny, body(ingestionRequest), async (context) => {
      const job = await context.get("ingesting").jobs.start(context.req.valid("json"));
      context.header("location", `/ingestions/${job.id}`);
      return context.json(toReply(job, context.get("requestId")), 202);
    })
    .get("/ingestions/:id", follow, mayWrite, (context) => {
      const { jobs } = context.get("ingesting");
      const job = known(jobs.get(context.req.param("id")));
      const requestId = context.get("requestId");
      if (!context.req.header("accept")?.includes("text/event-stream")) return context.json(toReply(job, requestId), 200);
      const gone = cancelWithClient(context.req.raw);
      const messages = toMessages(jobs.follow(job.id, gone.signal), requestId);
      const onFailure = (problem: Problem) => ({ event: "error", data: JSON.stringify(problem) });
      return streamEvents(context, { messages, onFailure, cancel: gone }, parts);
    })
    .delete("/ingestions/:id", cancel, mayWrite, async (context) => {
      const job = known(await context.get("ingesting").jobs.cancel(context.req.param("id")));
      return context.json(toReply(job, context.get("requestId")));
    });
}

function known(job: IngestionJob | undefined): IngestionJob {
  if (job) return job;
  throw new HTTPException(404, { message: "There is no such ingestion; those of a server that was stopped are forgotten." });
}

function toReply({ error, ...job }: IngestionJob, requestId: string) {
  return { ...job, problem: error === undefined ? null : toProblem(error, requestId).problem };
}

async function* toMessages(jobs: AsyncIterable<IngestionJob>, requestId: string): AsyncGenerator<EventMessage> {
  for await (const job of jobs) yield { event: hasEnded(job) ? "done" : "progress", data: JSON.stringify(toReply(job, requestId)) };
}
