import { createClient, RESP_TYPES } from "redis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Embedding } from "../../src/document.ts";
import { parseConfig } from "../../src/config.ts";
import { exactSearch } from "../../src/stores/redis/examination/nearest.ts";
import { predictMemory } from "../../src/stores/redis/examination/memory.ts";
import { chunkSizes } from "../../src/stores/redis/examination/facts.ts";
import { Connection } from "../../src/stores/redis/connection.ts";
import { redisStore } from "../../src/stores/redis/store.ts";
import { chunk, manifestOf, seededRandom } from "../support/chunks.ts";
import { corpusUnderTest, documentOn, type Files, manyDocuments } from "../support/corpus.ts";
import { diagnose, doctor } from "../support/doctor.ts";
import { cleanRedis, dumpRedis, liveRedisUrl } from "../support/redis.ts";
import { runFootnote, type Variables } from "../support/server.ts";

const files = { "boats.md": documentOn("Boats", ["keels", "oars"]), "notes/day.txt": "The keeper sleeps by day." };

describe.skipIf(liveRedisUrl === undefined)("npm run doctor on a live Redis (set REDIS_URL to run)", () => {
  const url = liveRedisUrl!;
  const client = createClient({ url });
  beforeAll(() => client.connect());
  afterAll(() => client.close());

  /** A corpus ingested under a name of its own, which is removed again. */
  async function ingested(given: Variables = {}, corpusFiles: Files = files) {
    const name = `doctor-${crypto.randomUUID().slice(0, 8)}`;
    const corpus = await corpusUnderTest(corpusFiles, { INDEX_NAME: name, REDIS_URL: url, ...given });
    const store = redisStore(url, corpus.config.index, 5000);
    await corpus.ingest({ store });
    const variables = { DATA_DIR: corpus.data, EMBEDDING_DIMENSIONS: "64", INDEX_NAME: name, REDIS_URL: url, ...given };
    return {
      name,
      variables,
      index: JSON.parse((await client.get(`${name}:manifest`))!) as { index: string },
      async [Symbol.asyncDispose]() {
        await cleanRedis(url, name);
        await corpus[Symbol.asyncDispose]();
      },
    };
  }

  test("finds nothing wrong with what was just ingested, on one screen, and writes nothing", async () => {
    await using stored = await ingested();
    const before = await dumpRedis(url, stored.name);
    const { code, stdout, stderr } = await doctor(stored.variables);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^ok {6}query engine {2}version \d+\.\d+\.\d+$/m);
    expect(stdout).toMatch(/^advice {2}algorithm {5}HNSW for 3 vectors: below 10,000, .*\n {20}→ .*npm run reindex -- --algorithm FLAT`$/m);
    expect(stdout).toMatch(/^ok {6}recall {8}recall@10 is 1\.000 at EF_RUNTIME 150, on 3 chunks; 10 would do for 0\.97$/m);
    expect(stdout).toMatch(/^ok {6}indexing {6}3 chunks, no failures$/m);
    expect(stdout.trimEnd().split("\n").length).toBeLessThanOrEqual(24);
    expect(code).toBe(0);
    expect(await dumpRedis(url, stored.name)).toEqual(before);
  });

  test("finds documents that are unfinished, and chunks of finished ones that are gone", async () => {
    await using stored = await ingested({}, manyDocuments(6));
    const { index } = stored.index;
    const key = (await client.keys(`${index}:document:*`)).toSorted()[0]!;
    const record = JSON.parse((await client.get(key))!) as object;
    await client.set(key, JSON.stringify({ ...record, hash: null }));
    const { code, checks } = await diagnose(stored.variables);
    expect(code).toBe(0);
    expect(checks.documents).toMatchObject({
      state: "advice",
      says: "1 of 6 documents unfinished, by a run that ended early or still goes on",
      remedy: "run `npm run ingest` again",
    });

    await client.set(key, JSON.stringify(record));
    await client.unlink((await client.keys(`${index}:chunk:*`)).slice(0, 4));
    const gone = await diagnose(stored.variables);
    expect(gone.code).toBe(1);
    expect(gone.checks.documents).toMatchObject({
      state: "wrong",
      says: expect.stringMatching(/^4 of the 18 chunks of finished documents are gone/),
    });
  });

  test("counts the answers that are kept", async () => {
    await using stored = await ingested();
    const answers = async () => (await diagnose({ ...stored.variables, ANSWER_CACHE_HOURS: "24" })).checks.answers;
    expect(await answers()).toEqual({ state: "ok", says: "0 kept, each for at most 24 hours" });
    const store = redisStore(url, parseConfig(stored.variables).index, 5000);
    const cache = store.answerCache((await store.readManifest())!);
    await cache.write({ id: "a", scope: "s", embedding: new Float32Array(64).fill(1), contents: "{}" }, 60);
    await store.close();
    expect(await answers()).toEqual({ state: "ok", says: "1 kept, each for at most 24 hours" });
  });

  test("tells leftovers of its own INDEX_NAME from the live index and from other names", async () => {
    await using stored = await ingested();
    const store = redisStore(url, parseConfig(stored.variables).index, 5000);
    const left = manifestOf(`${stored.name}-0a1b2c3d`);
    await store.open(left).create();
    await store.answerCache(left).write({ id: "a", scope: "s", embedding: new Float32Array(4).fill(1), contents: "{}" }, 60);
    await client.set(`${stored.name}-ffffffff:text:a.md`, "Of an index that was dropped half.");
    await client.set(`${stored.name}-other-ffffffff:text:a.md`, "Of another INDEX_NAME.");
    await store.close();
    const { code, checks } = await diagnose(stored.variables);
    expect(code).toBe(0);
    expect(checks.leftovers).toMatchObject({
      state: "advice",
      says: `of older or unfinished indexes: ${left.index} (2 indexes and 1 keys), ${stored.name}-ffffffff (1 keys)`,
      remedy: `if no ingestion is running, run FT.DROPINDEX ${left.index} and FT.DROPINDEX ${left.index}:answers, and delete the keys that begin with ${left.index}:`,
    });
  });

  test("finds chunks that could not be indexed, with the engine's reason", async () => {
    await using stored = await ingested();
    await client.hSet(`${stored.index.index}:chunk:bad`, { embedding: "too short", source: "a", terms: "a", categories: "c61" });
    const { code, checks } = await diagnose(stored.variables);
    expect(code).toBe(1);
    expect(checks.indexing).toMatchObject({
      state: "wrong",
      says: expect.stringMatching(/^1 chunks could not be indexed.*the last: .*vector/i),
    });
  });

  test("finds nothing wrong with an index that was built anew as it advised, without variables that say so", async () => {
    await using stored = await ingested();
    await using reindexed = runFootnote(["reindex", "--algorithm", "FLAT"], stored.variables);
    expect(await reindexed.exited).toBe(0);
    const { code, checks } = await diagnose(stored.variables);
    expect([code, checks.index, checks.algorithm]).toEqual([
      0,
      { state: "ok", says: expect.stringContaining("FLAT") },
      { state: "ok", says: "FLAT for 3 vectors" },
    ]);
    const asked = await diagnose({ ...stored.variables, INDEX_ALGORITHM: "HNSW" });
    expect(asked.checks.index).toMatchObject({ state: "wrong", says: expect.stringContaining("algorithm is FLAT, wanted HNSW") });
  });

  test("finds an index that is gone, or was built with other settings", async () => {
    await using stored = await ingested();
    const other = await diagnose({ ...stored.variables, HNSW_M: "32" });
    expect(other.code).toBe(1);
    expect(other.checks.index).toMatchObject({ state: "wrong", says: expect.stringContaining("M is 16, wanted 32") });
    await client.ft.dropIndex(stored.index.index);
    const gone = await diagnose(stored.variables);
    expect(gone.code).toBe(1);
    expect(gone.checks.index).toMatchObject({
      state: "wrong",
      says: expect.stringContaining("is missing"),
      remedy: "run `npm run ingest`",
    });
    expect(gone.checks.indexing).toEqual({ state: "unseen", says: "cannot be looked at: see index" });
  });

  test("finds a policy that evicts chunks wrong where there is a limit, and advises against it elsewhere", async () => {
    await using stored = await ingested();
    const { maxmemory = "0", "maxmemory-policy": policy = "noeviction" } = await client.configGet(["maxmemory", "maxmemory-policy"]);
    const lookWith = async (limit: string, evicting: string) => {
      await client.configSet({ maxmemory: limit, "maxmemory-policy": evicting });
      return diagnose(stored.variables);
    };
    try {
      const evicting = await lookWith("1000gb", "allkeys-lru");
      expect(evicting).toMatchObject({ code: 1, checks: { eviction: { state: "wrong", remedy: expect.stringContaining("noeviction") } } });
      expect(evicting.checks.memory!.says).toMatch(/^\d+\.\d MB of 1073\.74 GB used; /);
      expect(await lookWith("0", "allkeys-lru")).toMatchObject({ code: 0, checks: { eviction: { state: "advice" } } });
      for (const expiring of ["volatile-lru", "volatile-ttl"]) {
        const { code, checks } = await lookWith("1000gb", expiring);
        expect([code, checks.eviction]).toEqual([
          0,
          {
            state: "advice",
            says: expect.stringMatching(/lock of a running ingestion.*limits.*cached/),
            remedy: "set maxmemory-policy to noeviction",
          },
        ]);
      }
      expect(await lookWith("1000gb", "noeviction")).toMatchObject({ code: 0, checks: { eviction: { state: "ok", says: "noeviction" } } });
    } finally {
      await client.configSet({ maxmemory, "maxmemory-policy": policy });
    }
  });

  test("suggests an EF_RUNTIME that finds what the configured one misses", async () => {
    const name = `doctor-${crypto.randomUUID().slice(0, 8)}`;
    const settings = { INDEX_NAME: name, HNSW_M: "4", HNSW_EF_CONSTRUCTION: "20", EMBEDDING_DIMENSIONS: "64", REDIS_URL: url };
    const store = redisStore(url, parseConfig(settings).index, 5000);
    const random = seededRandom(7);
    const manifest = { ...manifestOf(`${name}-0a1b2c3d`, { dimensions: 64 }), chunker: "structure-3/320+32" };
    try {
      const index = store.open(manifest);
      await index.create();
      const vector = () => Float32Array.from({ length: 64 }, () => random() - 0.5);
      await index.writeChunks(Array.from({ length: 3000 }, (_, number) => chunk(`chunk-${number}`, { embedding: vector() })));
      await index.settle();
      await store.publish(manifest);
      const { checks } = await diagnose({ ...settings, HNSW_EF_RUNTIME: "2" });
      expect(checks.recall).toMatchObject({
        state: "advice",
        says: expect.stringMatching(/^recall@10 is 0\.\d{3} at EF_RUNTIME 2, on 50 chunks$/),
        remedy: expect.stringMatching(/^set HNSW_EF_RUNTIME=\d+, which has at least 0\.97$/),
      });
      const suggested = /=(\d+)/.exec(checks.recall!.remedy!)![1]!;
      const again = await diagnose({ ...settings, HNSW_EF_RUNTIME: suggested });
      expect(again.checks.recall).toMatchObject({ state: "ok", says: expect.stringContaining(`at EF_RUNTIME ${suggested}`) });
    } finally {
      await store.close();
      await cleanRedis(url, name);
    }
  });

  test("compares with a search that is exact", async () => {
    await using stored = await ingested({}, manyDocuments(40));
    const connection = new Connection(url, 5000);
    const [key] = (await client.keys(`${stored.index.index}:chunk:*`)).toSorted();
    const vectors = new Map<string, Embedding>();
    const buffers = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
    for (const one of await client.keys(`${stored.index.index}:chunk:*`)) {
      const bytes = (await buffers.hGet(one, "embedding"))!;
      vectors.set(one, new Float32Array(Uint8Array.from(bytes).buffer));
    }
    const query = vectors.get(key!)!;
    const byHand = [...vectors.values()]
      .map((vector) => vector.reduce((sum, value, position) => sum + value * query[position]!, 0) - 1)
      .toSorted((one, other) => other - one)
      .slice(0, 10);
    const found = await exactSearch(connection, stored.index.index, 5000)(query, 10);
    expect(found.map((score) => score.toFixed(4))).toEqual(byHand.map((score) => score.toFixed(4)));
    await connection.close();
  });

  test.each([
    { algorithm: "HNSW", dimensions: 384, m: 16 },
    { algorithm: "HNSW", dimensions: 1024, m: 32 },
    { algorithm: "FLAT", dimensions: 64, m: 16 },
  ] as const)("predicts the memory of $algorithm, $dimensions dimensions, M $m within a tenth of what the server counts", async (shape) => {
    const { algorithm, dimensions, m } = shape;
    const settings = { INDEX_ALGORITHM: algorithm, EMBEDDING_DIMENSIONS: String(dimensions), HNSW_M: String(m) };
    await using stored = await ingested(settings, manyDocuments(500));
    const { index } = stored.index;
    const keys: string[] = [];
    for await (const found of client.scanIterator({ MATCH: `${index}:*`, COUNT: 1000 })) keys.push(...found);
    let counted = 0;
    for (const key of new Set(keys)) counted += (await client.memoryUsage(key, { SAMPLES: 0 }))!;
    const info = (await client.ft.info(index)) as unknown as Record<string, number>;
    counted += Number(info.total_index_memory_sz_mb) * 1_048_576;
    const chunkKeys = keys.filter((key) => key.startsWith(`${index}:chunk:`));
    const connection = new Connection(url, 5000);
    const sample = await chunkSizes(connection, chunkKeys.slice(0, 100));
    await connection.close();
    const predicted = predictMemory({
      chunks: Number(info.num_docs),
      nodes: 1,
      dimensions,
      terms: Number(info.num_terms),
      algorithm,
      m,
      sample,
    });
    const whole = predicted.vectors + predicted.graph + predicted.text;
    expect(whole / counted).toBeGreaterThan(0.9);
    expect(whole / counted).toBeLessThan(1.1);
  });
});
