import OpenAI from "openai";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { AppParts } from "../../src/http/parts.ts";
import { allEvents } from "../support/event-stream.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { cleanRedis, liveRedisUrl } from "../support/redis.ts";
import { listen, type RunningApp, startApp, startServer, temporaryDirectory, type Variables } from "../support/server.ts";

const files = { "boats/oars.md": "# Oars\n\nOars are stored in the shed.\n" };
const question = "Where are oars stored?";
/** In place of a socket, a header says who is connected. */
const byHeader: Partial<AppParts> = { addressOf: (context) => context.req.header("test-peer") ?? "192.0.2.1" };

let upstream: OpenaiServer;
beforeAll(async () => {
  upstream = await startOpenaiServer();
});
afterEach(() => upstream.chat.reset());
afterAll(() => upstream.close());

async function start(variables: Variables, overrides: Partial<AppParts> = byHeader): Promise<RunningApp> {
  const app = await startApp(variables, { calibrations: [], ...overrides });
  await app.ingest(files);
  return app;
}
/** With a chat model, which the stand-in is. */
const startAsking = (variables: Variables) =>
  start({ OPENAI_BASE_URL: upstream.url, EMBEDDINGS: "lexical", MAX_RETRIES: "0", ...variables });
const statusOf = async (reply: Response | Promise<Response>) => {
  const { status, body } = await reply;
  await body?.cancel();
  return status;
};
const statusesOf = async (count: number, send: () => Response | Promise<Response>) => {
  const statuses: number[] = [];
  for (let sent = 0; sent < count; sent++) statuses.push(await statusOf(send()));
  return statuses;
};

const stores: [string, Variables][] = [["SQLite", {}]];
if (liveRedisUrl) stores.push(["a live Redis", { REDIS_URL: liveRedisUrl, INDEX_NAME: "limits-test" }]);

