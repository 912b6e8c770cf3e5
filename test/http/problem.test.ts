import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Problem, problemSchema } from "../../src/http/problem.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { listen, type RunningApp, startApp } from "../support/server.ts";

const apiKey = "sk-test-4711";
const secret = "UPSTREAM-SECRET";
let upstream: OpenaiServer;
let app: RunningApp;

beforeAll(async () => {
  upstream = await startOpenaiServer({ apiKey });
  app = await startApp({
    OPENAI_BASE_URL: upstream.url,
    OPENAI_API_KEY: apiKey,
    MAX_RETRIES: "0",
    BREAKER_FAILURES: "0",
    CHAT_TIMEOUT_MS: "600",
    EMBEDDING_TIMEOUT_MS: "600",
    MAX_BODY_BYTES: "20000",
  });
  await app.ingest({ "fish.md": "# Fish\n\nA fish is an animal that swims.\n" });
});
beforeEach(() => {
  upstream.embeddings.reset();
  upstream.chat.reset();
});
afterAll(async () => {
  await app.close();
  await upstream.close();
});

/** The problem in a response, after checks that hold for each: its form, its id, and that it gives nothing away. */
async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  const body = JSON.parse(text);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(problemSchema.parse(body)).toEqual(body);
  expect(body.status).toBe(response.status);
  expect(body.requestId).toBe(response.headers.get("x-request-id"));
  const everything = `${text}${JSON.stringify([...response.headers])}`;
  for (const inside of [secret, apiKey, upstream.url, "node_modules", ".ts:", ".js:", "    at "]) expect(everything).not.toContain(inside);
  return body;
}

/** A request body whose length is not announced. */
const streamedBody = (text: string) => ({ body: new Blob([text]).stream(), duplex: "half" });

