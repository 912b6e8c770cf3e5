import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { KeyRecord } from "../../src/access/key.ts";
import type { IndexSettings } from "../../src/config.ts";
import { StoreUnavailableError } from "../../src/errors.ts";
import { redisStore } from "../../src/stores/redis/store.ts";
import type { Store } from "../../src/stores/store.ts";
import { chunk, embedding, manifestOf } from "../support/chunks.ts";
import { diagnose } from "../support/doctor.ts";
import { documentedRights, redisUser } from "../support/redis-rights.ts";
import { redisServer, send, startCluster, startSentinel } from "../support/redis-servers.ts";
import { startApp, temporaryDirectory, writeFiles } from "../support/server.ts";
import { storeContract } from "./contract.ts";

const settings: IndexSettings = { name: "several", algorithm: "HNSW", metric: "COSINE", m: 16, efConstruction: 200, efRuntime: 150 };
const timeout = 5000;

const names = Array.from({ length: 50 }, (_, number) => `c${number}`);
const lamps = Object.fromEntries(names.map((name) => [`${name}.md`, `The lamp ${name} is lit at dusk.`]));
const toward = embedding(1, 0, 0, 0);

const key: KeyRecord = {
  id: "0123456789ab",
  name: "Somebody",
  hash: "hash",
  scopes: ["ask"],
  categories: null,
  created: "2026-01-02T00:00:00.000Z",
  revoked: null,
};

const cluster = redisServer === undefined ? undefined : await startCluster();
afterAll(() => cluster?.[Symbol.asyncDispose]());

const searched =
  "a Redis Cluster with the query engine (set REDIS_SERVER to a redis-server of Redis 8, or REDIS_SERVER_ARGS to load one for clusters)";

describe.skipIf(!cluster?.queryEngine)(searched, () => {
  storeContract(async () => {
    const { url, nodes } = cluster!;
    const first = nodes[0]!.port;
    for (const index of (await send(first, ["FT._LIST"])) as string[]) await send(first, ["FT.DROPINDEX", index]);
    for (const node of nodes) await send(node.port, ["FLUSHALL"]);
    return { connect: () => redisStore(url, { ...settings, name: "contract" }, timeout), live: true, spread: true };
  });
});

