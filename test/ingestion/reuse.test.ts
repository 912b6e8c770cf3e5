import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { redisStore } from "../../src/stores/redis/store.ts";
import { sqliteStore } from "../../src/stores/sqlite/store.ts";
import type { Store } from "../../src/stores/store.ts";
import { type CorpusUnderTest, corpusUnderTest, documentOn, manyDocuments } from "../support/corpus.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { cleanRedis, liveRedisUrl } from "../support/redis.ts";

let upstream: OpenaiServer;
beforeAll(async () => {
  upstream = await startOpenaiServer({ dimensions: 64 });
});
beforeEach(() => upstream.embeddings.reset());
afterAll(() => upstream.close());

const textsSeen = () => upstream.embeddings.requests.flatMap(({ body }) => body.input).length;
const name = `reuse-${crypto.randomUUID().slice(0, 8)}`;

describe.each([
  { on: "SQLite", live: true, open: ({ data, config }: CorpusUnderTest): Store => sqliteStore(data, config.index.name) },
  {
    on: "a live Redis (set REDIS_URL to run)",
    live: liveRedisUrl !== undefined,
    open: ({ config }: CorpusUnderTest): Store => redisStore(liveRedisUrl!, config.index, 5000),
  },
])("the embeddings of a paid model, on $on", ({ live, open }) => {
  afterAll(() => (liveRedisUrl === undefined ? undefined : cleanRedis(liveRedisUrl, name)));
  const paid = (variables: Record<string, string> = {}) => ({
    OPENAI_BASE_URL: upstream.url,
    CHAT_MODEL: "extractive",
    INDEX_NAME: `${name}-${crypto.randomUUID().slice(0, 8)}`,
    ...variables,
  });
  const files = manyDocuments(20);

  const drop = async (corpus: CorpusUnderTest) => {
    const store = open(corpus);
    await store.drop((await store.readManifest())!);
    await store.close();
  };

  test.skipIf(!live)("survive the index that they were made for", async () => {
    await using corpus = await corpusUnderTest(files, paid());
    await corpus.ingest({ store: open(corpus) });
    expect(textsSeen()).toBe(60);
    await drop(corpus);
    const { report } = await corpus.ingest({ store: open(corpus) });
    // One text, since only the model can tell how long the embeddings of a new index are.
    expect(textsSeen()).toBe(61);
    expect(report).toMatchObject({ chunks: { added: 60 }, embedded: { chunks: 0, reused: 60 } });
  });

  test.skipIf(!live)("are kept for texts that come back", async () => {
    await using corpus = await corpusUnderTest(files, paid());
    await corpus.ingest({ store: open(corpus) });
    await corpus.write({ "boats/document-0.md": documentOn("Document 0", ["other"]) });
    await corpus.ingest({ store: open(corpus) });
    expect(textsSeen()).toBe(61);
    await corpus.write(files);
    const { report } = await corpus.ingest({ store: open(corpus) });
    expect(textsSeen()).toBe(61);
    expect(report.embedded).toEqual({ chunks: 0, tokens: 0, reused: 3 });
  });

  test.skipIf(!live)("are not kept when the cache is off", async () => {
    await using corpus = await corpusUnderTest(files, paid({ EMBEDDING_CACHE_HOURS: "0" }));
    await corpus.ingest({ store: open(corpus) });
    await drop(corpus);
    await corpus.ingest({ store: open(corpus) });
    expect(textsSeen()).toBe(120);
  });
});
