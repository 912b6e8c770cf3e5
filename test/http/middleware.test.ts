import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { listen, type RunningApp, startApp } from "../support/server.ts";

const files = { "fish.md": "# Fish\n\nA fish is an animal that swims.\n" };
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe("the request id", () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp();
    await app.ingest(files);
  });
  beforeEach(() => {
    app.logs.length = 0;
  });
  afterAll(() => app.close());

  test("of the caller is in the header, the body and the log", async () => {
    const response = await app.post("/ask", { question: "fish?" }, { headers: { "x-request-id": "trace:4f-1_a.9" } });

    expect(response.headers.get("x-request-id")).toBe("trace:4f-1_a.9");
    expect((await response.json()).requestId).toBe("trace:4f-1_a.9");
    expect(app.logs.map(({ requestId }) => requestId)).toEqual(["trace:4f-1_a.9"]);
  });

  test("is made up for each request that brings none", async () => {
    const ids = [await app.get("/health"), await app.get("/health")].map((response) => response.headers.get("x-request-id"));

    expect(ids).toEqual([expect.stringMatching(uuid), expect.stringMatching(uuid)]);
    expect(ids[0]).not.toBe(ids[1]);
  });

  test("is on every kind of response", async () => {
    const headers = { "x-request-id": "mine" };
    const responses = [
      await app.get("/nonesuch", headers),
      await app.app.request("/ask", { method: "DELETE", headers }),
      await app.post("/ask", { k: 0 }, { headers }),
      await app.post("/ask", { question: "fish?", stream: true }, { headers }),
      await app.get("/docs", headers),
    ];

    expect(responses.map(({ status }) => status)).toEqual([404, 405, 400, 200, 200]);
    expect(responses.map((response) => response.headers.get("x-request-id"))).toEqual(Array(5).fill("mine"));
  });

  test.each([
    "",
    "a b",
    '","level":"error',
    "<script>alert(1)</script>",
    "${jndi:ldap://x}",
    "é",
    "x".repeat(129),
    "a\tb",
    "%0d%0aset-cookie: a=b",
  ])("that could garble a log is replaced: %j", async (hostile) => {
    const response = await app.get("/health", { "x-request-id": hostile });

    expect(response.headers.get("x-request-id")).toMatch(uuid);
    expect(JSON.stringify(app.logs)).not.toContain(JSON.stringify(hostile));
  });
});

describe("logs", () => {
  const question = "Does QUESTION-TEXT swim?";
  let upstream: OpenaiServer;
  beforeAll(async () => {
    upstream = await startOpenaiServer();
  });
  beforeEach(() => {
    upstream.embeddings.reset();
    upstream.chat.reset();
  });
  afterAll(() => upstream.close());

  async function startWith(level: string) {
    const app = await startApp({ OPENAI_BASE_URL: upstream.url, MAX_RETRIES: "0", LOG_LEVEL: level });
    await app.ingest(files);
    return app;
  }

  /** Requests that go well and requests to servers that repeat what they were asked in their errors. */
  async function sendAll(app: RunningApp) {
    const message = `Cannot answer: ${question}`;
    await app.post("/ask", { question });
    await app.post("/search", { query: question });
    await app.post("/search", { query: question, category: "nonesuch" });
    upstream.chat.next({ status: 500, message });
    await app.post("/ask", { question });
    upstream.chat.next({ status: 500, message });
    await (await app.post("/ask", { question, stream: true })).text();
    upstream.chat.next({ garbage: `data: {"error":{"message":${JSON.stringify(message)}}}\n\n` });
    await app.post("/ask", { question });
    upstream.embeddings.next({ status: 500, message });
    await app.post("/search", { query: question });
    upstream.embeddings.next({ garbage: message });
    await app.post("/search", { query: question });
  }

  test("have a line for each request with its status and time", async () => {
    await using app = await startWith("info");

    await app.post("/search?key=private", { query: "fish" });

    expect(app.logs).toEqual([
      {
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        level: "info",
        message: "request",
        requestId: expect.stringMatching(uuid),
        method: "POST",
        path: "/search",
        status: 200,
        milliseconds: expect.any(Number),
      },
    ]);
  });

  test("do not hold the question at info, even if an upstream's error repeats it", async () => {
    await using app = await startWith("info");

    await sendAll(app);

    expect(app.logs.filter(({ message }) => message === "request").map(({ status }) => status)).toEqual([
      200, 200, 400, 502, 200, 502, 502, 502,
    ]);
    expect(app.logs.filter(({ level }) => level !== "info").length).toBeGreaterThan(0);
    expect(JSON.stringify(app.logs)).not.toContain("QUESTION-TEXT");
  });

  test("hold the question and what an upstream said at debug", async () => {
    await using app = await startWith("debug");

    upstream.chat.next({ status: 500, message: "Our GPU is on fire." });
    const { requestId } = await (await app.post("/ask", { question })).json();

    expect(app.logs).toContainEqual(expect.objectContaining({ level: "debug", requestId, message: "question", question }));
    expect(app.logs).toContainEqual(expect.objectContaining({ level: "debug", requestId, error: expect.stringContaining("on fire") }));
  });

  test("are silent if so told", async () => {
    await using app = await startWith("silent");

    await sendAll(app);

    expect(app.logs).toEqual([]);
  });
});

