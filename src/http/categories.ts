import { Hono } from "hono";
import { describe } from "./openapi.ts";
import type { AppEnvironment, AppParts } from "./parts.ts";
import { categoriesResponse } from "./schemas.ts";

const description = describe({
  summary: "List the categories",
  description: "Every category with the number of its documents and chunks, in code point order.",
  reply: categoriesResponse,
  problems: [401, 403, 429, 503, 504],
});

export function categoriesRoute({ useStore, liveIndex }: AppParts) {
  return new Hono<AppEnvironment>().get("/categories", description, async (context) => {
    const categories = await useStore(async (store) => (await liveIndex.current(store, context.get("caller").visible)).index.categories());
    return context.json({ categories });
  });
}
