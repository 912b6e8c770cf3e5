import { Hono } from "hono";
import { similar } from "../similar.ts";
import { body, describe } from "./openapi.ts";
import type { AppEnvironment, AppParts } from "./parts.ts";
import { similarRequest, similarResponse } from "./schemas.ts";
import { toHit } from "./search.ts";

const description = describe({
  summary: "Find chunks like a chunk, or documents like a document",
  description: "What is most alike, best first.",
  reply: similarResponse,
  problems: [400, 401, 403, 404, 413, 415, 429, 503, 504],
});

export function similarRoute({ useStore, liveIndex }: AppParts) {
  return new Hono<AppEnvironment>().post("/similar", description, body(similarRequest), async (context) => {
    const { category: categories, ...request } = context.req.valid("json");
    const passages = await useStore(async (store) =>
      similar(await liveIndex.current(store, context.get("caller").visible), { ...request, categories }),
    );
    return context.json({ hits: passages.map(toHit) });
  });
}
