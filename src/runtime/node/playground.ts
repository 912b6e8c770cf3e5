import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Hono, type MiddlewareHandler } from "hono";
import { compress } from "hono/compress";
import { etag } from "hono/etag";
import type { App, AppEnvironment } from "../../http/parts.ts";
import { securityHeaders } from "../../http/security-headers.ts";

const folder = new URL("../../playground/", import.meta.url);
const file = (name: string) => readFile(new URL(name, folder), "utf8");

/** Nothing from elsewhere, no inline script or style, and no text that becomes markup, whatever an answer holds. */
const policy = {
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  connectSrc: ["'self'"],
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ["'none'"],
};

/** A page to ask questions on; to programs that do not ask for HTML, the next route answers. */
export function playgroundRoutes(): App {
  // Made when it is first asked for; a failure is not kept.
  let script: Promise<string> | undefined;
  const builtScript = () => (script ??= bundle().catch((error: unknown) => ((script = undefined), Promise.reject(error))));

  const send = (type: string, read: () => Promise<string>): MiddlewareHandler<AppEnvironment> => {
    return async (context) =>
      // Always asked for again, and rarely sent again.
      context.body(await read(), 200, { "content-type": `${type}; charset=utf-8`, "cache-control": "no-cache" });
  };
  const page = send("text/html", () => file("page.html"));
  const transfer: [MiddlewareHandler, MiddlewareHandler, MiddlewareHandler] = [securityHeaders(policy), etag(), compress()];

  return new Hono<AppEnvironment>()
    .get("/", ...transfer, async (context, next) => {
      context.header("vary", "accept", { append: true });
      return context.req.header("accept")?.includes("text/html") ? page(context, next) : next();
    })
    .get("/playground/main.js", ...transfer, send("text/javascript", builtScript))
    .get(
      "/playground/style.css",
      ...transfer,
      send("text/css", () => file("style.css")),
    )
    .get(
      "/playground/icon.svg",
      ...transfer,
      send("image/svg+xml", () => file("icon.svg")),
    );
}

async function bundle(): Promise<string> {
  // Loaded only if someone looks at the page.
  const { build, stop } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("main.ts", folder))],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2023",
    // Libraries in their form for anywhere: that for browsers decodes text by parsing it as HTML, which the policy forbids.
    platform: "neutral",
    mainFields: ["module", "main"],
    logLevel: "silent",
  });
  await stop();
  return outputFiles[0]!.text;
}
