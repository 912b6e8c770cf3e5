import { Hono } from "hono";
import { NONCE } from "hono/secure-headers";
import type { AppEnvironment } from "./parts.ts";
import { securityHeaders } from "./security-headers.ts";

const about = {
  name: "Footnote",
  description: "Answers questions about a corpus; every citation is a literal, located quote.",
  endpoints: {
    "POST /ask": "answer a question, as JSON or as an event stream",
    "POST /search": "find passages without a model's answer",
    "POST /similar": "find chunks like a chunk, or documents like a document",
    "GET /categories": "the categories to filter by",
    "GET /documents": "the documents, by page and category",
    "GET /documents/{source}": "the text that citations refer to; PUT and DELETE with an ingest key",
    "POST /ingestions": "ingest the corpus directory, with an ingest key; GET and DELETE /ingestions/{id}",
    "POST /v1/chat/completions": "the same for clients of OpenAI's API, with GET /v1/models",
    "GET /ready": "whether questions can be answered",
    "GET /metrics": "what was counted, for Prometheus (Node.js only)",
    "GET /openapi.json": "this API's description (OpenAPI 3.1)",
  },
};

const style = `:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem}
td{padding:.2rem 1rem .2rem 0;vertical-align:top}pre{padding:1rem;white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #8886;border-radius:.5rem}`;

/** What this is and where to go next, for people and for programs. @param docs path of a page with readable API docs, if there is one */
export function homeRoute(docs: string | undefined) {
  return new Hono<AppEnvironment>().get("/", securityHeaders({ styleSrc: [NONCE] }), (context) => {
    const example = `curl -s ${new URL("/ask", context.req.url)} -H 'content-type: application/json' -d '{"question":"Which distance metrics does Redis support?"}'`;
    if (!context.req.header("accept")?.includes("text/html")) return context.json({ ...about, example, ...(docs && { docs }) });
    const rows = Object.entries(about.endpoints).map(([name, text]) => `<tr><td><code>${name}</code></td><td>${text}</td></tr>`);
    return context.html(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Footnote</title><style nonce="${context.get("secureHeadersNonce")}">${style}</style></head><body><h1>Footnote</h1><p>${about.description}</p>
<pre>${escapeHtml(example)}</pre><table>${rows.join("")}</table>
${docs ? `<p>Read and try the API in the <a href="${docs}">documentation</a>.</p>` : ""}</body></html>`);
  });
}

/** The example holds the request's own URL. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
