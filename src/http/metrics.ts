import { Hono } from "hono";
import { describe } from "./openapi.ts";
import type { AppEnvironment, ReadMetrics } from "./parts.ts";

const description = describe({
  summary: "Read the metrics",
  description: "Counters and histograms since the process started, and the state of the store, in Prometheus' text format.",
  otherReplies: { "text/plain": { schema: { type: "string", description: "Prometheus' text format 0.0.4." } } },
  problems: [401, 403, 429, 503, 504],
});

export function metricsRoute(read: ReadMetrics) {
  return new Hono<AppEnvironment>().get("/metrics", description, async (context) =>
    context.body(await read(), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" }),
  );
}
