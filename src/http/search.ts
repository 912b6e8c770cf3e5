import { Hono } from "hono";
import type { Passage } from "../document.ts";
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
  problems: [400, 413, 415, 429, 502, 503, 504],
});

export function searchRoute({ useStore, liveIndex, now }: AppParts) {
  return new Hono<AppEnvironment>().post("/search", description, body(searchRequest), async (context) => {
    const { query, category: categories, k, mode } = context.req.valid("json");
    const { signal } = cancelWithClient(context.req.raw);
    const { passages, timings } = await useStore(async (store) =>
      retrieve(await liveIndex.current(store), { query, categories, k, mode, signal }, now),
    );
    context.header("server-timing", serverTiming(timings));
    return context.json({ hits: passages.map(toHit) });
  });
}

export function toHit({ id, source, title, categories, text, start, end, score }: Passage) {
  return { id, source, title, categories, text, start, end, score };
}
