import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Hono } from "hono";
import type { App, AppEnvironment } from "../../http/parts.ts";
import { securityHeaders } from "../../http/security-headers.ts";

const files = new Map([
  ["swagger-ui.css", "text/css"],
  ["swagger-ui-bundle.js", "text/javascript"],
]);

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Footnote API</title><link rel="stylesheet" href="/docs/swagger-ui.css"></head><body><div id="api"></div>
<script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/open.js"></script></body></html>`;
const script = `SwaggerUIBundle({ url: "/openapi.json", dom_id: "#api", deepLinking: true });`;

/** Its icons are in its style sheet. */
const policy = { scriptSrc: ["'self'"], styleSrc: ["'self'"], imgSrc: ["'self'", "data:"], connectSrc: ["'self'"] };

/** Readable API documentation, all served from here. */
export function docsRoutes(): App {
  const folder = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  return new Hono<AppEnvironment>()
    .use(securityHeaders(policy))
    .get("/", (context) => context.html(page))
    .get("/open.js", (context) => context.body(script, 200, { "content-type": "text/javascript" }))
    .get("/:file", async (context, next) => {
      const type = files.get(context.req.param("file"));
      if (!type) return next();
      const content = await readFile(join(folder, context.req.param("file")));
      return context.body(content, 200, { "content-type": type, "cache-control": "public, max-age=86400" });
    });
}