describe("CORS", () => {
  const preflight = (origin: string) => ({
    method: "OPTIONS",
    headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" },
  });
  const corsHeaders = (response: Response) => [...response.headers.keys()].filter((name) => name.startsWith("access-control-"));

  test("is off by default", async () => {
    await using app = await startApp();

    const responses = [
      await app.get("/health", { origin: "https://chat.example.com" }),
      await app.app.request("/ask", preflight("https://chat.example.com")),
    ];

    expect(responses.map(({ status }) => status)).toEqual([200, 405]);
    expect(responses.flatMap(corsHeaders)).toEqual([]);
  });

  test("allows the configured origins and no others", async () => {
    await using app = await startApp({ CORS_ORIGINS: "https://chat.example.com, http://localhost:5173" });

    for (const origin of ["https://chat.example.com", "http://localhost:5173"]) {
      const allowed = await app.app.request("/ask", preflight(origin));
      expect(allowed.status).toBe(204);
      expect(allowed.headers.get("access-control-allow-origin")).toBe(origin);
      expect(allowed.headers.get("access-control-allow-methods")).toContain("POST");
      expect(allowed.headers.get("access-control-allow-headers")).toContain("content-type");
    }
    for (const origin of ["https://evil.example.com", "https://chat.example.com.evil.example", "null"]) {
      expect((await app.app.request("/ask", preflight(origin))).headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  test("lets scripts of an allowed origin read answers, problems and request ids", async () => {
    await using app = await startApp({ CORS_ORIGINS: "https://chat.example.com" });
    const headers = { origin: "https://chat.example.com" };

    const responses = [await app.get("/health", headers), await app.get("/ready", headers), await app.post("/ask", {}, { headers })];

    expect(responses.map(({ status }) => status)).toEqual([200, 503, 400]);
    for (const response of responses) {
      expect(response.headers.get("access-control-allow-origin")).toBe("https://chat.example.com");
      expect(response.headers.get("access-control-expose-headers")?.toLowerCase()).toMatch(/x-request-id.*retry-after/);
      expect(response.headers.get("vary")).toMatch(/origin/i);
    }
  });

  test("lets scripts of an allowed origin read a stream", async () => {
    await using app = await startApp({ CORS_ORIGINS: "*" });
    await app.ingest(files);
    await using server = await listen(app);

    const body = JSON.stringify({ question: "fish?", stream: true });
    const headers = { origin: "https://anywhere.example.com", "content-type": "application/json" };
    const response = await fetch(`${server.url}/ask`, { method: "POST", headers, body });

    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(await response.text()).toContain("event: done");
  });
});
