import { Hono } from "hono";
import { etag } from "hono/etag";
import { HTTPException } from "hono/http-exception";
import { describe } from "./openapi.ts";
import type { AppEnvironment, AppParts } from "./parts.ts";
import { askedSources, documentPath } from "./source.ts";

const description = describe({
  summary: "Read the text of a document",
  description: "The text that the offsets of passages and citations refer to.",
  otherReplies: { "text/plain": { schema: { type: "string", description: "The whole text; of PDF, DOCX and HTML what was extracted." } } },
  problems: [401, 403, 404, 429, 503, 504],
});

export function documentTextRoute({ useStore, liveIndex }: AppParts) {
  return new Hono<AppEnvironment>().get(documentPath, etag(), description, async (context) => {
    const { decoded, literal } = askedSources(context);
    const text = await useStore(async (store) => {
      const { index } = await liveIndex.current(store, context.get("caller").visible);
      return (await index.readText(decoded)) ?? (await index.readText(literal));
    });
    if (text === undefined) throw new HTTPException(404, { message: `There is no document ${JSON.stringify(decoded)}.` });
    return context.body(text, 200, { "content-type": "text/plain; charset=utf-8" });
  });
}
