import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import type { askResponse, searchResponse } from "../../src/http/schemas.ts";
import { type RerankBehaviour, type RerankServer, startRerankServer } from "../support/rerank-server.ts";
import { bundledCorpus, type RunningApp, startApp } from "../support/server.ts";

const query = "How much memory does an HNSW index need?";
type SearchResponse = z.infer<typeof searchResponse>;
type AskResponse = z.infer<typeof askResponse>;

let reranker: RerankServer;
let plain: RunningApp;
let app: RunningApp;

beforeAll(async () => {
  reranker = await startRerankServer();
  plain = await startApp();
  app = await startApp({ RERANK_URL: reranker.url, RERANK_MODEL: "rerank-test", RERANK_API_KEY: "key-4711", RERANK_TIMEOUT_MS: "300" });
  await Promise.all([plain.ingest(bundledCorpus), app.ingest(bundledCorpus)]);
});
afterAll(async () => {
  await Promise.all([plain.close(), app.close()]);
  await reranker[Symbol.asyncDispose]();
});
afterEach(() => {
  expect(reranker.refused).toEqual([]);
  reranker.behave({});
  reranker.requests.length = 0;
  app.logs.length = 0;
});

const search = async (from: RunningApp, fields: object = {}): Promise<SearchResponse> => {
  const response = await from.post("/search", { query, ...fields });
  expect(response.status).toBe(200);
  return (await response.json()) as SearchResponse;
};
const ids = ({ hits }: SearchResponse) => hits.map(({ id }) => id);

describe("a reranker", () => {
  test("rates the query with the texts of the best 30, with their titles, by one request with model and key", async () => {
    const candidates = await search(plain, { k: 30 });

    await search(app, { k: 5 });

    expect(reranker.requests).toHaveLength(1);
    const { body, headers } = reranker.requests[0]!;
    expect(body).toEqual({
      model: "rerank-test",
      query,
      documents: candidates.hits.map(({ title, text }) => `${title}\n\n${text}`),
      top_n: 30,
    });
    expect(headers.authorization).toBe("Bearer key-4711");
  });

  test.each(["hybrid", "vector", "text"])("decides the order and the scores in the mode %s", async (mode) => {
    const candidates = await search(plain, { k: 30, mode });
    const byLength = candidates.hits.map(({ id, title, text }) => ({ id, length: `${title}\n\n${text}`.length }));
    const expected = byLength.toSorted((one, other) => other.length - one.length).slice(0, 5);

    const { hits } = await search(app, { k: 5, mode });

    expect(hits.map(({ id, score }) => [id, score])).toEqual(expected.map(({ id, length }) => [id, length / 100_000]));
  });

  test("rates all that are wanted, if these are more", async () => {
    const { hits } = await search(app, { k: 40 });

    expect(reranker.requests[0]!.body.documents).toHaveLength(40);
    expect(hits).toHaveLength(40);
  });

  test("that returns logits still gives scores from 0 to 1 that never rise", async () => {
    reranker.behave({ relevance: (text) => 5 - text.length / 100 });

    const scores = (await search(app, { k: 20 })).hits.map(({ score }) => score);

    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
    expect(new Set(scores).size).toBeGreaterThan(5);
    expect(scores[0]).toBeLessThanOrEqual(1);
    expect(scores.at(-1)).toBeGreaterThanOrEqual(0);
  });

  test("that rates all alike leaves the order as it was", async () => {
    reranker.behave({ relevance: () => 0.5 });

    expect(ids(await search(app, { k: 30 }))).toEqual(ids(await search(plain, { k: 30 })));
  });

  test("decides which passages an answer is made from, and its time is told", async () => {
    reranker.behave({ delay: 40, relevance: (text) => (text.includes("MGET") ? 1 : 0) });

    const response = await app.post("/ask", { question: query, k: 3, explain: true });
    const { timings, explain } = (await response.json()) as AskResponse;

    expect(timings.rerank).toBeGreaterThan(30);
    expect(timings.rewrite + timings.embed + timings.search + timings.rerank + timings.generate).toBeCloseTo(timings.total, 6);
    expect(response.headers.get("server-timing")).toMatch(/rerank;dur=\d/);
    expect(explain!.reranker).toEqual({ model: "rerank-test", failure: null });
  });

  test("is asked nothing when nothing was found", async () => {
    expect((await search(app, { query: "zzqqxx", mode: "text" })).hits).toEqual([]);
    expect(reranker.requests).toEqual([]);
  });

  test("takes no time where there is none", async () => {
    const { timings, explain } = (await (await plain.post("/ask", { question: query, explain: true })).json()) as AskResponse;

    expect(timings.rerank).toBe(0);
    expect(explain!.reranker).toBeNull();
  });
});

