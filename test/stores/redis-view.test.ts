import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { IndexSettings } from "../../src/config.ts";
import type { ChunkIndex } from "../../src/stores/chunk-index.ts";
import { redisStore } from "../../src/stores/redis/store.ts";
import type { Store } from "../../src/stores/store.ts";
import { chunk, embedding, manifestOf } from "../support/chunks.ts";
import { redisMode, type RedisUnderTest, redisUnderTest } from "../support/redis-under-test.ts";
import { startRoundTrips } from "../support/round-trips.ts";

const settings: IndexSettings = { name: "views", algorithm: "HNSW", metric: "COSINE", m: 16, efConstruction: 200, efRuntime: 150 };
const manifest = manifestOf("views-index");

describe(`a view of some categories on Redis (${redisMode})`, () => {
  let redis: RedisUnderTest;
  let wire: Awaited<ReturnType<typeof startRoundTrips>>;
  let store: Store;
  let view: ChunkIndex;

  beforeAll(async () => {
    redis = await redisUnderTest(join(import.meta.dirname, "redis-view.recording.json"), "views");
    await redis.clean();
    wire = await startRoundTrips(redis.url);
    store = redisStore(wire.url, settings, 5000);
    const index = store.open(manifest);
    await index.create();
    await index.writeChunks(["mine", "theirs"].map((name) => chunk(name, { categories: [name] })));
    const record = { origin: "corpus", hash: "hash", layout: null };
    await index.writeDocuments(["mine", "theirs"].map((name) => ({ ...record, source: `${name}.md`, categories: [name], chunks: [name] })));
    await index.writeTexts(["mine", "theirs"].map((name) => ({ source: `${name}.md`, text: `Text of ${name}.` })));
    await index.settle();
    view = store.open(manifest, ["mine", "none"]);
  });
  afterAll(async () => {
    await store.close();
    await wire.close();
    await redis.close();
  });
  beforeEach(() => {
    wire.commands.length = 0;
  });

  test.each(["theirs.md", "nobodys.md"])("reads nothing of %s, so that the time does not tell whether it is there", async (source) => {
    expect(await view.readDocuments([source])).toEqual([undefined]);
    expect(await view.readText(source)).toBe(undefined);
    const asked = ["mine", "none"].map((name) => ["ZMSCORE", `views-index:documents:c${Buffer.from(name).toString("hex")}`, source]);
    expect(wire.commands).toEqual([...asked, ...asked]);
  });

  test("reads what is its own in one more round trip, and who sees everything in none", async () => {
    expect(await view.readDocuments(["theirs.md", "mine.md"])).toEqual([undefined, expect.objectContaining({ source: "mine.md" })]);
    expect(wire.commands.map(([name, key]) => [name, key!.split(":")[1]])).toEqual([
      ["ZMSCORE", "documents"],
      ["ZMSCORE", "documents"],
      ["GET", "document"],
    ]);
    wire.commands.length = 0;
    expect(await store.open(manifest).readText("theirs.md")).toBe("Text of theirs.");
    expect(wire.commands).toEqual([["GET", "views-index:text:theirs.md"]]);
  });

  test("has its categories counted without waiting, and searched as that says from then on", async () => {
    const queries = () => wire.commands.filter(([name]) => name === "FT.SEARCH").map(([, , query]) => query!);
    const counts = () => queries().filter((query) => !query.includes("KNN"));
    const search = () => view.searchVectors({ embedding: embedding(1, 0, 0, 0), k: 5 });
    expect((await search()).map(({ id }) => id)).toEqual(["mine"]);
    expect(queries()).toEqual([expect.stringMatching(/KNN.*EF_RUNTIME/)]);

    await expect.poll(async () => (await search(), queries().at(-1))).toMatch(/KNN.*HYBRID_POLICY: ADHOC_BF/);
    expect((await search()).map(({ id }) => id)).toEqual(["mine"]);
    // At most once a second, each category by itself.
    expect(counts()).toHaveLength(2);
  });
});
