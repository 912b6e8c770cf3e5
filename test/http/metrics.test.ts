import { readFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openKeyring, storedKeyring } from "../../src/access/keyring.ts";
import { parseToken } from "../../src/access/key.ts";
import type { Answer } from "../../src/client/client.ts";
import { StoreUnavailableError } from "../../src/errors.ts";
import { metricsOf, readMetrics } from "../support/metrics.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { type RunningApp, startApp } from "../support/server.ts";

const files = { "fish.md": "# Fish\n\nA fish is an animal that swims in water.\n" };
let upstream: OpenaiServer;
beforeAll(async () => {
  upstream = await startOpenaiServer();
});
afterAll(() => upstream.close());

const withModel = () => ({ OPENAI_BASE_URL: upstream.url, EMBEDDINGS: "lexical" });

test("they are in Prometheus' text format, every line of it", async () => {
  await using app = await startApp();
  await app.ingest(files);
  await app.post("/ask", { question: "What is a fish?" });

  const response = await app.get("/metrics");
  const text = await response.text();

  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const comment = /^# (?:HELP [a-z_]+ \S.*|TYPE [a-z_]+ (?:counter|gauge|histogram))$/;
  const label = String.raw`[a-z_]+="(?:[^"\\\n]|\\["\\n])*"`;
  const sample = new RegExp(String.raw`^[a-z_]+(?:\{${label}(?:,${label})*\})? -?(?:\d+(?:\.\d+)?(?:e-?\d+)?)$`);
  expect(text.endsWith("\n")).toBe(true);
  const unreadable = text
    .trimEnd()
    .split("\n")
    .filter((line) => !comment.test(line) && !sample.test(line));
  expect(unreadable).toEqual([]);
  const names = text.match(/(?<=# TYPE )\S+/g)!;
  expect(new Set(names).size).toBe(names.length);
});

test("the README's table has each of them", async () => {
  await using app = await startApp(withModel());
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  const documented = [...readme.matchAll(/^\| (`footnote_.*?) \|/gm)].flatMap(([, cell]) => cell!.match(/\w+\*?/g)!);

  const names = (await (await app.get("/metrics")).text()).match(/(?<=# TYPE )footnote_\S+/g)!;

  const isDocumented = (name: string) =>
    documented.some((known) => known === name || (known.endsWith("*") && name.startsWith(known.slice(0, -1))));
  expect(names).toContain("footnote_breaker_open");
  expect(names.filter((name) => !isDocumented(name))).toEqual([]);
});

test("requests are counted by route and status, and no path is a label", async () => {
  await using app = await startApp();
  await app.ingest(files);
  await app.get("/documents/fish.md");
  await app.get("/documents/none.md");
  for (let number = 0; number < 3; number++) await app.get(`/nothing/${number}`);
  await app.post("/ask", { k: 1 });
  await app.app.request("/ask", { method: "DELETE" });

  expect(metricsOf(await readMetrics(app.get), "footnote_http_requests_total")).toEqual({
    'footnote_http_requests_total{method="GET",route="/documents/:source{[^]+}",status="200"}': 1,
    'footnote_http_requests_total{method="GET",route="/documents/:source{[^]+}",status="404"}': 1,
    'footnote_http_requests_total{method="GET",route="/*",status="404"}': 3,
    'footnote_http_requests_total{method="POST",route="/ask",status="400"}': 1,
    'footnote_http_requests_total{method="DELETE",route="/*",status="405"}': 1,
  });
});

test("questions are counted by whether an earlier answer was found for them", async () => {
  await using app = await startApp({ ...withModel(), ANSWER_CACHE_HOURS: "1" });
  await app.ingest(files);
  upstream.chat.next({ answer: "A fish swims in water [1]." }, { answer: "A fish swims in water [1]." });
  const body = { question: "What is a fish?" };

  await app.post("/ask", body);
  await app.post("/ask", body);
  await app.post("/ask", body, { headers: { "cache-control": "no-cache" } });

  expect(metricsOf(await readMetrics(app.get), "footnote_answer_cache_total")).toEqual({
    'footnote_answer_cache_total{outcome="miss"}': 1,
    'footnote_answer_cache_total{outcome="hit"}': 1,
    'footnote_answer_cache_total{outcome="skipped"}': 1,
  });
});

test("answers are counted with their stages, tokens and cost, once each", async () => {
  await using app = await startApp(withModel());
  await app.ingest(files);
  upstream.chat.next({ answer: "A fish is an animal that swims in water [1]. Cats bark [2].", pause: 20 });

  const answer = (await (await app.post("/ask", { question: "What is a fish?" })).json()) as Answer;
  const metrics = await readMetrics(app.get);

  const model = 'model="openai:gpt-5-mini"';
  expect(metricsOf(metrics, "footnote_answers_total")).toEqual({ [`footnote_answers_total{${model},outcome="answered"}`]: 1 });
  expect(metrics.get(`footnote_tokens_total{${model},kind="input"}`)).toBe(answer.usage.inputTokens);
  expect(metrics.get(`footnote_tokens_total{${model},kind="output"}`)).toBe(answer.usage.outputTokens);
  expect(metrics.get(`footnote_cost_total{${model},currency="USD"}`)).toBe(answer.usage.cost!.amount);
  expect(metrics.get('footnote_citations_total{outcome="kept"}')).toBe(1);
  expect(metrics.get('footnote_citations_total{outcome="dropped"}')).toBe(1);
  const { firstToken, ...stages } = answer.timings;
  for (const [stage, milliseconds] of Object.entries({ ...stages, first_token: firstToken })) {
    expect(metrics.get(`footnote_stage_seconds_count{of="answer",stage="${stage}"}`)).toBe(1);
    expect(metrics.get(`footnote_stage_seconds_sum{of="answer",stage="${stage}"}`)).toBeCloseTo(milliseconds / 1000, 9);
  }
  expect(firstToken).toBeGreaterThan(stages.search);
  expect(firstToken).toBeLessThan(stages.total - 100);
});

test("a histogram's buckets hold what took as long as their bound or less", async () => {
  await using app = await startApp(withModel());
  await app.ingest(files);
  upstream.chat.next({ answer: "A fish swims in water [1].", delay: 300 });

  await app.post("/ask", { question: "What is a fish?" });

  const metrics = await readMetrics(app.get);
  const bucket = (bound: string) => metrics.get(`footnote_stage_seconds_bucket{of="answer",stage="generate",le="${bound}"}`);
  expect([bucket("0.25"), bucket("60"), bucket("+Inf")]).toEqual([0, 1, 1]);
});

test("searches and questions of OpenAI's clients are counted too, and what is declined by its reason", async () => {
  await using app = await startApp();
  await app.ingest(files);
  await app.post("/search", { query: "fish" });
  await app.post("/v1/chat/completions", { model: "footnote", messages: [{ role: "user", content: "What is a fish?" }] });
  await app.post("/ask", { question: "How high is the Eiffel Tower?", mode: "text" });

  const metrics = await readMetrics(app.get);

  expect(metrics.get('footnote_stage_seconds_count{of="search",stage="search"}')).toBe(1);
  expect(metricsOf(metrics, "footnote_answers_total")).toEqual({
    'footnote_answers_total{model="extractive",outcome="answered"}': 1,
    'footnote_answers_total{model="extractive",outcome="no-passages"}': 1,
  });
});

test("a stream that breaks off is counted, though its status was good", async () => {
  await using app = await startApp(withModel());
  await app.ingest(files);
  expect((await readMetrics(app.get)).get("footnote_broken_streams_total")).toBe(0);
  upstream.chat.next({ answer: "A fish swims in water [1].", cut: { after: 2, by: "reset" } });

  await (await app.post("/ask", { question: "What is a fish?", stream: true })).text();

  expect((await readMetrics(app.get)).get("footnote_broken_streams_total")).toBe(1);
});

test("the store's state is told as it is when it is read", async () => {
  await using app = await startApp();
  expect(metricsOf(await readMetrics(app.get), "footnote_index")).toEqual({});

  await app.ingest(files);
  const lock = await app.store.lockIngestion(() => {});
  const ingesting = await readMetrics(app.get);
  await lock.release();

  expect(metricsOf(ingesting, "footnote_index")).toEqual({
    footnote_index_chunks: 1,
    footnote_index_complete: 1,
    footnote_index_failures: 0,
  });
  expect(ingesting.get("footnote_store_up")).toBe(1);
  expect(ingesting.get("footnote_ingestion_running")).toBe(1);
  expect((await readMetrics(app.get)).get("footnote_ingestion_running")).toBe(0);
});

test("a store that is away is a metric, and no failure of reading", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const variables = { REDIS_URL: `redis://127.0.0.1:${port}`, STORE_TIMEOUT_MS: "150" };
  await using app = await startApp(variables, { keyring: openKeyring });

  const response = await app.get("/metrics");
  server.close();

  expect(response.status).toBe(200);
  const metrics = await readMetrics(async () => response);
  expect(metrics.get("footnote_store_up")).toBe(0);
  expect(metrics.has("footnote_index_chunks")).toBe(false);
  expect(metrics.get("process_resident_memory_bytes")).toBeGreaterThan(10_000_000);
});

test("once there are keys, they are told to an administrator's alone", async () => {
  await using app = await startApp({}, { keyring: storedKeyring(true, () => 0) });
  const status = async (headers = {}) => (await app.get("/metrics", headers)).status;
  const ask = await app.key();
  const admin = await app.key({ scopes: ["admin"] });

  expect([await status(), await status(ask), await status(admin)]).toEqual([401, 403, 200]);
});

test("while the store is away, whoever came last and was let in still is, but no key that was refused since", async () => {
  let [time, away] = [0, false];
  const overrides: Parameters<typeof startApp>[1] = {
    keyring: storedKeyring(true, () => time),
    useStore: (use) => (away ? Promise.reject(new StoreUnavailableError("The store is away.")) : use(app.store)),
  };
  await using app: RunningApp = await startApp({}, overrides);
  const admin = await app.key({ scopes: ["admin"] });
  const statusLater = async (storeIsAway: boolean) => {
    away = storeIsAway;
    time += 2000;
    return (await app.get("/metrics", admin)).status;
  };
  const before = [await statusLater(false), await statusLater(true)];
  const record = await app.store.keys.read(parseToken(admin.authorization.replace("Bearer ", ""))!.id);
  await app.store.keys.write({ ...record!, revoked: new Date().toISOString() });

  expect([...before, await statusLater(false), await statusLater(true)]).toEqual([200, 200, 401, 503]);
});