const rated = (...results: object[]) => ({ results });
const all = Array.from({ length: 30 }, (_, index) => ({ index, relevance_score: 0.5 }));

describe("the order of the search stands when a reranker", () => {
  test.each<[string, RerankBehaviour, RegExp]>([
    ["is slower than its time-out", { delay: 2000 }, /did not answer in time/],
    ["stops in the middle of its reply", { cut: "hang" }, /did not answer in time/],
    ["breaks off", { cut: "reset" }, /broke off|could not be reached/],
    ["fails", { status: 500 }, /status 500/],
    ["limits the rate", { status: 429 }, /rate of requests/],
    ["refuses the key", { status: 401 }, /check its API key/],
    ["does not answer with JSON", { reply: "<html>" }, /did not answer as Cohere and Jina do/],
    ["answers something else", { reply: { data: [] } }, /did not answer as Cohere and Jina do/],
    ["rates one with no number", { reply: rated(...all.slice(1), { index: 0, relevance_score: null }) }, /did not answer as/],
    ["rates one with NaN", { reply: JSON.stringify(rated(...all)).replace("0.5", "NaN") }, /did not answer as/],
    ["leaves one out", { reply: rated(...all.slice(1)) }, /rated other passages/],
    ["rates one twice", { reply: rated(...all.slice(1), all[5]!) }, /rated other passages/],
    ["rates one twice besides all", { reply: rated(...all, { index: 5, relevance_score: 0.9 }) }, /rated other passages/],
    ["rates one that it was not sent", { reply: rated(...all.slice(1), { index: 30, relevance_score: 1 }) }, /rated other passages/],
    ["rates one below zero", { reply: rated(...all.slice(1), { index: -1, relevance_score: 1 }) }, /did not answer as/],
  ])("%s, and the log and the explanation say so", async (_, behaviour, reason) => {
    reranker.behave(behaviour);
    const began = performance.now();

    const { hits, explain } = await search(app, { k: 10, explain: true });

    expect(performance.now() - began).toBeLessThan(1500);
    expect(reranker.requests).toHaveLength(1);
    expect(hits).toEqual((await search(plain, { k: 30 })).hits.slice(0, 10));
    expect(explain!.reranker).toEqual({ model: "rerank-test", failure: expect.stringMatching(reason) });
    expect(explain!.candidates.every(({ rerank }) => rerank === null)).toBe(true);
    expect(app.logs).toContainEqual(
      expect.objectContaining({
        level: "warn",
        message: expect.stringContaining("reranking failed"),
        error: expect.stringMatching(reason),
      }),
    );
    expect(JSON.stringify(app.logs)).not.toContain("key-4711");
  });

  test("cannot be reached, also for an answer", async () => {
    await using away = await startApp({ RERANK_URL: "http://127.0.0.1:1/rerank", RERANK_MODEL: "m" });
    await away.ingest({ "fish.md": "# Fish\n\nA fish is an animal that swims.\n" });

    const body = (await (await away.post("/ask", { question: "What is a fish?", explain: true })).json()) as AskResponse;

    expect(body).toMatchObject({ answerable: true, explain: { reranker: { failure: expect.stringContaining("check its base URL") } } });
    expect(away.logs).toContainEqual(expect.objectContaining({ level: "warn", requestId: body.requestId }));
  });
});

test("a client that goes away is not answered with the order of the search", async () => {
  reranker.behave({ cut: "hang" });
  const leaving = new AbortController();
  setTimeout(() => leaving.abort(), 50);

  const response = await app.post("/search", { query }, { signal: leaving.signal });

  expect(response.status).toBe(499);
});