describe("a request that is not valid gets 400 and names the field", () => {
  const question = "fish?";
  const query = "fish";
  test.each<[string, object, string]>([
    ["/ask", {}, "question"],
    ["/ask", { question: "" }, "question"],
    ["/ask", { question: "  \n" }, "question"],
    ["/ask", { question: 42 }, "question"],
    ["/ask", { question: null }, "question"],
    ["/ask", { question: ["fish?"] }, "question"],
    ["/ask", { question: "x".repeat(4001) }, "question"],
    ["/ask", { question, k: 0 }, "k"],
    ["/ask", { question, k: 51 }, "k"],
    ["/ask", { question, k: 2.5 }, "k"],
    ["/ask", { question, k: "6" }, "k"],
    ["/ask", { question, k: null }, "k"],
    ["/ask", { question, stream: "true" }, "stream"],
    ["/ask", { question, stream: 1 }, "stream"],
    ["/ask", { question, category: "" }, "category"],
    ["/ask", { question, category: [] }, "category"],
    ["/ask", { question, category: ["general", ""] }, "category.1"],
    ["/ask", { question, category: 7 }, "category"],
    ["/ask", { question, category: null }, "category"],
    ["/ask", { question, category: { name: "general" } }, "category"],
    ["/ask", { question, category: "\uD83D" }, "category"],
    ["/ask", { question, query }, "query"],
    ["/ask", { question, K: 6 }, "K"],
    ["/search", {}, "query"],
    ["/search", { query, question }, "question"],
    ["/search", { query, k: 201 }, "k"],
    ["/search", { query, stream: true }, "stream"],
    ["/search", { query, category: "" }, "category"],
    ["/search", { query, category: [] }, "category"],
    ["/search", { query, category: "nonesuch" }, "category"],
  ])("%s %j", async (path, body, field) => {
    const problem = await problemOf(await app.post(path, body));

    expect(problem).toMatchObject({ status: 400, title: "The request is not valid" });
    expect(problem.errors!.map(({ field }) => field)).toEqual([field]);
    expect(problem.errors![0]!.message).not.toBe("");
    expect(upstream.embeddings.requests).toEqual([]);
  });

  const blank = "must be well-formed Unicode and not blank";
  const names = "must be a name or a list of 1 to 100 names, none blank";
  test.each<[string, object, { field: string; message: string }]>([
    ["/ask", {}, { field: "question", message: "is missing" }],
    ["/ask", { question, history: [{ content: "Hello." }] }, { field: "history.0.role", message: "is missing" }],
    ["/search", {}, { field: "query", message: "is missing" }],
    ["/similar", {}, { field: "", message: "give either id or source" }],
    ["/ask", { question: "" }, { field: "question", message: "must not be blank" }],
    ["/search", { query: " \n" }, { field: "query", message: "must not be blank" }],
    ["/ask", { question: null }, { field: "question", message: "Invalid input: expected string, received null" }],
    ["/ask", { question, category: "" }, { field: "category", message: names }],
    ["/ask", { question, category: ["general", " "] }, { field: "category.1", message: blank }],
  ])("and says what is wrong with it: %s %j", async (path, body, error) => {
    expect((await problemOf(await app.post(path, body))).errors).toEqual([error]);
  });

  test("a chat without messages is told that they are missing", async () => {
    const response = await app.post("/v1/chat/completions", { model: "footnote" });

    expect(await response.json()).toMatchObject({ error: { message: "messages: is missing", param: "messages" } });
  });

  test("a category in a path is held to the same", async () => {
    const { errors } = await problemOf(await app.get("/documents?category="));

    expect(errors).toEqual([{ field: "category", message: blank }]);
  });

  test("all fields that are wrong are named at once", async () => {
    const problem = await problemOf(await app.post("/ask", { question: "", k: 99, streaming: true }));

    expect(problem.errors!.map(({ field }) => field).toSorted()).toEqual(["k", "question", "streaming"]);
  });

  test.each(["", "{", "fish?", '{"question":"fish?",}', "[1,2"])("malformed JSON: %j", async (body) => {
    const response = await app.app.request("/ask", { method: "POST", headers: { "content-type": "application/json" }, body });

    expect(await problemOf(response)).toMatchObject({ status: 400, detail: expect.stringContaining("JSON") });
  });

  test.each(["null", "42", '"fish?"', '[{"question":"fish?"}]'])("JSON that is no object: %s", async (body) => {
    const response = await app.app.request("/ask", { method: "POST", headers: { "content-type": "application/json" }, body });

    expect(await problemOf(response)).toMatchObject({ status: 400, errors: [{ message: expect.stringContaining("object") }] });
  });

  test("a field that every object has is as unknown as others", async () => {
    const body = '{"question":"fish?","__proto__":{"k":3},"constructor":1}';
    const response = await app.app.request("/ask", { method: "POST", headers: { "content-type": "application/json" }, body });

    expect((await problemOf(response)).errors!.map(({ field }) => field)).toContain("constructor");
  });
});

describe("a request that is refused as a whole", () => {
  test("a path that does not exist gets 404", async () => {
    expect(await problemOf(await app.get("/nonesuch"))).toMatchObject({ status: 404 });
    expect(await problemOf(await app.post("/ask/", { question: "fish?" }))).toMatchObject({ status: 404 });
  });

  test.each([
    ["GET", "/ask", "POST"],
    ["DELETE", "/search", "POST"],
    ["OPTIONS", "/ask", "POST"],
    ["POST", "/categories", "GET"],
    ["PUT", "/", "GET"],
    ["POST", "/openapi.json", "GET"],
    ["POST", "/documents/boats/oars.md", "GET, PUT, DELETE"],
  ])("%s %s gets 405 and the methods that are allowed", async (method, path, allowed) => {
    const response = await app.app.request(path, { method });

    expect(await problemOf(response)).toMatchObject({ status: 405 });
    expect(response.headers.get("allow")).toBe(allowed);
  });

  test.each([undefined, "text/plain", "application/x-www-form-urlencoded", "application/jsonp", "text/json"])(
    "a body of type %s gets 415",
    async (type) => {
      const response = await app.app.request("/ask", {
        method: "POST",
        headers: type === undefined ? {} : { "content-type": type },
        body: new TextEncoder().encode('{"question":"fish?"}'),
      });

      expect(await problemOf(response)).toMatchObject({ status: 415, detail: expect.stringContaining("application/json") });
    },
  );

  test.each(["application/json; charset=utf-8", "Application/JSON", "application/json ;charset=utf-8"])(
    "a body of type %s is JSON",
    async (type) => {
      const response = await app.app.request("/search", { method: "POST", headers: { "content-type": type }, body: '{"query":"fish"}' });

      expect(response.status).toBe(200);
    },
  );

  test("a body that is too large gets 413, whether its length is announced or not", async () => {
    await using server = await listen(app);
    const body = JSON.stringify({ question: "x".repeat(20_000) });
    const init = { method: "POST", headers: { "content-type": "application/json" } };

    const announced = await fetch(`${server.url}/ask`, { ...init, body });
    const streamed = await fetch(`${server.url}/ask`, { ...init, ...streamedBody(body) });

    for (const response of [announced, streamed]) {
      expect(await problemOf(response)).toMatchObject({ status: 413, detail: expect.stringContaining("20000") });
    }
  });

  test("a body without an announced length is read like any other", async () => {
    await using server = await listen(app);
    const init = { method: "POST", headers: { "content-type": "application/json" }, ...streamedBody('{"query":"fish"}') };

    expect((await fetch(`${server.url}/search`, init)).status).toBe(200);
  });
});

