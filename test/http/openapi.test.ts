import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningApp, startApp } from "../support/server.ts";

type Schema = { $ref?: string; required?: string[]; additionalProperties?: boolean; properties?: Record<string, object> };
type Content = Record<string, { schema: Schema }>;
type Operation = {
  operationId: string;
  summary: string;
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, { description: string; content: Content }>;
};
type Description = {
  openapi: string;
  info: Record<string, string>;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

let app: RunningApp;
let description: Description;

beforeAll(async () => {
  app = await startApp();
  description = (await (await app.get("/openapi.json")).json()) as Description;
});
afterAll(() => app.close());

const operations = () => Object.values(description.paths).flatMap((item) => Object.values(item));

/** Every value of a key, however deep. */
function valuesOf(key: string, value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => [...(name === key ? [child] : []), ...valuesOf(key, child)]);
}

/** What a reference such as `#/components/schemas/Hit` points to. */
const resolve = (reference: string) =>
  reference
    .replace(/^#\//, "")
    .split("/")
    .reduce((value: unknown, name) => (value as Record<string, unknown> | undefined)?.[name], description);

test("it is an OpenAPI 3.1 document", () => {
  expect(description.openapi).toMatch(/^3\.1\.\d+$/);
  expect(description.info).toEqual({
    title: "Footnote",
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    description: expect.any(String),
  });
});

test("every route is in it, with the statuses that it can answer", () => {
  const statuses = Object.entries(description.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { responses }]) => [`${method.toUpperCase()} ${path}`, Object.keys(responses).join(" ")]),
  );

  expect(Object.fromEntries(statuses)).toEqual({
    "POST /ask": "200 400 401 403 413 415 429 502 503 504",
    "POST /search": "200 400 401 403 413 415 429 502 503 504",
    "POST /similar": "200 400 401 403 404 413 415 429 503 504",
    "GET /categories": "200 401 403 429 503 504",
    "GET /documents": "200 400 401 403 429 503 504",
    "GET /documents/{source}": "200 401 403 404 429 503 504",
    "PUT /documents/{source}": "200 201 400 401 403 409 413 415 422 429 502 503 504",
    "DELETE /documents/{source}": "200 400 401 403 404 409 429 503 504",
    "POST /ingestions": "202 400 401 403 404 409 413 415 429",
    "GET /ingestions/{id}": "200 401 403 404 429",
    "DELETE /ingestions/{id}": "200 401 403 404 429",
    "POST /v1/chat/completions": "200 400 401 403 404 413 415 429 502 503 504",
    "GET /v1/models": "200 401 403 429 503 504",
    "GET /health": "200",
    "GET /ready": "200 429 503 504",
    "GET /metrics": "200 401 403 429 503 504",
  });
});

test("every operation has an id of its own, a summary, and described responses with a schema", () => {
  expect(new Set(operations().map(({ operationId }) => operationId)).size).toBe(operations().length);
  for (const { summary, responses } of operations()) {
    expect(summary).not.toBe("");
    for (const { description, content } of Object.values(responses)) {
      expect(description).not.toBe("");
      for (const { schema } of Object.values(content)) expect(schema).toBeTypeOf("object");
    }
  }
});

test("every reference leads somewhere, and every schema is referred to", () => {
  const references = new Set(valuesOf("$ref", description) as string[]);

  for (const reference of references) expect([reference, typeof resolve(reference)]).toEqual([reference, "object"]);
  expect([...references].toSorted()).toEqual(
    Object.keys(description.components.schemas)
      .map((name) => `#/components/schemas/${name}`)
      .toSorted(),
  );
});

test("what is required exists", () => {
  for (const [name, { required = [], properties = {} }] of Object.entries(description.components.schemas)) {
    expect([name, Object.keys(properties)]).toEqual([name, expect.arrayContaining(required)]);
  }
});

test("requests are JSON or a file, and their schemas say what is refused", () => {
  const bodies = operations().flatMap(({ requestBody }) => (requestBody ? [requestBody] : []));

  expect(bodies.map(({ required, content }) => [required, Object.keys(content)])).toEqual([
    [true, ["application/json"]],
    [true, ["application/json"]],
    [true, ["application/json"]],
    [true, ["*/*"]],
    [true, ["application/json"]],
    [true, ["application/json"]],
  ]);
  const { AskRequest: ask, SearchRequest: search } = description.components.schemas;
  expect(ask).toMatchObject({
    required: ["question"],
    additionalProperties: false,
    properties: { question: { minLength: 1, maxLength: 4000 }, k: { minimum: 1, maximum: 50, default: 6 }, stream: { type: "boolean" } },
  });
  expect(search).toMatchObject({
    required: ["query"],
    additionalProperties: false,
    properties: { k: { minimum: 1, maximum: 200, default: 10 } },
  });
});

test("answers come as JSON or as an event stream, errors as problem+json, and below /v1 in OpenAI's form", () => {
  expect(Object.keys(description.paths["/ask"]!.post!.responses["200"]!.content)).toEqual(["application/json", "text/event-stream"]);
  const problem = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
  const openaiError = { "application/json": { schema: { $ref: "#/components/schemas/OpenaiError" } } };
  for (const [path, item] of Object.entries(description.paths)) {
    for (const [status, { content }] of Object.values(item).flatMap(({ responses }) => Object.entries(responses))) {
      if (!status.startsWith("2")) expect(content).toEqual(path.startsWith("/v1/") ? openaiError : problem);
    }
  }
});
