import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { metricsOf, readMetrics } from "../support/metrics.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { listen, startApp, type Variables } from "../support/server.ts";

const files = { "fish.md": "# Fish\n\nA fish is an animal that swims in water.\n" };
const question = "What is a fish?";
const answer = "A fish is an animal that swims in water [1].";
const history = [
  { role: "user", content: "What swims?" },
  { role: "assistant", content: "A fish." },
];

let upstream: OpenaiServer;
let spare: OpenaiServer;
beforeAll(async () => {
  upstream = await startOpenaiServer({ answer: () => answer });
  spare = await startOpenaiServer({ apiKey: "sk-spare", chatModel: "gpt-4o", answer: () => answer });
});
beforeEach(() => {
  for (const endpoint of [upstream.chat, upstream.embeddings, spare.chat]) endpoint.reset();
});
afterAll(async () => {
  await upstream.close();
  await spare.close();
});

async function appWith(variables: Variables = {}) {
  const app = await startApp({
    OPENAI_BASE_URL: upstream.url,
    OPENAI_API_KEY: "sk-first",
    EMBEDDINGS: "lexical",
    MAX_RETRIES: "0",
    BREAKER_FAILURES: "3",
    BREAKER_PAUSE_MS: "400",
    ...variables,
  });
  await app.ingest(files);
  return app;
}

const withSpare = () => ({ CHAT_FALLBACK_MODEL: "openai:gpt-4o", CHAT_FALLBACK_BASE_URL: spare.url, CHAT_FALLBACK_API_KEY: "sk-spare" });

describe("a fallback model", () => {
  test.each([{ status: 500 }, { status: 401 }, { status: 429 }, { reset: true }, { garbage: "<html>" }])(
    "answers where the first fails before it has said anything: %j",
    async (behaviour) => {
      await using app = await appWith(withSpare());
      upstream.chat.next(behaviour);

      const response = await app.post("/ask", { question });

      expect(response.status).toBe(200);
      const reply = await response.json();
      expect(reply).toMatchObject({ answer, model: "openai:gpt-4o", answerable: true });
      expect(reply.usage.cost.amount).toBeCloseTo((reply.usage.inputTokens * 2.5 + reply.usage.outputTokens * 10) / 1e6, 12);
      const metrics = await readMetrics(app.get);
      expect(metricsOf(metrics, "footnote_answers_total")).toEqual({
        'footnote_answers_total{model="openai:gpt-4o",outcome="answered"}': 1,
      });
      expect(Object.values(metricsOf(metrics, "footnote_upstream_failures_total"))).toEqual([1]);
      expect([spare.chat.requests.length, spare.refused]).toEqual([1, []]);
    },
  );

  test("answers a stream too, and OpenAI's clients", async () => {
    await using app = await appWith(withSpare());
    upstream.chat.always({ status: 503 });

    const stream = await (await app.post("/ask", { question, stream: true })).text();
    const messages = [{ role: "user", content: question }];
    const completion = await (await app.post("/v1/chat/completions", { model: "footnote", messages })).json();

    expect(stream).toMatch(/event: done\ndata: .*"model":"openai:gpt-4o"/);
    expect(completion.choices[0].message.content).toContain(answer);
  });

  test("is charged by its own price, also for an answer that a client cuts off", async () => {
    // Of some 500 tokens, gpt-4o's are worth more, gpt-5-mini's less.
    await using app = await appWith({ ...withSpare(), COST_PER_DAY: "0.0005" });
    await using server = await listen(app);
    const cutOff = async () => {
      const gone = new AbortController();
      const body = JSON.stringify({ question, stream: true });
      const headers = { "content-type": "application/json" };
      const reply = await fetch(`${server.url}/ask`, { method: "POST", headers, body, signal: gone.signal });
      const reader = reply.body!.getReader();
      for (let read = ""; !read.includes("answer-delta");) read += new TextDecoder().decode((await reader.read()).value);
      gone.abort();
    };
    const slowly = { answer: `${answer} `.repeat(50), pause: 20 };
    /** What is refused for another reason than the budget takes nothing of it. */
    const status = async () => (await app.post("/ask", { question, category: "nonesuch" })).status;

    upstream.chat.next(slowly);
    await cutOff();
    await upstream.chat.requests[0]!.ended;
    expect(await status()).toBe(400);

    upstream.chat.next({ status: 500 });
    spare.chat.next(slowly);
    await cutOff();
    await expect.poll(status).toBe(429);
  });

  test("never goes on with an answer that another model began", async () => {
    await using app = await appWith(withSpare());
    upstream.chat.always({ cut: { after: 3, by: "reset" } });

    const stream = await (await app.post("/ask", { question, stream: true })).text();
    const response = await app.post("/ask", { question });

    expect(stream).toMatch(/event: error\ndata: .*"status":502/);
    expect(stream).not.toContain("event: done");
    expect(response.status).toBe(502);
    expect(spare.chat.requests).toEqual([]);
  });

  test("rewrites a follow-up too, and the cost is that of whoever did it", async () => {
    await using app = await appWith(withSpare());
    upstream.chat.next({ status: 500 });
    spare.chat.next({ answer: question });

    const { rewrittenQuestion, model, usage } = await (await app.post("/ask", { question: "And what is it?", history })).json();

    expect([rewrittenQuestion, model]).toEqual([question, "openai:gpt-5-mini"]);
    const [rewriting] = spare.chat.requests;
    const words = rewriting!.body.messages.reduce((sum, { content }) => sum + content.match(/\S+/g)!.length, 0);
    const spent = words * 2.5 + 4 * 10 + (usage.inputTokens - words) * 0.25 + (usage.outputTokens - 4) * 2;
    expect(usage.cost.amount).toBeCloseTo(spent / 1e6, 12);
  });

  test("may be the extractive answerer, which needs no server", async () => {
    await using app = await appWith({ CHAT_FALLBACK_MODEL: "extractive" });
    upstream.chat.always({ status: 500 });

    const reply = await (await app.post("/ask", { question })).json();

    expect(reply.answer).toBe("A fish is an animal that swims in water. [1]");
    expect(reply).toMatchObject({ model: "extractive", usage: { inputTokens: 0, outputTokens: 0, cost: { amount: 0 } } });
  });

  test("is named where it is the one that fails", async () => {
    await using app = await appWith(withSpare());
    upstream.chat.next({ status: 500 });
    spare.chat.next({ status: 401 });

    const response = await app.post("/ask", { question });

    expect([response.status, (await response.json()).detail]).toEqual([
      502,
      "The fallback model answered with status 401; check its API key",
    ]);
    expect(metricsOf(await readMetrics(app.get), "footnote_upstream_failures_total")).toEqual({
      'footnote_upstream_failures_total{service="chat model",kind="UpstreamError"}': 1,
      'footnote_upstream_failures_total{service="fallback model",kind="UpstreamError"}': 1,
    });
  });

  test("fails as the first does where it fails too", async () => {
    await using app = await appWith(withSpare());
    upstream.chat.next({ status: 500 });
    spare.chat.next({ status: 429, retryAfter: "7" });

    const response = await app.post("/ask", { question });

    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "7"]);
  });
});