describe("a model that fails", () => {
  const ask = () => app.post("/ask", { question: "fish?" });
  const search = () => app.post("/search", { query: "fish" });

  test.each([
    ["3", "3"],
    [undefined, expect.stringMatching(/^\d+$/)],
    ["Wed, 21 Oct 2065 07:28:00 GMT", expect.stringMatching(/^\d+$/)],
  ])("with 429 and Retry-After %s gets 429 with Retry-After", async (retryAfter, expected) => {
    const behaviour = { status: 429, message: secret, ...(retryAfter !== undefined && { retryAfter }) };
    upstream.chat.next(behaviour);
    const asked = await ask();
    upstream.embeddings.next(behaviour);
    const searched = await search();

    for (const response of [asked, searched]) {
      expect(await problemOf(response)).toMatchObject({ status: 429 });
      expect(response.headers.get("retry-after")).toEqual(expected);
    }
  });

  test.each([400, 401, 403, 404, 500, 503])("with %i gets 502", async (status) => {
    upstream.chat.next({ status, message: `${secret} for ${apiKey}` });
    expect(await problemOf(await ask())).toMatchObject({ status: 502, detail: expect.stringMatching(/^The chat model /) });

    upstream.embeddings.next({ status, message: `${secret} for ${apiKey}` });
    expect(await problemOf(await search())).toMatchObject({ status: 502, detail: expect.stringMatching(/^The embedding model /) });
  });

  test("with garbage gets 502", async () => {
    upstream.chat.next({ garbage: secret });
    expect(await problemOf(await ask())).toMatchObject({ status: 502 });

    upstream.embeddings.next({ garbage: secret });
    expect(await problemOf(await search())).toMatchObject({ status: 502 });
  });

  test.each(["end", "reset"] as const)("midway by an %s gets 502, not half an answer", async (by) => {
    upstream.chat.next({ answer: `Fish ${secret} swim.`, cut: { after: 2, by } });

    expect(await problemOf(await ask())).toMatchObject({ status: 502 });
  });

  test("with embeddings of another dimension gets 502", async () => {
    upstream.embeddings.next({ dimensions: 12 });

    expect(await problemOf(await search())).toMatchObject({
      status: 502,
      detail: expect.stringMatching(/12 dimensions, the index has 256/),
    });
  });

  test("by not answering in time gets 504", async () => {
    upstream.chat.next({ hang: "all" });
    expect(await problemOf(await ask())).toMatchObject({ status: 504, detail: expect.stringMatching(/^The chat model /) });

    upstream.embeddings.next({ hang: "body" });
    expect(await problemOf(await search())).toMatchObject({ status: 504, detail: expect.stringMatching(/^The embedding model /) });
  });
});

test("a mistake of ours gets 500 without details, which are in the log under the request's id", async () => {
  const useStore = () => Promise.reject(new TypeError(secret));
  await using broken = await startApp({}, { useStore });

  const problem = await problemOf(await broken.post("/search", { query: "fish" }));

  expect(problem).toMatchObject({ status: 500, title: "An unexpected error occurred" });
  expect(broken.logs).toContainEqual(
    expect.objectContaining({ level: "error", requestId: problem.requestId, error: expect.stringContaining(secret) }),
  );
});
