import { createClient } from "redis";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { IndexSettings } from "../../src/config.ts";
import { StoreUnavailableError } from "../../src/errors.ts";
import type { ChunkIndex, DocumentRecord } from "../../src/stores/chunk-index.ts";
import { redisStore } from "../../src/stores/redis/store.ts";
import type { Store } from "../../src/stores/store.ts";
import { startBreakingProxy } from "../support/breaking-proxy.ts";
import { manifestOf } from "../support/chunks.ts";
import { cleanRedis, liveRedisUrl } from "../support/redis.ts";

const name = "interrupted";
const settings: IndexSettings = { name, algorithm: "HNSW", metric: "COSINE", m: 16, efConstruction: 200, efRuntime: 150 };
const manifest = manifestOf(`${name}-1`);

const record = (fields: Partial<DocumentRecord> = {}): DocumentRecord => {
  return { source: "a.md", origin: "corpus", hash: "hash", categories: ["x"], layout: null, chunks: [], ...fields };
};

describe.skipIf(liveRedisUrl === undefined)("a process that ends while it writes to a live Redis (set REDIS_URL to run)", () => {
  let proxy: Awaited<ReturnType<typeof startBreakingProxy>>;
  /** Of the process that ends, and of one that lives on. */
  let ending: Store;
  let other: Store;
  let index: ChunkIndex;
  beforeEach(async () => {
    proxy = await startBreakingProxy(liveRedisUrl!);
    ending = redisStore(proxy.url, settings, 5000);
    other = redisStore(liveRedisUrl!, settings, 5000);
    index = other.open(manifest);
    await index.create();
  });
  afterEach(async () => {
    await Promise.all([ending, other].map((store) => store.close()));
    await proxy[Symbol.asyncDispose]();
    await cleanRedis(liveRedisUrl!, name);
  });

  const breakAt = async (command: RegExp, write: (broken: ChunkIndex, store: Store) => Promise<unknown>) => {
    proxy.breakAt = command;
    await expect(write(ending.open(manifest), ending)).rejects.toBeInstanceOf(StoreUnavailableError);
    expect(proxy.breaks).toBeGreaterThan(0);
  };
  const listed = async (category?: string) => (await index.listDocuments({ category, limit: 10 })).map(({ source }) => source);

  test.each([
    ["the categories", /^ZREM \S+:documents:/],
    ["the text", /^UNLINK \S+:text:/],
    ["the record", /^UNLINK \S+:document:/],
  ])("before it deletes %s of a document leaves it listed, to be deleted again", async (_, command) => {
    await index.writeDocuments([record()]);
    await breakAt(command, (broken) => broken.deleteDocuments([record()]));
    expect(await listed()).toEqual(["a.md"]);
    expect(await index.listSources("corpus", undefined, 10)).toEqual(["a.md"]);
    await index.deleteDocuments([record()]);
    expect([await listed(), await index.readDocuments(["a.md"])]).toEqual([[], [undefined]]);
  });

  test("in the middle of a deletion loses nothing of a document that is written again", async () => {
    await index.writeDocuments([record()]);
    await breakAt(/^UNLINK \S+:document:/, (broken) => broken.deleteDocuments([record()]));
    await index.writeDocuments([record()]);
    expect([await listed(), await listed("x"), await listed("y")]).toEqual([["a.md"], ["a.md"], []]);
    expect(await other.open(manifest, ["x"]).readDocuments(["a.md"])).toEqual([record()]);
  });

  test.each([
    ["before the record is written", /^SET \S+:document:/],
    ["after that", /^ZREM /],
  ])("in a change of category %s hides the document from nobody who may see it, then or when it is taken back", async (_, command) => {
    await index.writeDocuments([record({ categories: ["x"] })]);
    await breakAt(command, (broken) => broken.writeDocuments([record({ categories: ["y"] })]));
    const [stored] = await index.readDocuments(["a.md"]);
    expect(await other.open(manifest, stored!.categories).readDocuments(["a.md"])).toEqual([stored]);
    await index.writeDocuments([record({ categories: ["x"] })]);
    expect(await other.open(manifest, ["x"]).readDocuments(["a.md"])).toEqual([record({ categories: ["x"] })]);
    expect(await other.open(manifest, ["y"]).readDocuments(["a.md"])).toEqual([undefined]);
  });

  test("before the last step of a switch to another index leaves the alias to be put back", async () => {
    const client = createClient({ url: liveRedisUrl! });
    await client.connect();
    const behindAlias = async () => (await client.ft.info(name)).index_name;
    await other.publish(manifest);
    const next = manifestOf(`${name}-2`);
    await other.open(next).create();
    await breakAt(/^EVAL .* SET /s, (_, store) => store.publish(next));
    expect([await behindAlias(), (await other.readManifest())?.index]).toEqual([next.index, manifest.index]);
    await index.create();
    expect(await behindAlias()).toBe(manifest.index);
    client.destroy();
  });
});
