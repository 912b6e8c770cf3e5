import { Hono } from "hono";
import { etag } from "hono/etag";
import { HTTPException } from "hono/http-exception";
import { describe } from "./openapi.ts";
import type { AppEnvironment, AppParts } from "./parts.ts";

const prefix = "/documents/";

const description = describe({
  summary: "Read the text of a document",
  description: "The text that the offsets of passages and citations refer to.",
  otherReplies: { "text/plain": { schema: { type: "string", description: "The whole text; of PDF, DOCX and HTML what was extracted." } } },
  problems: [401, 403, 404, 503, 504],
});

export function documentTextRoute({ useStore, liveIndex }: AppParts) {
  return new Hono<AppEnvironment>().get(`${prefix}:source{.+}`, etag(), description, async (context) => {
    const asked = new URL(context.req.url).pathname.slice(prefix.length);
    const text = await useStore(async (store) => {
      const { index } = await liveIndex.current(store, context.get("caller").visible);
      return (await index.readText(decoded(asked))) ?? (await index.readText(asked));
    });
    if (text === undefined) throw new HTTPException(404, { message: `There is no document ${JSON.stringify(decoded(asked))}.` });
    return context.body(text, 200, { "content-type": "text/plain; charset=utf-8" });
  });
}

/** As it is where it is not encoded, as in `100%.md`. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