describe("a model that keeps failing", () => {
  test("is left alone: requests get 503 at once, until a call that is let through succeeds", async () => {
    await using app = await appWith();
    upstream.chat.always({ status: 500 });
    const statuses = [];
    for (let number = 0; number < 3; number++) statuses.push((await app.post("/ask", { question })).status);
    expect(statuses).toEqual([502, 502, 502]);

    const began = performance.now();
    const response = await app.post("/ask", { question });

    expect(performance.now() - began).toBeLessThan(250);
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
    expect(await response.json()).toMatchObject({
      title: "The model is not available",
      detail: expect.stringMatching(/^The chat model has failed 3 times in a row .*try again in 1 s$/),
    });
    expect(upstream.chat.requests).toHaveLength(3);

    upstream.chat.always({});
    await expect.poll(async () => (await app.post("/ask", { question })).status, { timeout: 2000 }).toBe(200);
    expect(upstream.chat.requests).toHaveLength(4);
  });

  test("is shown by /ready, which stays ready, and by the metrics", async () => {
    await using app = await appWith();
    const upstreams = async () => {
      const response = await app.get("/ready");
      expect(response.status).toBe(200);
      return (await response.json()).upstreams;
    };
    const open = 'footnote_breaker_open{service="chat model",model="openai:gpt-5-mini"}';
    expect(await upstreams()).toEqual([{ service: "chat model", model: "openai:gpt-5-mini", available: true }]);
    expect((await readMetrics(app.get)).get(open)).toBe(0);

    upstream.chat.always({ status: 500 });
    for (let number = 0; number < 4; number++) await app.post("/ask", { question });

    expect(await upstreams()).toEqual([{ service: "chat model", model: "openai:gpt-5-mini", available: false }]);
    const metrics = await readMetrics(app.get);
    expect(metrics.get(open)).toBe(1);
    expect(metricsOf(metrics, "footnote_upstream_failures_total")).toEqual({
      'footnote_upstream_failures_total{service="chat model",kind="UpstreamError"}': 3,
      'footnote_upstream_failures_total{service="chat model",kind="UpstreamPausedError"}': 1,
    });
  });

  test("is not asked before its fallback", async () => {
    await using app = await appWith(withSpare());
    upstream.chat.always({ status: 500 });
    for (let number = 0; number < 5; number++) expect((await app.post("/ask", { question })).status).toBe(200);

    expect(upstream.chat.requests).toHaveLength(3);
    expect(spare.chat.requests).toHaveLength(5);
  });

  test("is told apart from a model of the same name on another server", async () => {
    await using twin = await startOpenaiServer({ answer: () => answer });
    await using app = await appWith({ CHAT_FALLBACK_MODEL: "openai:gpt-5-mini", CHAT_FALLBACK_BASE_URL: twin.url });
    upstream.chat.always({ status: 500 });
    for (let number = 0; number < 5; number++) expect((await app.post("/ask", { question })).status).toBe(200);

    expect((await (await app.get("/ready")).json()).upstreams).toEqual([
      { service: "chat model", model: "openai:gpt-5-mini", available: false },
      { service: "fallback model", model: "openai:gpt-5-mini", available: true },
    ]);
  });

  test("is not taken to be back because an answer that it began before goes on", async () => {
    await using app = await appWith({ BREAKER_PAUSE_MS: "5000" });
    upstream.chat.next({ pause: 60 });
    upstream.chat.always({ status: 500 });
    const stream = app.post("/ask", { question, stream: true });
    await expect.poll(() => upstream.chat.requests.length).toBe(1);
    for (let number = 0; number < 3; number++) await app.post("/ask", { question });

    expect(await (await stream).text()).toContain("event: done");
    expect((await app.post("/ask", { question })).status).toBe(503);
  });

  test("is let alone by one success between failures, by refusals that another call would meet too, and where that is off", async () => {
    await using app = await appWith();
    upstream.chat.next({ status: 500 }, { status: 500 }, {}, { status: 500 }, { status: 500 }, {});
    upstream.chat.next({ status: 401 }, { status: 401 }, { status: 401 }, { status: 401 });
    for (let number = 0; number < 10; number++) await app.post("/ask", { question });
    expect(upstream.chat.requests).toHaveLength(10);

    upstream.chat.always({ status: 500 });
    await using off = await appWith({ BREAKER_FAILURES: "0" });
    for (let number = 0; number < 5; number++) expect((await off.post("/ask", { question })).status).toBe(502);
  });

  test("is up when it refuses a request, which ends the failures in a row and the pause", async () => {
    await using app = await appWith();
    const ask = async () => (await app.post("/ask", { question })).status;
    upstream.chat.next({ status: 503 }, { status: 503 }, { status: 400 }, { status: 503 }, { status: 503 }, { status: 400 });
    for (let number = 0; number < 6; number++) expect(await ask()).toBe(502);

    upstream.chat.next({ status: 503 }, { status: 503 }, { status: 503 }, { status: 400 });
    for (let number = 0; number < 3; number++) await ask();
    await expect.poll(ask, { timeout: 2000 }).toBe(502);
    expect(await ask()).toBe(200);
  });

  test.each([{ hang: "body" }, { cut: { after: 0, by: "end" } }] as const)(
    "has failed where it says nothing more: %j",
    async (behaviour) => {
      await using app = await appWith({ CHAT_TIMEOUT_MS: "100" });
      upstream.chat.always(behaviour);
      for (let number = 0; number < 3; number++) await app.post("/ask", { question });

      expect((await app.post("/ask", { question })).status).toBe(503);
    },
  );

  test("is no worse thought of for clients that went away", async () => {
    await using app = await appWith();
    upstream.chat.always({ hang: "all" });
    for (let number = 1; number <= 3; number++) {
      const controller = new AbortController();
      const gone = Promise.resolve(app.post("/ask", { question }, { signal: controller.signal })).catch(() => undefined);
      await expect.poll(() => upstream.chat.requests.length).toBe(number);
      controller.abort();
      await gone;
    }
    upstream.chat.always({});

    expect((await app.post("/ask", { question })).status).toBe(200);
  });

  test("is told to OpenAI's clients in their form", async () => {
    await using app = await appWith({ BREAKER_FAILURES: "1" });
    upstream.chat.always({ status: 500 });
    const body = { model: "footnote", messages: [{ role: "user", content: question }] };
    await app.post("/v1/chat/completions", body);

    const response = await app.post("/v1/chat/completions", body);

    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
    expect((await response.json()).error).toMatchObject({
      type: "server_error",
      message: expect.stringContaining("chat model has failed"),
    });
  });
});

test("an embedding model that keeps failing is left alone, while a search by words goes on", async () => {
  await using app = await appWith({ EMBEDDINGS: "openai" });
  upstream.embeddings.always({ status: 500 });
  for (let number = 0; number < 3; number++) expect((await app.post("/search", { query: "fish" })).status).toBe(502);
  const asked = upstream.embeddings.requests.length;

  const response = await app.post("/search", { query: "fish" });
  const words = await app.post("/search", { query: "fish", mode: "text" });

  expect([response.status, response.headers.get("retry-after"), words.status]).toEqual([503, "1", 200]);
  expect((await response.json()).detail).toMatch(/embedding model/);
  expect(upstream.embeddings.requests).toHaveLength(asked);
  upstream.embeddings.always({});
  await expect.poll(async () => (await app.post("/search", { query: "fish" })).status, { timeout: 2000 }).toBe(200);
});
