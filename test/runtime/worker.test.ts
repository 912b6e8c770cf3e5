import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestHarness } from "wrangler";
import { parseConfig } from "../../src/config.ts";
import { createEmbedder } from "../../src/embeddings/index.ts";
import { sha256 } from "../../src/hash.ts";
import { chatCompletion } from "../../src/http/openai/completion.ts";
import { askResponse, searchResponse, similarResponse } from "../../src/http/schemas.ts";
import { newManifest } from "../../src/manifest/manifest.ts";
import { redisStore } from "../../src/stores/redis/store.ts";
import { chunk } from "../support/chunks.ts";
import { allEvents } from "../support/event-stream.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { startRerankServer } from "../support/rerank-server.ts";
import { redisMode, type RedisUnderTest, redisUnderTest } from "../support/redis-under-test.ts";

const indexName = "worker-smoke";
const texts = {
  "hnsw.md": "A larger EF_RUNTIME examines more candidates, which raises recall and takes longer.",
  "flat.md": "A FLAT index compares a query with every vector, so that its results are exact.",
  "tea.md": "Green tea is best brewed with water of eighty degrees.",
};

describe(`the Worker in workerd, on Redis (${redisMode})`, () => {
  let redis: RedisUnderTest;
  let openai: OpenaiServer;
  const variables = () => ({
    REDIS_URL: redis.url,
    INDEX_NAME: indexName,
    EMBEDDINGS: "lexical",
    EMBEDDING_DIMENSIONS: "64",
    LOG_LEVEL: "warn",
    ALLOW_ANONYMOUS: "true",
  });
  const startWorker = async (more: Record<string, string>) => {
    // Under the name that a developer gives it, which workerd resolves for connections alone.
    const byName = { REDIS_URL: redis.url.replace("//127.0.0.1:", "//localhost:") };
    const worker = createTestHarness({
      workers: [{ configPath: join(import.meta.dirname, "../../wrangler.toml"), vars: { ...variables(), ...byName, ...more } }],
    });
    await worker.listen();
    return worker;
  };
  const post = (body: unknown) => ({ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

  beforeAll(async () => {
    redis = await redisUnderTest(join(import.meta.dirname, "worker.recording.json"), indexName);
    openai = await startOpenaiServer();
    await redis.clean();
    const config = parseConfig(variables());
    const embedder = createEmbedder(config);
    const store = redisStore(redis.url, config.index, config.storeTimeout);
    const index = store.open(await newManifest(config, { ...embedder.identity, dimensions: 64 }));
    await index.create();
    const embeddings = await embedder.embedDocuments(Object.values(texts));
    await index.writeChunks(
      Object.entries(texts).map(([source, text], position) =>
        chunk(source, {
          source,
          text,
          end: text.length,
          categories: [source === "tea.md" ? "kitchen" : "search"],
          embedding: embeddings[position]!,
        }),
      ),
    );
    await store.publish(index.manifest);
    await store.close();
  });
  afterAll(async () => {
    await openai.close();
    await redis.close();
  });

  test("answers, streams, searches and filters with OpenAI's protocol", async () => {
    const worker = await startWorker({ OPENAI_API_KEY: "test", OPENAI_BASE_URL: openai.url });
    try {
      const asked = await worker.fetch("/ask", post({ question: "What does a larger EF_RUNTIME do?", k: 2 }));
      const answer = askResponse.parse(await asked.json());
      expect(asked.status).toBe(200);
      expect(answer.model).toBe("openai:gpt-5-mini");
      expect(answer.citations[0]).toMatchObject({ marker: 1, source: "hnsw.md", quote: texts["hnsw.md"] });

      const streamed = await worker.fetch("/ask", post({ question: "What does a larger EF_RUNTIME do?", k: 2, stream: true }));
      const events = await allEvents(streamed as unknown as Response);
      const names = events.map((event) => ("event" in event ? event.event : "comment"));
      expect(names[0]).toBe("passages");
      expect(names[1]).toBe("answer-delta");
      expect(names.slice(-2)).toEqual(["citations", "done"]);

      const completed = await worker.fetch(
        "/v1/chat/completions",
        post({ model: "footnote", messages: [{ role: "user", content: "What does a larger EF_RUNTIME do?" }] }),
      );
      expect(chatCompletion.parse(await completed.json()).choices[0]!.message.annotations[0]!.citation.source).toBe("hnsw.md");

      const searched = await worker.fetch("/search", post({ query: "water for tea", category: "kitchen" }));
      expect(searchResponse.parse(await searched.json()).hits.map(({ source }) => source)).toEqual(["tea.md"]);
      const unknown = await worker.fetch("/search", post({ query: "tea", category: "garden" }));
      expect(unknown.status).toBe(400);
      expect(await unknown.json()).toMatchObject({ knownCategories: ["kitchen", "search"] });
      const listed = await worker.fetch("/categories");
      expect(await listed.json()).toEqual({
        categories: [
          { name: "kitchen", documents: 1, chunks: 1 },
          { name: "search", documents: 2, chunks: 2 },
        ],
      });
      const ready = await worker.fetch("/ready");
      expect([ready.status, await ready.json()]).toMatchObject([200, { index: { chunks: 3, complete: true, failures: 0 } }]);
    } finally {
      await worker.close();
    }
  });

  test("asks a reranker, does without when it fails, and finds what is similar", async () => {
    await using reranker = await startRerankServer({ relevance: (text) => (text.includes("FLAT") ? 1 : 0) });
    const worker = await startWorker({ RERANK_URL: reranker.url, RERANK_MODEL: "test" });
    try {
      const search = async () => {
        const found = await worker.fetch("/search", post({ query: "What does a larger EF_RUNTIME do?", k: 2, explain: true }));
        const { hits, explain } = searchResponse.parse(await found.json());
        return [hits[0]?.source, explain?.reranker?.failure];
      };
      expect(await search()).toEqual(["flat.md", null]);
      reranker.behave({ status: 500 });
      expect(await search()).toEqual(["hnsw.md", expect.stringContaining("status 500")]);

      const similar = await worker.fetch("/similar", post({ id: "hnsw.md", category: "search" }));
      expect(similarResponse.parse(await similar.json()).hits.map(({ id }) => id)).toEqual(["flat.md"]);
    } finally {
      await worker.close();
    }
  });

  test("answers nobody without a key unless everyone may ask, and shows a key's holder only what is its own", async () => {
    const secret = "5e".repeat(24);
    const record = { id: "0123456789ab", name: "test", scopes: ["ask" as const], categories: ["kitchen"], created: "2026-01-01T00:00:00Z" };
    const store = redisStore(redis.url, parseConfig(variables()).index, 5000);
    const worker = await startWorker({ ALLOW_ANONYMOUS: "" });
    try {
      const refused = await worker.fetch("/categories");
      expect([refused.status, await refused.json()]).toMatchObject([401, { detail: expect.stringContaining("ALLOW_ANONYMOUS=true") }]);

      await store.keys.write({ ...record, hash: await sha256(secret), revoked: null });
      const headers = { authorization: `Bearer fn_${record.id}_${secret}` };
      const listed = await worker.fetch("/categories", { headers });
      expect(await listed.json()).toEqual({ categories: [{ name: "kitchen", documents: 1, chunks: 1 }] });
      const asked = { ...post({ query: "recall", category: "search" }), headers: { ...headers, "content-type": "application/json" } };
      expect(await (await worker.fetch("/search", asked)).json()).toMatchObject({ status: 400, knownCategories: ["kitchen"] });
    } finally {
      await store.keys.clear();
      await store.close();
      await worker.close();
    }
  });

  const live = redisMode === "live";
  test.skipIf(!live)("gives an answer again (set REDIS_URL: what is kept holds the time, which no recording has)", async () => {
    const worker = await startWorker({ OPENAI_API_KEY: "test", OPENAI_BASE_URL: openai.url, ANSWER_CACHE_HOURS: "1" });
    openai.chat.reset();
    try {
      const ask = async () => (await worker.fetch("/ask", post({ question: "What does a larger EF_RUNTIME do?", k: 1 }))).json();
      const [made, again] = [askResponse.parse(await ask()), askResponse.parse(await ask())];
      expect(made.cached).toBeNull();
      expect(again).toMatchObject({ answer: made.answer, citations: made.citations, cached: { age: expect.any(Number) } });
      expect(openai.chat.requests).toHaveLength(1);
    } finally {
      await worker.close();
    }
  });

  test("refuses a queue, in which no request of a Worker can wait for another", async () => {
    const worker = await startWorker({ MAX_CONCURRENT_ANSWERS: "1" });
    try {
      await expect(worker.fetch("/health")).rejects.toThrow("MAX_CONCURRENT_ANSWERS is set; on Cloudflare Workers");
    } finally {
      await worker.close();
    }
  });

  test("refuses embeddings that it cannot make", async () => {
    const worker = await startWorker({ EMBEDDINGS: "cohere", EMBEDDING_DIMENSIONS: "" });
    try {
      await expect(worker.fetch("/health")).rejects.toThrow('EMBEDDINGS is "cohere"; on Cloudflare Workers allowed: lexical, openai.');
    } finally {
      await worker.close();
    }
  });

  test("is alive, has a page for browsers, and says that the store is away when Redis is", async () => {
    const worker = await startWorker({ REDIS_URL: "redis://127.0.0.1:1", STORE_TIMEOUT_MS: "1000" });
    try {
      expect(await (await worker.fetch("/health")).json()).toEqual({ status: "ok" });
      const home = await (await worker.fetch("/", { headers: { accept: "text/html" } })).text();
      expect(home).toContain("<h1>Footnote</h1>");
      const asked = await worker.fetch("/ask", post({ question: "Anything?" }));
      expect(asked.status).toBe(503);
      expect(asked.headers.get("retry-after")).toBe("2");
      expect(await asked.json()).toMatchObject({ status: 503, title: "The store is not available" });
    } finally {
      await worker.close();
    }
  });
});
