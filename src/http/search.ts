import { Hono } from "hono";
import type { Passage } from "../document.ts";
import type { UpstreamError } from "../errors.ts";
import { logFailure, type Logger } from "../observation/log.ts";
import { explain as explained } from "../retrieval/explain.ts";
import { retrieve } from "../retrieve.ts";
import { cancelWithClient } from "./cancel.ts";
import { serverTiming } from "./server-timing.ts";
import { body, describe } from "./openapi.ts";
import type { AppEnvironment, AppParts } from "./parts.ts";
import { searchRequest, searchResponse } from "./schemas.ts";

const description = describe({
  summary: "Find passages, without a model's answer",
  description: "The nearest passages, best first.",
  reply: searchResponse,
  problems: [400, 401, 403, 413, 415, 429, 502, 503, 504],
});

export function searchRoute({ useStore, liveIndex, reranker, limits, logger, meter, now }: AppParts) {
  return new Hono<AppEnvironment>().post("/search", description, body(searchRequest), async (context) => {
    const { query, category: categories, k, mode, explain } = context.req.valid("json");
    using cancel = cancelWithClient(context.req.raw, limits.requestTimeout);
    const { signal } = cancel;
    const { passages, trace, timings, explanation } = await useStore(async (store) => {
      const { visible } = context.get("caller");
      const live = await liveIndex.current(store, visible);
      const retrieved = await retrieve({ ...live, reranker }, { query, categories, k, mode, signal }, now);
      const explanation = explain ? await explained(live.index, retrieved.trace, retrieved.passages, visible) : undefined;
      return { ...retrieved, explanation };
    });
    logRerankFailure(logger, context.get("requestId"), trace.reranked?.failure);
    meter.search(timings);
    context.header("server-timing", serverTiming(timings));
    return context.json({ hits: passages.map(toHit), ...(explanation && { explain: explanation }) });
  });
}

export function toHit({ id, source, title, categories, text, start, end, score }: Passage) {
  return { id, source, title, categories, text, start, end, score };
}

export function logRerankFailure(logger: Logger, requestId: string, failure: UpstreamError | undefined): void {
  if (failure) logFailure(logger, "warn", "reranking failed, so that the order is that of the search alone", requestId, failure);
}
