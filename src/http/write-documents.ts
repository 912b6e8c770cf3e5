import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { ClientGoneError } from "../errors.ts";
import { cancelWithClient } from "./cancel.ts";
import { deletionResponse, putQuery, putResponse } from "./ingestion-schemas.ts";
import { describe, query } from "./openapi.ts";
import type { AppEnvironment, AppParts } from "./parts.ts";
import { documentPath, writtenSource } from "./source.ts";
import { requireWriter } from "./writer.ts";

const put = describe({
  summary: "Write a document",
  description: "What changed. 201 when there was no such document before.",
  requestBody: "The file, or the text, as it is. The ending of the source tells its format, or else the content type.",
  statuses: [200, 201],
  reply: putResponse,
  problems: [400, 401, 403, 409, 413, 415, 422, 429, 502, 503, 504],
});

const remove = describe({
  summary: "Delete a document",
  description: "What was deleted: the document, or all documents of a file of records.",
  reply: deletionResponse,
  problems: [400, 401, 403, 404, 409, 429, 503, 504],
});

export function writeDocumentRoutes(parts: AppParts) {
  const mayWrite = requireWriter(parts);
  const maxSize = parts.ingesting?.maxFileBytes ?? parts.maxBodyBytes;
  const tooLarge = () => {
    throw new HTTPException(413, { message: `The file may have at most ${maxSize} bytes (MAX_FILE_BYTES).` });
  };
  const limit = bodyLimit({ maxSize, onError: tooLarge });
  return new Hono<AppEnvironment>()
    .put(documentPath, put, mayWrite, query(putQuery), limit, async (context) => {
      const source = writtenSource(context);
      const { title, category: categories } = context.req.valid("query");
      const { signal } = cancelWithClient(context.req.raw);
      const bytes = await readBody(context.req, signal);
      const file = { source, bytes, contentType: context.req.header("content-type"), title, categories };
      const { created, report } = await context.get("ingesting").documents.put(file, signal);
      context.header("location", `/documents/${source.split("/").map(encodeURIComponent).join("/")}`);
      return context.json({ source, ...report }, created ? 201 : 200);
    })
    .delete(documentPath, remove, mayWrite, async (context) => {
      const source = writtenSource(context);
      const { signal } = cancelWithClient(context.req.raw);
      const { documents, chunks } = await context.get("ingesting").documents.delete(source, signal);
      return context.json({ source, documents: { deleted: documents.deleted }, chunks: { deleted: chunks.deleted } });
    });
}

async function readBody(request: { arrayBuffer(): Promise<ArrayBuffer> }, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await request.arrayBuffer());
  } catch (error) {
    throw signal.aborted ? new ClientGoneError() : error;
  }
}
