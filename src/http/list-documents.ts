import { Hono } from "hono";
import { assertKnown } from "../retrieval/known.ts";
import { documentsResponse, listQuery } from "./ingestion-schemas.ts";
import { describe, query } from "./openapi.ts";
import type { AppEnvironment, AppParts } from "./parts.ts";

const description = describe({
  summary: "List the documents",
  description: "A page of documents, by source in code point order.",
  reply: documentsResponse,
  problems: [400, 401, 403, 429, 503, 504],
});

export function listDocumentsRoute({ useStore, liveIndex }: AppParts) {
  return new Hono<AppEnvironment>().get("/documents", description, query(listQuery), async (context) => {
    const { category, after, limit } = context.req.valid("query");
    const found = await useStore(async (store) => {
      const live = await liveIndex.current(store, context.get("caller").visible);
      await assertKnown(live, category === undefined ? undefined : [category]);
      // One more than asked for tells whether there is another page.
      return live.index.listDocuments({ category, after, limit: limit + 1 });
    });
    const documents = found.slice(0, limit);
    return context.json({ documents, next: found.length > limit ? documents.at(-1)!.source : null });
  });
}
