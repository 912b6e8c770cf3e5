import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { StoreUnavailableError } from "../../src/errors.ts";
import { redisStore } from "../../src/stores/redis/store.ts";
import { chunk, embedding, manifestOf, seededRandom } from "../support/chunks.ts";
import { ask, expectHonest, expectRecovery, ingestedDocuments, keepAsking, openSockets, question } from "../support/faults.ts";
import { hasRedisServer, redisServerMissing, startRedisProcess } from "../support/redis-process.ts";
import { jsonRequest, runFootnote, startServer, temporaryDirectory, type Variables, writeFiles } from "../support/server.ts";
import { startSlowProxy } from "../support/slow-proxy.ts";

/** Milliseconds for each command. */
const timeout = 600;
/** A request sends several; it fails with the first that is late. */
const longest = timeout + 1500;

if (!hasRedisServer) test("Redis faults", ({ skip }) => skip(redisServerMissing));

describe.runIf(hasRedisServer)("a server whose Redis", () => {
  let redis: Awaited<ReturnType<typeof startRedisProcess>>;
  let proxy: Awaited<ReturnType<typeof startSlowProxy>>;
  let documents: Awaited<ReturnType<typeof ingestedDocuments>>;
  let server: Awaited<ReturnType<typeof startServer>>;
  let sockets: number;

  beforeAll(async () => {
    redis = await startRedisProcess();
    proxy = await startSlowProxy(redis.url);
    documents = await ingestedDocuments({ REDIS_URL: redis.url });
    server = await startServer({ ...documents.variables, REDIS_URL: proxy.url, STORE_TIMEOUT_MS: String(timeout) });
    await ask(server.url);
    sockets = await openSockets(server.url);
  }, 60_000);
  beforeEach(async () => {
    expect((await ask(server.url)).right).toBe(true);
    return async () => {
      expect(server.output.stderr).toBe("");
      expect(await redis.connections()).toBe(1);
      await expect.poll(() => openSockets(server.url), { timeout: 6000 }).toBeLessThanOrEqual(sockets);
    };
  });
  afterAll(async () => {
    for (const part of [server, documents, proxy, redis]) await part?.[Symbol.asyncDispose]();
  });

  test("is killed and started again says so meanwhile, and answers soon after", async (context) => {
    const stop = keepAsking(server.url);
    await sleep(300);
    await redis.kill();
    await sleep(300);
    const ready = await ask(server.url, "/ready");
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    await sleep(1000);
    await redis.restart();
    await expectRecovery(context, server.url);

    expectHonest(await stop(), [503, 504], longest);
    expect(ready.status).toBe(503);
    expect(metrics).toMatch(/^footnote_store_up 0$/m);
    expect((await ask(server.url, "/ready")).status).toBe(200);
  });

  test("is paused answers in time that it cannot, and answers again as soon as it goes on", async (context) => {
    const stop = keepAsking(server.url);
    await sleep(200);
    redis.pause();
    await sleep(300);
    const ready = await ask(server.url, "/ready");
    await sleep(2000);
    redis.resume();
    await expectRecovery(context, server.url);

    const outcomes = await stop();
    expectHonest(outcomes, [503, 504], longest);
    expect(outcomes.some(({ status }) => status === 504)).toBe(true);
    expect(ready.status).toBe(504);
  });

  test("is slow waits for it as long as it may", async (context) => {
    proxy.delay = timeout / 6;
    const slow = await ask(server.url);
    expect(slow).toMatchObject({ status: 200, right: true });
    expect(slow.duration).toBeGreaterThan(timeout / 3);

    const stop = keepAsking(server.url);
    proxy.delay = timeout;
    await sleep(2500);
    proxy.delay = 0;
    await expectRecovery(context, server.url);

    expectHonest(await stop(), [503, 504], longest);
  });

  test("ran out of memory while it indexed what was stored says so instead of answering from a part, until it is indexed anew", async () => {
    const name = "partly";
    const store = redisStore(redis.url, { name, algorithm: "HNSW", metric: "COSINE", m: 16, efConstruction: 200, efRuntime: 150 }, 5000);
    const index = store.open(manifestOf(`${name}-1`, { dimensions: 256 }));
    await index.create();
    const random = seededRandom(1);
    const chunks = Array.from({ length: 5000 }, (_, number) =>
      chunk(`c${number}`, { embedding: embedding(...Array.from({ length: 256 }, () => random() - 0.5)) }),
    );
    await index.writeChunks(chunks);
    await index.settle();
    await redis.loseIndex(index.manifest.index);
    // Its memory is freed in the background.
    await sleep(1500);
    await redis.limitMemory((await redis.usedMemory()) + 2_000_000);

    await index.create();
    await expect(index.settle()).rejects.toThrow(/ran out of memory.*Raise maxmemory, then .*npm run reindex/);
    expect(await index.status()).toMatchObject({ complete: false, reason: expect.stringContaining("Raise maxmemory") });
    const search = index.searchText({ terms: ["text"], k: 1 });
    await expect(search).rejects.toBeInstanceOf(StoreUnavailableError);
    await expect(search).rejects.toThrow(/ran out of memory.*Raise maxmemory, then .*npm run reindex/);

    await redis.limitMemory(0);
    await redis.loseIndex(index.manifest.index);
    await index.create();
    await index.settle();
    expect(await index.status()).toMatchObject({ chunks: 5000, complete: true });
    expect(await index.searchText({ terms: ["text"], k: 1 })).toHaveLength(1);
    await store.drop(index.manifest);
    await store.close();
  });

  test("is out of memory goes on answering, while an ingestion fails with the remedy and can be repeated", async () => {
    await redis.limitMemory(1);
    await using failing = runFootnote(["ingest"], { ...documents.variables, CHUNK_TOKENS: "64", INDEX_NAME: "other" });

    expect(await failing.exited).toBe(1);
    expect(failing.output.stderr).toMatch(/out of memory\. Raise maxmemory/);
    expect(failing.output.stderr).not.toMatch(/^ +at /m);
    expect(await ask(server.url)).toMatchObject({ status: 200, right: true });
    expect(await ask(server.url, "/search")).toMatchObject({ status: 200, right: true });

    await redis.limitMemory(0);
    await using again = runFootnote(["ingest"], { ...documents.variables, CHUNK_TOKENS: "64", INDEX_NAME: "other" });
    expect(await again.exited).toBe(0);
  });

  test("is out of memory can be emptied, and still knows whose key is revoked and what a key may use", async () => {
    await using corpus = await temporaryDirectory();
    await writeFiles(corpus.path, {
      "oars.md": "# Oars\n\nOars are stored in the shed.\n",
      "owls.md": "# Owls\n\nAn owl hunts at night.\n",
    });
    const before = { ...documents.variables, CORPUS_DIR: corpus.path, INDEX_NAME: "emptied" };
    const variables = { ...before, CHUNK_TOKENS: "64", TOKENS_PER_DAY: "100000", RATE_LIMIT_PER_KEY: "4" };
    const run = async (args: string[], environment: Variables = variables) => {
      await using command = runFootnote(args, environment);
      return { code: await command.exited, ...command.output };
    };
    expect(await run(["ingest"], before)).toMatchObject({ code: 0 });
    expect(await run(["reindex"])).toMatchObject({ code: 0 });
    const create = async (...args: string[]) => /^fn_\S+$/m.exec((await run(["keys", "create", ...args])).stdout)![0];
    const [asker, writer] = [await create("asker"), await create("writer", "--scope", "ingest")];
    await using emptied = await startServer(variables);
    const as = (token: string) => ({ authorization: `Bearer ${token}`, connection: "close" });
    const asked = async () => (await fetch(`${emptied.url}/ask`, jsonRequest({ question }, { headers: as(asker) }))).status;

    const send = async (method: "PUT" | "DELETE") => {
      const body = method === "PUT" ? "# Sails\n\nSails are dried in the loft.\n" : null;
      const response = await fetch(`${emptied.url}/documents/sails.md`, { method, headers: as(writer), body });
      return { status: response.status, ...(response.status === 204 ? {} : await response.json()) };
    };
    expect(await send("PUT")).toMatchObject({ status: 201 });

    await redis.limitMemory(1);
    expect([await asked(), await asked(), await asked(), await asked(), await asked()]).toEqual([200, 200, 200, 200, 429]);
    expect(await send("DELETE")).toMatchObject({ status: 200 });
    expect(await send("PUT")).toMatchObject({ status: 503 });
    await rm(`${corpus.path}/owls.md`);
    const vanished = await run(["ingest"]);
    expect([vanished.code, vanished.stdout]).toEqual([0, expect.stringContaining("1 deleted")]);
    expect(await run(["reindex", "--prune"])).toMatchObject({ code: 0, stdout: expect.stringContaining("emptied") });
    expect(await run(["keys", "revoke", asker.split("_")[1]!])).toMatchObject({ code: 0 });
    await expect.poll(asked, { timeout: 3000 }).toBe(401);

    await redis.limitMemory(0);
    expect(await send("PUT")).toMatchObject({ status: 201 });
  });
});