describe.each(stores)("a limit on requests a minute, on %s,", (_, variables) => {
  afterEach(async () => {
    if (variables.REDIS_URL) await cleanRedis(variables.REDIS_URL, "limits-test");
  });

  test("lets each address have its own, and says how many are left and when there are more", async () => {
    await using app = await start({ ...variables, RATE_LIMIT_PER_ADDRESS: "3" });
    const search = (peer: string) => app.post("/search", { query: question }, { headers: { "test-peer": peer } });
    const first = await search("192.0.2.1");
    expect(first.headers.get("ratelimit-policy")).toBe('"address";q=3;w=60');
    expect(first.headers.get("ratelimit")).toMatch(/^"address";r=2;t=(?:60|59)$/);
    expect(await statusesOf(2, () => search("192.0.2.1"))).toEqual([200, 200]);

    const refused = await search("192.0.2.1");
    expect(refused.status).toBe(429);
    expect(refused.headers.get("ratelimit")).toMatch(/^"address";r=0;t=\d+$/);
    const wait = Number(refused.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(50);
    expect(await refused.json()).toMatchObject({
      title: "Too many requests",
      detail: `The limit of 3 requests a minute for each address is reached. Try again in ${wait} s.`,
    });
    expect((await search("192.0.2.2")).status).toBe(200);
  });

  test("lets each key have its own, wherever it is used", async () => {
    await using app = await start({ ...variables, RATE_LIMIT_PER_KEY: "2", RATE_LIMIT_PER_ADDRESS: "1000" });
    const [one, other] = [await app.key(), await app.key()];
    let peer = 0;
    const list = (headers: Variables) => app.get("/categories", { ...headers, "test-peer": `192.0.2.${++peer}` });
    expect((await list(one)).headers.get("ratelimit-policy")).toBe('"address";q=1000;w=60, "key";q=2;w=60');
    expect(await statusesOf(2, () => list(one))).toEqual([200, 429]);
    expect((await list(other)).status).toBe(200);
  });
});

describe("the address of a client", () => {
  test("is who is connected, whatever X-Forwarded-For says", async () => {
    await using app = await start({ RATE_LIMIT_PER_ADDRESS: "2" });
    let sent = 0;
    expect(await statusesOf(3, () => app.get("/categories", { "x-forwarded-for": `198.51.100.${++sent}` }))).toEqual([200, 200, 429]);
  });

  test("is what the nearest proxies saw, if they are trusted, and nothing that a client made up before", async () => {
    await using app = await start({ RATE_LIMIT_PER_ADDRESS: "1", TRUSTED_PROXIES: "2" });
    let sent = 0;
    const via = (client: string) => app.get("/categories", { "x-forwarded-for": `203.0.113.${++sent}, ${client}, 10.0.0.1` });
    expect(await statusesOf(2, () => via("198.51.100.1"))).toEqual([200, 429]);
    expect(await statusesOf(1, () => via("198.51.100.2"))).toEqual([200]);
  });

  test.each([
    ["2001:db8:1:2::1", "2001:0DB8:0001:0002:ffff:ffff:ffff:ffff", 429],
    ["2001:db8:1:2::1", "2001:db8:1:3::1", 200],
    ["::ffff:192.0.2.7", "192.0.2.7", 429],
    ["::1", "::1", 429],
    ["not an address", "not: an address: either: at: all: :::", 200],
  ])("of IPv6 is its network: %s, then %s", async (one, other, status) => {
    await using app = await start({ RATE_LIMIT_PER_ADDRESS: "1" });
    expect((await app.get("/categories", { "test-peer": one })).status).toBe(200);
    expect((await app.get("/categories", { "test-peer": other })).status).toBe(status);
  });

  test("is known of a real connection, and whether the process lives is told without limit", async () => {
    await using app = await start({ RATE_LIMIT_PER_ADDRESS: "1" }, {});
    await using server = await listen(app);
    expect(await statusesOf(2, () => fetch(`${server.url}/categories`))).toEqual([200, 429]);
    expect(await statusesOf(3, () => fetch(`${server.url}/health`))).toEqual([200, 200, 200]);
    expect(await statusesOf(3, () => fetch(`${server.url}/ready`))).toEqual([200, 200, 200]);
  });

  test("is kept to where keys could be tried on what is told without one", async () => {
    await using app = await start({ RATE_LIMIT_PER_ADDRESS: "2" });
    const guess = { authorization: `Bearer fn_${"0".repeat(12)}_${"0".repeat(48)}` };
    expect(await statusesOf(3, () => app.get("/ready", guess))).toEqual([200, 200, 429]);
  });
});

test("without settings there is no limit, and no header speaks of one", async () => {
  await using app = await start({});
  const reply = await app.get("/categories");
  expect([...reply.headers.keys()].filter((name) => name.startsWith("ratelimit"))).toEqual([]);
});

describe("a budget", () => {
  const ask = (app: RunningApp, headers: Variables, fields: object = {}) => app.post("/ask", { question, ...fields }, { headers });

  test("of tokens is each key's own, and when it is spent, answers end and searches go on", async () => {
    await using app = await startAsking({ TOKENS_PER_DAY: "1" });
    const [one, other] = [await app.key(), await app.key()];
    const answered = await ask(app, one);
    const { usage } = (await answered.json()) as { usage: { inputTokens: number; outputTokens: number } };
    expect(usage.inputTokens + usage.outputTokens).toBeGreaterThan(1);

    const refused = await ask(app, one);
    expect([refused.status, await refused.json()]).toMatchObject([
      429,
      { detail: expect.stringMatching(/budget of 1 tokens a day is spent/) },
    ]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(86_000);
    expect((await ask(app, one, { stream: true })).status).toBe(429);
    expect((await app.post("/search", { query: question }, { headers: one })).status).toBe(200);
    expect((await ask(app, other)).status).toBe(200);
  });

  test("of money is reckoned by the price list", async () => {
    await using app = await startAsking({ COST_PER_DAY: "0.000001" });
    const key = await app.key();
    expect(await statusesOf(2, () => ask(app, key))).toEqual([200, 429]);
    const { detail } = (await (await ask(app, key)).json()) as { detail: string };
    expect(detail).toMatch(/budget of 0\.000001 USD a day/);
  });

  test("is charged for an answer that a client cuts off", async () => {
    upstream.chat.next({ answer: "Oars are stored in the shed [1]. ".repeat(50), pause: 20 });
    await using app = await startAsking({ TOKENS_PER_DAY: "1" });
    await using server = await listen(app);
    const key = await app.key();
    const gone = new AbortController();
    const body = JSON.stringify({ question, stream: true });
    const headers = { "content-type": "application/json", ...key };
    const reply = await fetch(`${server.url}/ask`, { method: "POST", headers, body, signal: gone.signal });
    const reader = reply.body!.getReader();
    for (let read = ""; !read.includes("answer-delta");) read += new TextDecoder().decode((await reader.read()).value);
    gone.abort();
    await expect.poll(() => statusOf(ask(app, key))).toBe(429);
  });

  test("takes nothing for what no model was asked for", async () => {
    await using app = await startAsking({ TOKENS_PER_DAY: "1" });
    upstream.chat.next({ status: 500 });
    const key = await app.key();
    expect(await statusesOf(2, () => ask(app, key))).toEqual([502, 200]);
  });

  test("takes what rewriting a follow-up took, also where no answer comes of it", async () => {
    await using app = await startAsking({ TOKENS_PER_DAY: "1" });
    const key = await app.key();
    const history = [{ role: "user", content: question }];
    const refused = await ask(app, key, { history, category: "nonesuch" });
    expect([refused.status, await statusOf(ask(app, key))]).toEqual([400, 429]);
  });

  test("takes what was sent and said, where nobody counted it, and not what was never sent", async () => {
    const settings = { OPENAI_BASE_URL: upstream.url, EMBEDDINGS: "lexical", TOKENS_PER_DAY: "300" };
    await using app = await startApp(settings);
    await app.ingest(files);
    // To rewrite a question takes less than 300 tokens, to answer one takes more.
    upstream.chat.always({ answer: "Who won the bicycle race in Ghent?", counts: false });
    const followUp = { history: [{ role: "user", content: question }] };
    const declined = await (await ask(app, {}, followUp)).json();
    expect(declined).toMatchObject({ reason: "weak-evidence", usage: { inputTokens: null, outputTokens: null } });
    expect(await statusesOf(2, () => ask(app, {}, followUp))).toEqual([200, 429]);
    expect(upstream.chat.requests).toHaveLength(2);
  });

  test("is told to OpenAI's client as such a limit", async () => {
    await using app = await startAsking({ TOKENS_PER_DAY: "0" });
    await using server = await listen(app);
    const client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: "none", maxRetries: 0 });
    const refused = await client.chat.completions
      .create({ model: "footnote", messages: [{ role: "user", content: question }] })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(OpenAI.RateLimitError);
  });

  test("of money is refused where the model's price is not known", async () => {
    await using data = await temporaryDirectory();
    const server = startServer({ DATA_DIR: data.path, COST_PER_DAY: "2.50", OPENAI_API_KEY: "k", CHAT_MODEL: "openai:unheard-of" });
    await expect(server).rejects.toThrow(/COST_PER_DAY is 2\.5, but the price of openai:unheard-of is not known.*PRICES_FILE/);
  });
});

