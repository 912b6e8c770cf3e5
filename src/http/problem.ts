import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import {
  ClientGoneError,
  ConfigurationError,
  DeletionRefusedError,
  ForbiddenError,
  IndexMismatchError,
  IndexMissingError,
  IngestionRunningError,
  IngestionStoppedError,
  InvalidEmbeddingError,
  LimitError,
  NotFoundError,
  RequestError,
  RequestTimeoutError,
  ServerStoppingError,
  SourceTakenError,
  StoreBusyError,
  StoreTimeoutError,
  StoreUnavailableError,
  UnauthorizedError,
  UnknownCategoryError,
  UnknownFormatError,
  UnknownModelError,
  UnreadableDocumentError,
  UpstreamError,
  UpstreamPausedError,
  UpstreamThrottledError,
  UpstreamTimeoutError,
} from "../errors.ts";
import { isOpenaiPath, toOpenaiError } from "./openai/error.ts";

/** The body of every error response, RFC 9457. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: "Identifies the kind of problem; `about:blank` where the status says it all." }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .meta({ description: "What is wrong with which field of the request." }),
    knownCategories: z.array(z.string()).optional().meta({ description: "The categories that exist, where the request named others." }),
    ingestion: z.string().optional().meta({ description: "Id of the ingestion that runs." }),
    requestId: z.string(),
  })
  .meta({ id: "Problem", description: "What went wrong (RFC 9457)." });

export type Problem = z.infer<typeof problemSchema>;
type ProblemDetails = Omit<Problem, "requestId" | "type"> & { type?: string };

/** Seconds after which a client should try again when nothing else is known. */
const retryAfter = 2;
/** Ingestions take longer than outages. */
const busyRetryAfter = 10;

/** What a client is told about an error: never a stack trace, an upstream's words or a secret. */
export function toProblem(error: unknown, requestId: string): { problem: Problem; headers: Record<string, string> } {
  const headers: Record<string, string> = {};
  const details = describe(error, headers);
  return { problem: { type: "about:blank", ...details, requestId }, headers };
}

function describe(error: unknown, headers: Record<string, string>): ProblemDetails {
  if (error instanceof RequestError) return { status: 400, title: statusTitles[400]!, detail: error.message, errors: error.fields };
  if (error instanceof UnauthorizedError) {
    headers["www-authenticate"] = `${error.scheme} realm="Footnote"`;
    return { status: 401, title: "A key is needed", detail: error.message };
  }
  if (error instanceof ForbiddenError) return { status: 403, title: "The key does not allow this", detail: error.message };
  if (error instanceof LimitError) {
    headers["retry-after"] = String(error.retryAfter);
    return { status: 429, title: "Too many requests", detail: error.message };
  }
  if (error instanceof RequestTimeoutError) return { status: 504, title: "The request took too long", detail: error.message };
  if (error instanceof NotFoundError) return { status: 404, title: statusTitles[404]!, detail: error.message };
  if (error instanceof UnknownCategoryError) {
    const errors = [{ field: "category", message: `${error.message} Use one of knownCategories.` }];
    return { status: 400, title: statusTitles[400]!, detail: error.message, errors, knownCategories: error.known };
  }
  if (error instanceof UnknownModelError) {
    return { status: 404, title: statusTitles[404]!, detail: error.message, errors: [{ field: "model", message: error.message }] };
  }
  if (error instanceof UpstreamThrottledError) {
    headers["retry-after"] = String(error.retryAfter ?? retryAfter);
    return { status: 429, title: "Too many requests", detail: error.message };
  }
  if (error instanceof UpstreamPausedError) {
    headers["retry-after"] = String(error.retryAfter ?? retryAfter);
    return { status: 503, title: "The model is not available", detail: error.message };
  }
  if (error instanceof UpstreamTimeoutError) return { status: 504, title: "The model did not answer in time", detail: error.message };
  if (error instanceof UpstreamError) return { status: 502, title: "The model failed", detail: error.message };
  if (error instanceof InvalidEmbeddingError) return { status: 502, title: "The embedding cannot be used", detail: error.message };
  if (error instanceof StoreTimeoutError) return { status: 504, title: "The store did not answer in time" };
  if (error instanceof StoreUnavailableError || error instanceof IndexMissingError || error instanceof IndexMismatchError) {
    headers["retry-after"] = String(retryAfter);
    if (error instanceof IndexMissingError) return { status: 503, title: "The index is missing", detail: error.message };
    return { status: 503, title: "The store is not available" };
  }
  if (error instanceof UnknownFormatError) return { status: 415, title: statusTitles[415]!, detail: error.message };
  if (error instanceof UnreadableDocumentError) {
    return { status: 422, title: "The document cannot be read", detail: `The document ${error.message}.` };
  }
  if (error instanceof SourceTakenError) return { status: 409, title: "The source is taken", detail: error.message };
  if (error instanceof IngestionRunningError) {
    return { status: 409, title: "An ingestion is running", detail: error.message, ingestion: error.id };
  }
  if (error instanceof StoreBusyError) {
    headers["retry-after"] = String(busyRetryAfter);
    return { status: 503, title: "The store is busy", detail: error.message };
  }
  if (error instanceof DeletionRefusedError) return { status: 409, title: "Too much would be deleted", detail: error.message };
  if (error instanceof IngestionStoppedError) return { ...describe(error.cause, headers), detail: error.message };
  if (error instanceof ConfigurationError)
    return { status: 500, title: "The configuration cannot be used", detail: error.problems.join(" ") };
  if (error instanceof ServerStoppingError) {
    // So that the next request of a client that keeps connections goes elsewhere.
    Object.assign(headers, { "retry-after": String(retryAfter), connection: "close" });
    return { status: 503, title: "The server is stopping", detail: error.message };
  }
  // Nobody reads it, but logs do; the status is nginx's.
  if (error instanceof ClientGoneError) return { status: 499, title: error.message };
  if (error instanceof HTTPException) {
    // The rest of the body is not read, which ends the connection; a client must not send its next request on it.
    if (error.status === 413) headers.connection = "close";
    return {
      status: error.status,
      title: statusTitles[error.status] ?? "The request failed",
      ...(error.message && { detail: error.message }),
    };
  }
  return { status: 500, title: "An unexpected error occurred", detail: "The server's log has details under the request id." };
}

const statusTitles: Record<number, string> = {
  400: "The request is not valid",
  403: "This is not allowed",
  404: "There is nothing here",
  405: "The method is not allowed here",
  413: "The request is too large",
  415: "The media type is not supported",
};

export function sendProblem(context: Context, { problem, headers }: ReturnType<typeof toProblem>): Response {
  const status = problem.status as ContentfulStatusCode;
  if (isOpenaiPath(context.req.path)) return context.json(toOpenaiError(problem), status, headers);
  return context.body(JSON.stringify(problem), status, { "content-type": "application/problem+json", ...headers });
}
