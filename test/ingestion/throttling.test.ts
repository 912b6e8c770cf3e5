import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { IngestionStoppedError, UpstreamError, UpstreamThrottledError } from "../../src/errors.ts";
import { redisStore } from "../../src/stores/redis/store.ts";
import { seededRandom } from "../support/chunks.ts";
import { corpusUnderTest, manyDocuments } from "../support/corpus.ts";
import { failure } from "../support/failure.ts";
import { type EmbeddingsBehaviour, type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { startRecorder } from "../support/redis-recording.ts";
import { cleanRedis, liveRedisUrl, redisContents } from "../support/redis.ts";
import { runFootnote, type Variables } from "../support/server.ts";

let upstream: OpenaiServer;
beforeAll(async () => {
  upstream = await startOpenaiServer({ dimensions: 64 });
});
beforeEach(() => upstream.embeddings.reset());
afterAll(() => upstream.close());

const openai = (variables: Variables = {}) => ({
  OPENAI_BASE_URL: upstream.url,
  CHAT_MODEL: "extractive",
  EMBEDDING_BATCH_SIZE: "8",
  ...variables,
});
const times = () => upstream.embeddings.requests.map(({ time }) => time);

/** Of each hundred requests 30 get 429, 5 status 500, 5 a reset connection and 10 a slow reply. */
function storm(seed: number): () => EmbeddingsBehaviour {
  const random = seededRandom(seed);
  return () => {
    const drawn = random();
    if (drawn < 0.3) return { status: 429, ...(drawn < 0.03 && { retryAfter: "1" }) };
    if (drawn < 0.35) return { status: 500 };
    if (drawn < 0.4) return { reset: true };
    return { delay: drawn < 0.5 ? 300 : 5 };
  };
}

describe("in a storm of 429, 500, resets and slow replies", { timeout: 120_000 }, () => {
  const files = manyDocuments(80);
  const chunkCount = 240;

  test("every chunk arrives", async () => {
    await using corpus = await corpusUnderTest(files, openai());
    upstream.embeddings.always(storm(1));
    const { report } = await corpus.ingest();
    expect(report).toMatchObject({ chunks: { added: chunkCount }, embedded: { chunks: chunkCount } });

    await using calm = await corpusUnderTest(files, openai());
    upstream.embeddings.reset();
    await calm.ingest();
    expect(corpus.contents().chunks).toEqual(calm.contents().chunks);
  });

  test.skipIf(liveRedisUrl === undefined)("every chunk arrives by exactly one HSET (set REDIS_URL to run)", async () => {
    const name = `throttling-${crypto.randomUUID().slice(0, 8)}`;
    const recorder = await startRecorder(liveRedisUrl!);
    await using corpus = await corpusUnderTest(files, openai({ INDEX_NAME: name }));
    try {
      upstream.embeddings.always(storm(2));
      await corpus.ingest({ store: redisStore(recorder.url, corpus.config.index, 5000) });
      const { chunks } = await redisContents(liveRedisUrl!, name);
      expect(chunks).toHaveLength(chunkCount);
      const writes = Object.entries(recorder.replies).filter(([command]) => command.startsWith("HSET "));
      expect(writes.flatMap(([, replies]) => replies)).toHaveLength(chunkCount);
    } finally {
      await recorder.close();
      await cleanRedis(liveRedisUrl!, name);
    }
  });
});

describe("a failure that stays", () => {
  test("stops the run when the patience has run out, and the next run goes on", async () => {
    await using corpus = await corpusUnderTest(manyDocuments(40));
    const variables = openai({ EMBEDDING_PATIENCE_MS: "1500", DATA_DIR: corpus.data });
    const run = () => runFootnote(["ingest", corpus.directory, "--json"], variables);
    upstream.embeddings.always({ status: 429 });
    upstream.embeddings.next(...Array.from({ length: 6 }, () => ({})));
    await using stopped = run();
    expect(await stopped.exited).toBe(1);
    expect(stopped.output).toEqual({
      stdout: "",
      stderr:
        "The embedding model is limiting the rate of requests. " +
        "The run stopped after it had embedded and stored 40 chunks, which are kept; run it again to go on.\n",
    });
    const span = times().at(-1)! - times()[6]!;
    expect(span).toBeGreaterThan(500);
    expect(span).toBeLessThan(3000);

    upstream.embeddings.reset();
    await using resumed = run();
    expect([await resumed.exited, resumed.output.stderr]).toEqual([0, ""]);
    expect(JSON.parse(resumed.output.stdout)).toMatchObject({ embedded: { chunks: 80 } });
    expect(corpus.contents().chunks).toHaveLength(120);
  });

  test("of a Retry-After beyond the patience stops it at once", async () => {
    await using corpus = await corpusUnderTest(manyDocuments(20), openai());
    upstream.embeddings.always({ status: 429, retryAfter: "3600" });
    upstream.embeddings.next({});
    const began = performance.now();
    const error = await failure(corpus.ingest());
    expect(error).toBeInstanceOf(UpstreamThrottledError);
    expect(error).toMatchObject({ retryAfter: 3600 });
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test("which no repetition can mend stops it at once, and keeps what was done", async () => {
    await using corpus = await corpusUnderTest(manyDocuments(40), openai());
    upstream.embeddings.always({ status: 401 });
    upstream.embeddings.next({}, {}, {});
    const error = await failure(corpus.ingest());
    expect(error).toBeInstanceOf(IngestionStoppedError);
    expect(error).toMatchObject({
      cause: expect.any(UpstreamError),
      message: expect.stringMatching(/401; check its API key\. The run stopped .* 16 chunks/),
    });
    expect(corpus.contents().chunks).toHaveLength(16);
  });

  test("of one batch alone does not keep the others from being stored", async () => {
    await using corpus = await corpusUnderTest(manyDocuments(40), openai({ EMBEDDING_PATIENCE_MS: "1200" }));
    upstream.embeddings.always(() => {
      const { input } = upstream.embeddings.requests.at(-1)!.body;
      return [input].flat().some((text) => text.includes("On wick3\n")) ? { status: 500 } : {};
    });
    expect(await failure(corpus.ingest())).toHaveProperty("message", expect.stringMatching(/112 chunks/));
  });
});