describe("a limit on answers at once", () => {
  const limits = { MAX_CONCURRENT_ANSWERS: "1", MAX_WAITING_ANSWERS: "1" };
  const ask = (app: RunningApp, stream: boolean, signal?: AbortSignal) => app.post("/ask", { question, stream }, signal && { signal });

  test.each([false, true])(
    "lets the next ones wait for their turn, and sends away whom there is no room for (stream: %s)",
    async (stream) => {
      await using app = await startAsking(limits);
      upstream.chat.always({ delay: 150 });
      const first = Promise.resolve(ask(app, stream)).then((reply) => reply.text());
      await expect.poll(() => upstream.chat.requests.length).toBe(1);
      const second = Promise.resolve(ask(app, stream)).then((reply) => reply.text());
      await new Promise((resolve) => setTimeout(resolve, 20));
      const third = await ask(app, stream);
      expect([third.status, third.headers.get("retry-after")]).toEqual([429, "5"]);
      expect(await third.json()).toMatchObject({ detail: "1 questions are being answered, and 1 wait. Try again in 5 s." });
      expect(upstream.chat.requests.length).toBe(1);
      for (const reply of [await first, await second]) expect(reply).toContain("Oars are stored in the shed.");
      expect(await statusOf(ask(app, stream))).toBe(200);
    },
  );

  test("gives the place of whoever goes away to others, waiting or being answered", async () => {
    await using app = await startAsking(limits);
    await using server = await listen(app);
    upstream.chat.next({ hang: "all" });
    const body = JSON.stringify({ question, stream: true });
    const send = (signal: AbortSignal) =>
      fetch(`${server.url}/ask`, { method: "POST", headers: { "content-type": "application/json" }, body, signal }).catch(() => undefined);
    const [answered, waiting] = [new AbortController(), new AbortController()];
    const first = send(answered.signal);
    await expect.poll(() => upstream.chat.requests.length).toBe(1);
    const second = send(waiting.signal);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await statusOf(ask(app, false))).toBe(429);
    waiting.abort();
    await second;
    await new Promise((resolve) => setTimeout(resolve, 100));
    const third = Promise.resolve(ask(app, false));
    answered.abort();
    await first;
    expect((await third).status).toBe(200);
  });
});

describe("a request that takes too long", () => {
  test("ends with a problem, also in the middle of a stream, and makes room", async () => {
    await using app = await startAsking({ REQUEST_TIMEOUT_MS: "300", MAX_CONCURRENT_ANSWERS: "1", MAX_WAITING_ANSWERS: "0" });
    upstream.chat.next({ hang: "all" }, { answer: "Oars are stored in the shed [1]. ".repeat(50), pause: 50 });
    const reply = await app.post("/ask", { question });
    expect([reply.status, await reply.json()]).toMatchObject([
      504,
      { title: "The request took too long", detail: "The request was not answered within 300 ms." },
    ]);
    const events = await allEvents(await app.post("/ask", { question, stream: true }));
    const last = events.at(-1) as { event: string; data: unknown };
    expect([last.event, last.data]).toMatchObject(["error", { status: 504, title: "The request took too long" }]);
    upstream.chat.reset();
    expect((await app.post("/ask", { question })).status).toBe(200);
  });
});
