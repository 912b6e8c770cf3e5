import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { parseConfig } from "../../src/config.ts";
import { createEmbedder } from "../../src/embeddings/index.ts";
import { type EmbeddingsBehaviour, type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import type { Variables } from "../support/server.ts";

let upstream: OpenaiServer;
beforeAll(async () => {
  upstream = await startOpenaiServer({ dimensions: 16 });
  // The first call loads the client, which takes long on a busy machine.
  await embedAll(["one fish"], {});
});
beforeEach(() => upstream.embeddings.reset());
afterAll(() => upstream.close());

/** Calls as an ingestion makes them, each of one text, and all at once if they may. */
async function embedAll(texts: string[], variables: Variables): Promise<void> {
  const embedder = createEmbedder(parseConfig({ OPENAI_BASE_URL: upstream.url, ...variables }));
  await Promise.all(texts.map((text) => embedder.embedDocuments([text])));
}

const manyTexts = (count: number) => Array.from({ length: count }, (_, index) => `fish number ${index}`);
const times = () => upstream.embeddings.requests.map(({ time }) => time);
const gaps = () => times().map((time, index) => time - (times()[index - 1] ?? time));

test("after a failure half as many calls are under way at once, and later more again", async () => {
  const underWay: number[] = [];
  let now = 0;
  upstream.embeddings.always((): EmbeddingsBehaviour => {
    underWay.push(++now);
    setTimeout(() => now--, 30);
    return { delay: 30, ...(underWay.length <= 8 && { status: 429 }) };
  });
  await embedAll(manyTexts(100), { EMBEDDING_CONCURRENCY: "8" });

  expect(underWay.slice(0, 8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(Math.max(...underWay.slice(8, 12))).toBeLessThanOrEqual(4);
  expect(Math.max(...underWay.slice(12, 20))).toBeLessThanOrEqual(6);
  expect(Math.max(...underWay.slice(60))).toBe(8);
  expect(underWay).toHaveLength(108);
});

test("all calls wait as long as Retry-After asks of one", async () => {
  upstream.embeddings.always({ delay: 50 });
  upstream.embeddings.next({}, {}, {}, {}, {}, { status: 429, retryAfter: "1" });
  await embedAll(manyTexts(120), { EMBEDDING_CONCURRENCY: "4" });
  expect(gaps().filter((gap) => gap > 850)).toHaveLength(1);
  expect(times()).toHaveLength(121);
});

test("pauses between attempts grow, and differ from call to call", async () => {
  upstream.embeddings.next({ status: 500 }, { status: 500 }, { status: 500 });
  await embedAll(["one fish"], {});
  const paused = gaps().slice(1);
  for (const [index, pause] of [500, 1000, 2000].entries()) {
    expect(paused[index]).toBeGreaterThanOrEqual(pause / 2 - 5);
    expect(paused[index]).toBeLessThan(pause * 1.2 + 300);
  }
  expect(new Set(paused.map((pause, index) => Math.round((100 * pause) / 2 ** index))).size).toBeGreaterThan(1);
}, 60_000);

test("no more tokens a minute are sent than the budget allows", async () => {
  const text = "fish ".repeat(500);
  await embedAll(
    Array.from({ length: 8 }, () => text),
    { EMBEDDING_TOKENS_PER_MINUTE: "120000" },
  );
  // Each call of 501 tokens takes a quarter of a second of the budget.
  expect(times().at(-1)! - times()[0]!).toBeGreaterThan(7 * 250 * 0.97);
  expect(times().at(-1)! - times()[0]!).toBeLessThan(7 * 250 * 1.5 + 500);
});

test("whoever waits behind a call that is given up gets its turn, and the budget that the call did not use", async () => {
  const variables = { EMBEDDING_CONCURRENCY: "1", EMBEDDING_TOKENS_PER_MINUTE: "60000" };
  const embedder = createEmbedder(parseConfig({ OPENAI_BASE_URL: upstream.url, ...variables }));
  const text = "fish ".repeat(500);
  await embedder.embedDocuments([text]);
  const [first, second] = [new AbortController(), new AbortController()];
  const givenUp = embedder.embedDocuments([text], first.signal);
  const waiting = embedder.embedDocuments([text], second.signal);
  await sleep(20);
  first.abort(new Error("The client went away."));

  await expect(givenUp).rejects.toThrow("The client went away.");
  await waiting;
  // A call of 501 tokens takes half a second of the budget.
  expect(times()).toHaveLength(2);
  expect(times()[1]! - times()[0]!).toBeGreaterThan(485);
  expect(times()[1]! - times()[0]!).toBeLessThan(900);
});

test("a call that was given up takes no patience from those after one that succeeds, though others are still under way", async () => {
  const variables = { EMBEDDING_PATIENCE_MS: "600", EMBEDDING_CONCURRENCY: "16" };
  const embedder = createEmbedder(parseConfig({ OPENAI_BASE_URL: upstream.url, ...variables }));
  const stop = new AbortController();
  upstream.embeddings.next({ hang: "all" });
  const hanging = embedder.embedDocuments(["one fish"], stop.signal);
  await expect.poll(() => upstream.embeddings.requests.length).toBe(1);
  upstream.embeddings.always({ status: 500 });
  await expect(embedder.embedDocuments(["two fish"])).rejects.toThrow("status 500");

  upstream.embeddings.always({});
  await embedder.embedDocuments(["red fish"]);
  upstream.embeddings.next({ status: 500 });
  await embedder.embedDocuments(["blue fish"]);
  stop.abort(new Error("The client went away."));
  await expect(hanging).rejects.toThrow("The client went away.");
});

test("a question is embedded at once, whatever holds back an ingestion", async () => {
  const embedder = createEmbedder(parseConfig({ OPENAI_BASE_URL: upstream.url }));
  upstream.embeddings.next({ status: 429, retryAfter: "2" });
  const documents = embedder.embedDocuments(["one fish"]);
  await expect.poll(() => upstream.embeddings.requests.length).toBe(1);
  await upstream.embeddings.requests[0]!.ended;
  const began = performance.now();
  await embedder.embedQuery("red fish");
  expect(performance.now() - began).toBeLessThan(1000);
  await documents;
});
