import { describeRoute, resolver, validator } from "hono-openapi";
import type { z } from "zod";
import { RequestError } from "../errors.ts";
import { problemSchema } from "./problem.ts";

const problems = {
  400: "A field is missing or not usable; `errors` names it.",
  401: "A key is needed.",
  403: "The key does not allow this, or this server only reads.",
  404: "There is no such model, chunk, document, folder or ingestion.",
  409: "Another origin has the source, or another ingestion runs.",
  413: "The body is too large.",
  415: "The body is of another format than the route takes.",
  422: "The file cannot be read; `detail` says why.",
  429: "This server, or the model's provider, limits the rate of requests; see `Retry-After`.",
  502: "The chat or embedding model failed.",
  503: "The store is away, nothing has been ingested, or a model keeps failing; see `Retry-After`.",
  504: "The store or a model did not answer in time.",
};

export type RouteDescription = {
  summary: string;
  description: string;
  /** Of success; 200 unless given. */
  statuses?: number[];
  /** What a body that is not JSON is. */
  requestBody?: string;
  /** Of a reply in JSON. */
  reply?: z.ZodType;
  /** What the route can also reply with, by media type. */
  otherReplies?: Record<string, { schema: { type: "string"; description: string } }>;
  problems: (keyof typeof problems)[];
  /** The form of errors, where it is not a problem. */
  error?: { mediaType: string; schema: z.ZodType };
};

const problemForm = { mediaType: "application/problem+json", schema: problemSchema };

/** What `/openapi.json` says of a route. */
export function describe({ statuses = [200], error = problemForm, ...route }: RouteDescription) {
  const { summary, description, requestBody, reply, otherReplies } = route;
  const problem = { [error.mediaType]: { schema: resolver(error.schema) } };
  const success = { description, content: { ...(reply && { "application/json": { schema: resolver(reply) } }), ...otherReplies } };
  const anyFile = { "*/*": { schema: { type: "string", format: "binary" } } } as const;
  return describeRoute({
    summary,
    ...(requestBody !== undefined && { requestBody: { description: requestBody, required: true, content: anyFile } }),
    responses: {
      ...Object.fromEntries(statuses.map((status) => [status, success])),
      ...Object.fromEntries(route.problems.map((status) => [status, { description: problems[status], content: problem }])),
    },
  });
}

/** Parses the parameters of a query. @throws RequestError that names every one that is not usable */
export function query<Schema extends z.ZodType>(schema: Schema) {
  return validator("query", schema, refuse);
}

/** Parses a JSON body. @throws RequestError that names every field that is not usable */
export function body<Schema extends z.ZodType>(schema: Schema) {
  return validator("json", schema, refuse);
}

function refuse(result: { success: boolean; error?: readonly unknown[]; data: unknown }): void {
  if (result.success) return;
  throw new RequestError((result.error as z.core.$ZodIssue[]).flatMap((issue) => describeIssue(issue, result.data)));
}

function describeIssue(issue: z.core.$ZodIssue, data: unknown): { field: string; message: string }[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((field) => ({ field, message: "is not a field of this request" }));
  return [{ field: issue.path.join("."), message: isMissing(issue, data) ? "is missing" : issue.message }];
}

/** zod would say that it expected a string and received undefined, which JSON does not know. */
function isMissing({ code, path }: z.core.$ZodIssue, data: unknown): boolean {
  const value = path.reduce<unknown>((within, key) => (within as Record<PropertyKey, unknown> | undefined)?.[key], data);
  return code !== "custom" && value === undefined;
}