describe.skipIf(!cluster?.queryEngine)(searched, () => {
  test("is looked at by the doctor on each of its nodes", async () => {
    const { url, nodes } = cluster!;
    await using app = await startApp({ REDIS_URL: url, INDEX_NAME: "doctor" });
    await app.ingest(lamps);
    const look = () => diagnose({ REDIS_URL: url, INDEX_NAME: "doctor", DATA_DIR: app.config.dataDirectory });
    const well = await look();
    expect(Object.entries(well.checks).filter(([, { state }]) => state === "wrong" || state === "unseen")).toEqual([]);
    expect(well.checks.store!.says).toMatch(/^Redis [\d.]+ on 3 nodes, /);
    expect(well.checks.documents!.says).toBe(`none of ${names.length} documents unfinished`);
    expect(well.checks.memory!.says).toMatch(/ on 127\.0\.0\.1:\d+, the fullest of 3 nodes; .*, on all of them together \(/);
    expect(well.code).toBe(0);

    // A node that is asked at random is only sometimes this one.
    const { port } = nodes[1]!;
    try {
      const used = Number(/used_memory:(\d+)/.exec(String(await send(port, ["INFO", "memory"])))![1]);
      await send(port, ["CONFIG", "SET", "maxmemory", String(Math.round(used * 1.05)), "maxmemory-policy", "allkeys-lru"]);
      const full = await look();
      expect(full.checks.memory).toMatchObject({ state: "advice", says: expect.stringContaining(`on 127.0.0.1:${port}, the fullest`) });
      expect(full.checks.memory!.says).toMatch(/nearly full$/);
      expect(full.checks.eviction).toMatchObject({ state: "wrong", says: expect.stringMatching(/allkeys-lru.*deletes chunks/) });
    } finally {
      await send(port, ["CONFIG", "SET", "maxmemory", "0", "maxmemory-policy", "noeviction"]);
    }
  });

  test("takes a user with the rights that are documented", async () => {
    const { ingesting, cluster: more } = await documentedRights("rights");
    const { nodes } = cluster!;
    await using user = await redisUser(
      nodes.map(({ port }) => `redis://127.0.0.1:${port}`),
      [...ingesting, ...more],
    );
    const { username, password } = new URL(user.urls[0]!);
    await using app = await startApp({ REDIS_URL: cluster!.url.replace("//", `//${username}:${password}@`), INDEX_NAME: "rights" });
    expect((await app.ingest({ "lamp.md": "The lamp is lit at dusk." })).documents.added).toBe(1);
    expect((await app.post("/ask", { question: "When is the lamp lit?" })).status).toBe(200);
    expect((await app.get("/ready")).status).toBe(200);
  });

  test("one node of which has lost the index says so, and has it again after an ingestion", async ({ skip }) => {
    const { url, nodes } = cluster!;
    await using app = await startApp({ REDIS_URL: url, INDEX_NAME: "lost" });
    await using files = await temporaryDirectory();
    await writeFiles(files.path, lamps);
    await app.ingest(files.path);
    const search = async () => {
      const response = await app.post("/search", { query: "lamp", k: 100 });
      return { status: response.status, ...((await response.json()) as { detail?: string; hits?: object[] }) };
    };
    expect((await search()).hits).toHaveLength(names.length);

    const { index } = (await app.store.readManifest())!;
    const dropped = await send(nodes[1]!.port, ["_FT.DROPINDEX", index]).catch(String);
    skip(dropped !== "OK", `the query engine does not let one node alone drop an index: ${String(dropped)}`);
    const missing = { status: 503, detail: expect.stringMatching(/missing on a node of the Redis Cluster.*npm run ingest/) };
    expect(await search()).toMatchObject(missing);
    expect((await app.post("/ask", { question: "When is the lamp c7 lit?" })).status).toBe(503);
    expect((await app.get("/categories")).status).toBe(503);
    expect((await app.get("/ready")).status).toBe(503);

    const { index: lost } = (await diagnose({ REDIS_URL: url, INDEX_NAME: "lost", DATA_DIR: app.config.dataDirectory })).checks;
    expect(lost).toMatchObject({ state: "wrong", says: expect.stringContaining("is missing"), remedy: "run `npm run ingest`" });

    const { documents, embedded } = await app.ingest(files.path);
    expect([documents.unchanged, embedded.chunks]).toEqual([names.length, 0]);
    expect((await app.get("/ready")).status).toBe(200);
    expect((await search()).hits).toHaveLength(names.length);
  });

  test("one node of which came back empty is found by the doctor, as nothing else tells what is lost", async () => {
    const { url, nodes } = cluster!;
    await using app = await startApp({ REDIS_URL: url, INDEX_NAME: "empty" });
    await using files = await temporaryDirectory();
    await writeFiles(files.path, lamps);
    await app.ingest(files.path);
    // One that has not the manifest.
    const holds = (port: number) => send(port, ["EXISTS", "empty:manifest"]).catch(() => false);
    const held = await Promise.all(nodes.map(({ port }) => holds(port)));
    await send(nodes[held.indexOf(false)]!.port, ["FLUSHALL"]);
    expect((await app.post("/search", { query: "lamp" })).status).toBe(503);

    const { documents } = await app.ingest(files.path);
    expect(documents.added).toBeGreaterThan(0);
    const { code, checks } = await diagnose({ REDIS_URL: url, INDEX_NAME: "empty", DATA_DIR: app.config.dataDirectory });
    expect(code).toBe(1);
    expect(checks.documents).toMatchObject({
      state: "wrong",
      says: expect.stringMatching(/^\d+ of the 50 chunks of finished documents are gone/),
    });
  });
});

describe.skipIf(!cluster)("a Redis Cluster (set REDIS_SERVER to a redis-server to run)", () => {
  const nodes = cluster?.nodes ?? [];
  let store: Store;
  beforeAll(() => {
    store = redisStore(cluster!.url, settings, timeout);
  });
  afterAll(() => store.close());

  const keysOf = async (port: number) => (await send(port, ["KEYS", "several-*"])) as string[];

  test("holds chunks, documents and texts on all of its nodes, and each is read and deleted there", async () => {
    const index = store.open(manifestOf("several-spread"));
    const records = names.map((name) => ({
      source: `${name}.md`,
      origin: "o",
      hash: "h",
      categories: ["x"],
      layout: null,
      chunks: [name],
    }));
    await index.writeChunks(names.map((name) => chunk(name)));
    await index.writeDocuments(records);
    await index.writeTexts(names.map((name) => ({ source: `${name}.md`, text: name })));
    for (const { port } of nodes) expect((await keysOf(port)).length).toBeGreaterThan(names.length / 3);

    await index.updateChunks(names.map((name) => chunk(name, { title: "Another" })));
    expect((await index.readPassages(names)).map((passage) => passage?.title)).toEqual(names.map(() => "Another"));
    expect(await index.readEmbeddings(names)).toEqual(names.map(() => toward));
    expect(await index.readDocuments(records.map(({ source }) => source))).toEqual(records);
    expect(await index.listSources("o", undefined, 100)).toEqual(records.map(({ source }) => source).toSorted());
    expect(await index.readText("c7.md")).toBe("c7");

    await index.deleteChunks(names);
    await index.deleteDocuments(records);
    for (const { port } of nodes) expect(await keysOf(port)).toEqual([]);
  });

  test("keeps keys to the API, the embedding cache and the lock", async () => {
    const manifest = manifestOf("several-kept");
    await store.keys.write(key);
    expect(await store.keys.read(key.id)).toEqual(key);
    const cache = store.embeddingCache(manifest.embedding, 60);
    await cache.write(names.map((name) => [name, toward]));
    expect(await cache.read(names)).toEqual(names.map(() => toward));

    const lock = await store.lockIngestion(() => {});
    const waiting = Promise.withResolvers<void>();
    const second = store.lockIngestion(waiting.resolve);
    await waiting.promise;
    await lock.release();
    await (await second).release();
  });

  test("is followed while a slot moves from one node to another (ASK), and afterwards (MOVED)", async () => {
    const index = store.open(manifestOf("several-moving"));
    await index.writeChunks(names.map((name) => chunk(name)));
    const [from, to] = [nodes[0]!, nodes[1]!];
    const ids = await Promise.all([from, to].map(({ port }) => send(port, ["CLUSTER", "MYID"]) as Promise<string>));
    const key = (await keysOf(from.port)).find((name) => name.startsWith("several-moving:chunk:"))!;
    const moved = key.slice("several-moving:chunk:".length);
    const slot = String(await send(from.port, ["CLUSTER", "KEYSLOT", key]));

    await send(to.port, ["CLUSTER", "SETSLOT", slot, "IMPORTING", ids[0]!]);
    await send(from.port, ["CLUSTER", "SETSLOT", slot, "MIGRATING", ids[1]!]);
    const inSlot = (await send(from.port, ["CLUSTER", "GETKEYSINSLOT", slot, "100"])) as string[];
    await send(from.port, ["MIGRATE", "127.0.0.1", String(to.port), "", "0", "5000", "KEYS", ...inSlot]);
    expect((await index.readPassages(names)).map((passage) => passage?.id)).toEqual(names);
    await index.updateChunks([chunk(moved, { title: "Asked" })]);

    for (const { port } of [to, from]) await send(port, ["CLUSTER", "SETSLOT", slot, "NODE", ids[1]!]);
    expect((await index.readPassages([moved]))[0]?.title).toBe("Asked");
    await index.updateChunks(names.map((name) => chunk(name, { title: "Moved" })));
    expect(await keysOf(to.port)).toContain(key);
    expect((await index.readPassages(names)).map((passage) => passage?.title)).toEqual(names.map(() => "Moved"));
    await index.deleteChunks(names);
  });

  test("is not mistaken for a server", async () => {
    const single = redisStore(`redis://127.0.0.1:${nodes[0]!.port}`, settings, timeout);
    const index = single.open(manifestOf("several-single"));
    const failure = index.readPassages(names);
    await expect(failure).rejects.toBeInstanceOf(StoreUnavailableError);
    await expect(failure).rejects.toThrow(/node of a cluster.*redis-cluster:\/\//);
    await single.close();
  });
});

describe.skipIf(!redisServer)("a Redis behind sentinels (set REDIS_SERVER to a redis-server to run)", () => {
  test("is found again when its replica has taken over; until then requests fail at once", async () => {
    await using servers = await startSentinel();
    const store = redisStore(servers.url, settings, timeout);
    const manifest = manifestOf("several-sentinel");
    const index = store.open(manifest);
    try {
      await store.keys.write(key);
      await index.writeChunks(names.map((name) => chunk(name)));
      await send(servers.primary.port, ["WAIT", "1", "1000"]);

      await servers.primary.kill();
      let slowest = 0;
      let failures = 0;
      const recovered = async () => {
        const began = performance.now();
        try {
          return await store.keys.read(key.id);
        } catch (error) {
          expect(error).toBeInstanceOf(StoreUnavailableError);
          failures++;
        }
        slowest = Math.max(slowest, performance.now() - began);
        await sleep(50);
        return undefined;
      };
      const deadline = performance.now() + 20_000;
      while ((await recovered()) === undefined) expect(performance.now()).toBeLessThan(deadline);

      expect(failures).toBeGreaterThan(0);
      expect(slowest).toBeLessThan(1000);
      expect(await recovered()).toEqual(key);
      expect((await index.readPassages(names)).map((passage) => passage?.id)).toEqual(names);
      await index.updateChunks(names.map((name) => chunk(name, { title: "Afterwards" })));
      expect(await send(servers.replica.port, ["HGET", "several-sentinel:chunk:c1", "title"])).toBe("Afterwards");
    } finally {
      await store.close();
    }
  });

  test("is looked at by the doctor where its primary is", async ({ skip }) => {
    await using servers = await startSentinel();
    skip(!servers.queryEngine, "needs a query engine, and one that is not for clusters alone, such as that of Redis 8");
    await using app = await startApp({ REDIS_URL: servers.url });
    await app.ingest(lamps);
    await send(servers.primary.port, ["CONFIG", "SET", "maxmemory", "1gb", "maxmemory-policy", "volatile-random"]);
    const { code, checks } = await diagnose({ REDIS_URL: servers.url, DATA_DIR: app.config.dataDirectory });
    expect(Object.entries(checks).filter(([, { state }]) => state === "wrong" || state === "unseen")).toEqual([]);
    expect(checks.store!.says).toMatch(/^Redis [\d.]+, /);
    expect(checks.memory!.says).toMatch(/^\d+\.\d MB of 1\.07 GB used; /);
    expect(checks.eviction).toMatchObject({ state: "advice", says: expect.stringContaining("volatile-random") });
    expect(code).toBe(0);
  });

  test("of which the sentinels know nothing is told apart", async () => {
    await using servers = await startSentinel();
    const connecting = async (url: string) => {
      const store = redisStore(url, settings, timeout);
      try {
        await store.readManifest();
      } finally {
        await store.close();
      }
    };
    await expect(connecting(servers.url.replace("=main", "=other"))).rejects.toThrow(/watch no server of that name.*sentinelMasterId/);
    const notSentinel = `redis-sentinel://127.0.0.1:${servers.primary.port}?sentinelMasterId=main`;
    await expect(connecting(notSentinel)).rejects.toThrow(/no sentinel.*26379/);
    const notCluster = `redis-cluster://127.0.0.1:${servers.primary.port}`;
    await expect(connecting(notCluster)).rejects.toThrow(/no node of a cluster.*redis-sentinel:\/\//);
  });
});
