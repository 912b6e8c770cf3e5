import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { storedKeyring } from "../../src/access/keyring.ts";
import { parseConfig } from "../../src/config.ts";
import { createEmbedder, indexEmbedder } from "../../src/embeddings/index.ts";
import { liveIndexSource } from "../../src/manifest/live-index.ts";
import { newManifest } from "../../src/manifest/manifest.ts";
import { redisStore } from "../../src/stores/redis/store.ts";
import { chunk } from "../support/chunks.ts";
import { paragraphOn } from "../support/corpus.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { redisMode, type RedisUnderTest, redisUnderTest } from "../support/redis-under-test.ts";
import { startRoundTrips } from "../support/round-trips.ts";
import { type RunningApp, startApp } from "../support/server.ts";

const indexName = "retrieval-pipeline";
const settings = { INDEX_NAME: indexName, EMBEDDINGS: "lexical", EMBEDDING_DIMENSIONS: "64" };

/** Chunks of documents in their order: the first two documents say the same. */
const documents: Record<string, string[]> = {
  "a.md": ["keel", "wick", "blade"].map((subject) => paragraphOn(subject, 3)),
  "b.md": ["keel", "wick", "blade"].map((subject) => paragraphOn(subject, 3)),
  "c.md": ["rudder", "spar", "hull", "keelson"].map((subject) => paragraphOn(subject, 3)),
};

describe(`retrieval on Redis (${redisMode})`, () => {
  let redis: RedisUnderTest;
  let wire: Awaited<ReturnType<typeof startRoundTrips>>;
  let openai: OpenaiServer;
  let app: RunningApp;

  beforeAll(async () => {
    redis = await redisUnderTest(join(import.meta.dirname, "redis.recording.json"), indexName);
    await redis.clean();
    await seed(redis.url);
    wire = await startRoundTrips(redis.url);
    openai = await startOpenaiServer();
    const variables = { ...settings, REDIS_URL: wire.url, OPENAI_BASE_URL: openai.url };
    // Time stands still, so that the manifest and the keys are read only once.
    const liveIndex = liveIndexSource(
      (manifest) => indexEmbedder(parseConfig(variables), manifest),
      () => 0,
    );
    app = await startApp(variables, { liveIndex, keyring: storedKeyring(true, () => 0), calibrations: [] });
    await app.get("/categories");
  });
  afterAll(async () => {
    await app.close();
    await openai.close();
    await wire.close();
    await redis.close();
  });
  beforeEach(() => {
    wire.roundTrips.length = 0;
  });

  const post = async (path: string, body: object) => {
    const response = await app.post(path, body);
    expect(response.status).toBe(200);
    return await response.json();
  };
  const sources = (hits: { source: string }[]) => hits.map(({ source }) => source);
  /** The round trips that hold a command, each with the commands of that name alone. */
  const roundTripsWith = (name: string) =>
    wire.roundTrips.map((commands) => commands.filter((command) => command === name)).filter(({ length }) => length > 0);

  test("both searches of the mode hybrid are on their way before the first is answered", async () => {
    const { hits } = await post("/search", { query: "rudder and spar", k: 2 });

    expect(sources(hits)).toEqual(["c.md", "c.md"]);
    expect(roundTripsWith("FT.SEARCH")[0]).toEqual(["FT.SEARCH", "FT.SEARCH"]);
  });

  test("copies collapse in every mode, and the list is refilled", async () => {
    for (const mode of ["hybrid", "vector", "text"]) {
      const { hits } = await post("/search", { query: "keel wick blade", k: 3, mode });
      expect([mode, hits.length]).toEqual([mode, 3]);
      expect([mode, new Set(hits.map(({ text }: { text: string }) => text)).size]).toEqual([mode, 3]);
    }
  });

  test("neighbours come in one round trip for the documents and one for the chunks", async () => {
    const body = { question: "rudder or wick?", k: 2, mode: "text" };
    await post("/ask", body);
    expect(wire.roundTrips).toEqual([["FT.SEARCH"], ["HMGET", "HMGET"], ["GET", "GET"], ["HMGET", "HMGET", "HMGET"]]);

    const { explain } = await post("/ask", { ...body, explain: true });

    const [rudder, wick] = ["c.md", "a.md"].map((source) =>
      explain.candidates.find(
        (candidate: { source: string; rank: number | null }) => candidate.source === source && candidate.rank !== null,
      ),
    );
    expect(rudder.neighbours).toEqual([{ start: 1000, end: 1000 + documents["c.md"]![1]!.length }]);
    expect(wick.neighbours.map(({ start }: { start: number }) => start)).toEqual([0, 2000]);
    const prompt = openai.chat.requests.at(-1)!.body.messages.at(-1)!.content;
    for (const subject of ["rudder", "spar", "keel", "wick", "blade"]) expect(prompt).toContain(`The ${subject} number 0`);
  });

  test("chunks like a chunk take one round trip to read it and one to search", async () => {
    const { hits } = await post("/similar", { id: "a.md-0", k: 2 });

    expect(hits[0]).toMatchObject({ id: "b.md-0", text: documents["b.md"]![0] });
    expect(wire.roundTrips.slice(0, 2)).toEqual([
      ["HMGET", "HMGET"],
      ["FT.SEARCH", "FT.SEARCH"],
    ]);
  });

  test("documents like a document are found once each, without itself", async () => {
    expect(sources((await post("/similar", { source: "a.md", k: 5 })).hits)).toEqual(["b.md", "c.md"]);
    expect((await app.post("/similar", { source: "none.md" })).status).toBe(404);
  });
});

async function seed(url: string): Promise<void> {
  const config = parseConfig({ ...settings, REDIS_URL: url });
  const embedder = createEmbedder(config);
  const store = redisStore(url, config.index, config.storeTimeout);
  const index = store.open(await newManifest(config, { ...embedder.identity, dimensions: 64 }));
  await index.create();
  for (const [source, texts] of Object.entries(documents)) {
    const embeddings = await embedder.embedDocuments(texts);
    const id = (place: number) => `${source}-${place}`;
    await index.writeChunks(
      texts.map((text, place) =>
        chunk(id(place), { source, text, start: place * 1000, end: place * 1000 + text.length, embedding: embeddings[place]!, tokens: 40 }),
      ),
    );
    const chunks = texts.map((_, place) => id(place));
    await index.writeDocuments([{ source, origin: "test", hash: "hash", categories: ["general"], layout: null, chunks }]);
  }
  await index.settle();
  await store.publish(index.manifest);
  await store.close();
}
