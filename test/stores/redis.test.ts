import { once } from "node:events";
import { type AddressInfo, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createServer } from "node:tls";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { IndexSettings } from "../../src/config.ts";
import type { Embedding } from "../../src/document.ts";
import { ConfigurationError, IndexMismatchError, IndexMissingError, StoreTimeoutError, StoreUnavailableError } from "../../src/errors.ts";
import { redisStore } from "../../src/stores/redis/store.ts";
import { chunk, embedding, manifestOf, seededRandom } from "../support/chunks.ts";
import { cleanRedis, liveRedisUrl } from "../support/redis.ts";
import { type RecordingServer, startAnswering, startScripted, startWithholding } from "../support/redis-recording.ts";
import { redisMode, type RedisUnderTest, redisUnderTest } from "../support/redis-under-test.ts";
import { selfSigned } from "../support/self-signed.ts";
import { storeContract } from "./contract.ts";

const settings: IndexSettings = { name: "contract", algorithm: "HNSW", metric: "COSINE", m: 16, efConstruction: 200, efRuntime: 150 };
const timeout = 5000;

describe(`the Redis store (${redisMode})`, () => {
  let redis: RedisUnderTest;
  beforeAll(async () => {
    redis = await redisUnderTest(join(import.meta.dirname, "redis.recording.json"), "contract");
  });
  afterAll(() => redis.close());

  storeContract(async () => {
    await redis.clean();
    return { connect: () => redisStore(redis.url, settings, timeout), live: redis.mode === "live" };
  });
});

describe("a Redis that cannot be used is told apart:", () => {
  let server: RecordingServer | undefined;
  afterEach(() => server?.close());
  const connecting = (url: string, milliseconds = timeout) => {
    const store = redisStore(url, settings, milliseconds);
    return store.connect().finally(() => store.close());
  };

  test("no server", async () => {
    const closed = await startAnswering("+OK\r\n");
    await closed.close();
    const failure = connecting(closed.url.replace("redis://", "redis://user:secret@"));
    await expect(failure).rejects.toBeInstanceOf(StoreUnavailableError);
    await expect(failure).rejects.toThrow(/127\.0\.0\.1:\d+: no server answers there.*REDIS_URL/);
    await expect(failure).rejects.not.toThrow(/secret/);
  });

  test("no such host", async () => {
    await expect(connecting("redis://redis.invalid:6379")).rejects.toThrow(/no host of that name/);
  });

  test("a wrong password", async () => {
    server = await startAnswering("+OK\r\n", "-WRONGPASS invalid username-password pair or user is disabled.\r\n");
    await expect(connecting(server.url.replace("redis://", "redis://user:secret@"))).rejects.toThrow(/user or password is wrong/);
  });

  test("no query engine", async () => {
    server = await startAnswering("-ERR unknown command 'FT._LIST', with args beginning with: \r\n");
    await expect(connecting(server.url)).rejects.toThrow(/no query engine.*Redis 8/);
  });

  test("missing permissions", async () => {
    server = await startAnswering("-NOPERM User reader has no permissions to run the 'FT._LIST' command\r\n");
    await expect(connecting(server.url)).rejects.toThrow(/lacks permissions/);
  });

  test("still loading", async () => {
    server = await startAnswering("-LOADING Redis is loading the dataset in memory\r\n");
    await expect(connecting(server.url)).rejects.toThrow(/still loading/);
  });

  test.each(["No such index footnote-x", "footnote-x: no such index", "Unknown index name", "Index not found"])(
    "an index that is missing: %s",
    async (reply) => {
      server = await startAnswering(`-${reply}\r\n`);
      const store = redisStore(server.url, settings, timeout);
      const failure = store.open(manifestOf("footnote-x")).searchText({ terms: ["a"], k: 1 });
      await expect(failure).rejects.toBeInstanceOf(IndexMissingError);
      await expect(failure).rejects.toThrow(/missing in Redis.*npm run ingest/);
      await store.close();
    },
  );

  test("TLS where there is none", async () => {
    server = await startAnswering("");
    await expect(connecting(server.url.replace("redis://", "rediss://"), 500)).rejects.toThrow(/if it has no TLS, use redis:/);
  });

  test("a certificate that is not trusted", async () => {
    const secure = createServer(selfSigned, (socket) => socket.on("error", () => {})).listen(0, "127.0.0.1");
    await once(secure, "listening");
    const failure = connecting(`rediss://localhost:${(secure.address() as AddressInfo).port}`);
    await expect(failure).rejects.toThrow(/certificate is not trusted \(self-signed certificate.*NODE_EXTRA_CA_CERTS/);
    secure.close();
  });

  test("one that hung at first and is well again", async () => {
    let well = false;
    server = await startScripted(([name]) => (well ? (name === "FT._LIST" ? "*0\r\n" : "+OK\r\n") : undefined));
    const store = redisStore(server.url, settings, 300);
    await expect(store.connect()).rejects.toThrow(/did not answer within 300 ms/);
    well = true;
    await expect(store.connect()).resolves.toBeUndefined();
    await store.close();
  });

  test("a password that was changed, when a connection is lost", async () => {
    let changed = false;
    server = await startScripted(([name], connection) => {
      if (changed && name === "FT._LIST") connection.destroy();
      if (changed) return "-WRONGPASS invalid username-password pair or user is disabled.\r\n";
      return name === "FT._LIST" ? "*0\r\n" : "+OK\r\n";
    });
    const store = redisStore(server.url.replace("redis://", "redis://user:secret@"), settings, timeout);
    await store.connect();
    changed = true;
    await expect(store.connect()).rejects.toBeInstanceOf(StoreUnavailableError);
    const said = () => store.connect().catch((error: Error) => error.message);
    await expect.poll(said, { interval: 20 }).toMatch(/user or password is wrong/);
    await store.close();
  });

  test("no reply in time", async () => {
    server = await startAnswering("");
    const failure = connecting(server.url, 200);
    await expect(failure).rejects.toBeInstanceOf(StoreTimeoutError);
    await expect(failure).rejects.toThrow(/did not answer within 200 ms/);
  });
});

describe("a connection on which", () => {
  const answerTo = ([name]: string[]) => (name === "FT._LIST" ? "*0\r\n" : "+OK\r\n");

  test("nothing is answered any more, though it was never closed, is replaced after one time-out", async () => {
    const connections = new Set<Socket>();
    const dead = new Set<Socket>();
    const server = await startScripted((command, connection) => {
      connections.add(connection);
      return dead.has(connection) ? undefined : answerTo(command);
    });
    const store = redisStore(server.url, settings, 300);
    await store.connect();
    for (const connection of connections) dead.add(connection);
    const late = await Promise.allSettled([store.connect(), store.readManifest(), store.connect()]);
    expect(late.map((outcome) => outcome.status === "rejected" && outcome.reason)).toEqual(Array(3).fill(expect.any(StoreTimeoutError)));

    await expect(store.connect()).resolves.toBeUndefined();
    expect(connections.size).toBe(2);
    await expect.poll(() => [...dead].every(({ destroyed }) => destroyed)).toBe(true);
    await store.close();
    await server.close();
  });

  test("replies come, but late, is kept", async () => {
    const connections = new Set<Socket>();
    let before = Promise.resolve();
    const server = await startScripted((command, connection) => {
      connections.add(connection);
      if (command[0] !== "FT._LIST") return answerTo(command);
      before = before.then(() => sleep(200)).then(() => void connection.write(answerTo(command)));
      return undefined;
    });
    const store = redisStore(server.url, settings, 300);
    const outcomes = await Promise.allSettled([store.connect(), store.connect(), store.connect()]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
    await before;
    await expect(store.connect()).resolves.toBeUndefined();
    expect(connections.size).toBe(1);
    await store.close();
    await server.close();
  });
});

test("categories that Redis could not list in time are a failure, and not none", async () => {
  // What Redis 7.4.1 with the query engine 2.10.32 replies to FT.AGGREGATE when its time is over.
  const server = await startAnswering(
    "%5\r\n+attributes\r\n*0\r\n+format\r\n+STRING\r\n+results\r\n*0\r\n+total_results\r\n:4299\r\n+warning\r\n*1\r\n+Timeout limit was reached\r\n",
    "%1\r\n+proto\r\n:3\r\n",
  );
  const store = redisStore(server.url, settings, timeout);
  const listed = store.open(manifestOf("contract-late")).categories();
  await expect(listed).rejects.toBeInstanceOf(StoreTimeoutError);
  await expect(listed).rejects.toThrow(/in part only: Timeout limit was reached/);
  await store.close();
  await server.close();
});

test("what vanishes between being found and being loaded is not found", async () => {
  // What Redis 7.4.1 with the query engine 2.10.32 replies to FT.SEARCH when a hash of the two has just expired.
  const row = (id: string, fields: string) => `%2\r\n+id\r\n+${id}\r\n+extra_attributes\r\n${fields}`;
  const fields = ["id", "b", "source", "b.md", "terms", "b", "contents", "{}", "distance", "0", "vector_score", "0"];
  const stored = `%${fields.length / 2}\r\n${fields.map((field) => `+${field}\r\n`).join("")}`;
  const server = await startAnswering(
    `%3\r\n+total_results\r\n:2\r\n+results\r\n*2\r\n${row("a", "_\r\n")}${row("b", stored)}+warning\r\n*0\r\n`,
    "%1\r\n+proto\r\n:3\r\n",
  );
  const store = redisStore(server.url, settings, timeout);
  const index = store.open(manifestOf("contract-gone"));
  expect(await index.searchText({ terms: ["b"], k: 2 })).toHaveLength(1);
  expect(await index.searchVectors({ embedding: embedding(1, 0, 0, 0), k: 2 })).toMatchObject([{ id: "b" }]);
  expect(await store.answerCache(index.manifest).nearest("scope", embedding(1, 0, 0, 0), 2)).toMatchObject([{ contents: "{}" }]);
  await store.close();
  await server.close();
});

describe("chunks that several write at once", () => {
  const write = async (of: string) =>
    store.open(manifestOf("contract-busy")).writeChunks(Array.from({ length: 30 }, (_, n) => chunk(`${of}${n}`)));
  let server: Awaited<ReturnType<typeof startWithholding>>;
  let store: ReturnType<typeof redisStore>;
  beforeEach(async () => {
    server = await startWithholding();
  });
  afterEach(async () => {
    await store.close();
    await server.close();
  });

  test("are sent a few at a time, since Redis answers nobody while it indexes what was sent; each has the whole time-out", async () => {
    store = redisStore(server.url, settings, 1000);
    const written = Promise.all(["a", "b", "c", "d"].map(write));
    const together: number[] = [];
    while (together.reduce((sum, count) => sum + count, 0) < 120) {
      await expect.poll(() => server.waiting.length, { interval: 20 }).toBeGreaterThan(0);
      // Four times this is longer than the time-out.
      await sleep(300);
      together.push(server.waiting.length);
      server.reply(":1\r\n");
    }
    await written;
    expect(Math.max(...together)).toBe(32);
  });

  test("are not sent after their writer was told of a failure, and nobody waits for more than one time-out", async () => {
    store = redisStore(server.url, settings, 500);
    const began = performance.now();
    const written = Promise.allSettled(["a", "b", "c", "d"].map(write));
    expect((await written).map(({ status }) => status)).toEqual(Array(4).fill("rejected"));
    // One after the other, they would wait for four time-outs.
    expect(performance.now() - began).toBeLessThan(1500);
    server.reply(":1\r\n");
    await sleep(50);
    expect(server.waiting).toEqual([]);
  });
});

function cosine(one: Embedding, other: Embedding): number {
  const product = (a: Embedding, b: Embedding) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);
  return product(one, other) / Math.sqrt(product(one, one) * product(other, other));
}

describe.skipIf(redisMode !== "live")("on a live Redis (set REDIS_URL to run)", () => {
  const url = liveRedisUrl!;
  const prefix = "live-contract";
  const stores: ReturnType<typeof redisStore>[] = [];
  const open = (overrides: Partial<IndexSettings> = {}) => {
    const store = redisStore(url, { ...settings, name: prefix, ...overrides }, timeout);
    stores.push(store);
    return store;
  };
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await cleanRedis(url, prefix);
  });

  test("an index of another algorithm is refused", async () => {
    await open()
      .open(manifestOf(`${prefix}-algorithm`))
      .create();
    await expect(
      open({ algorithm: "FLAT" })
        .open(manifestOf(`${prefix}-algorithm`))
        .create(),
    ).rejects.toBeInstanceOf(IndexMismatchError);
    await expect(
      open({ m: 32 })
        .open(manifestOf(`${prefix}-algorithm`))
        .status(),
    ).rejects.toThrow(/M is 16, wanted 32/);
  });

  test("a name that is that of an index itself is refused", async () => {
    await open()
      .open(manifestOf(`${prefix}-taken`))
      .create();
    const store = open({ name: `${prefix}-taken` });
    const index = store.open(manifestOf(`${prefix}-taken-1`));
    await index.create();
    await expect(store.publish(index.manifest)).rejects.toThrow(ConfigurationError);
    await expect(store.publish(index.manifest)).rejects.toThrow(/INDEX_NAME is "live-contract-taken".*choose another/s);
    expect(await store.readManifest()).toBeUndefined();
  });

  test("a FLAT index serves searches as well", async () => {
    const index = open({ algorithm: "FLAT" }).open(manifestOf(`${prefix}-flat`));
    await index.create();
    await index.writeChunks([chunk("a"), chunk("b", { embedding: embedding(0, 1, 0, 0) })]);
    expect((await index.searchVectors({ embedding: embedding(0, 1, 0, 0), k: 1 }))[0]?.id).toBe("b");
  });

  test("the nearest within a category are found, however many chunks it has", async () => {
    const random = seededRandom(1);
    const draw = () => embedding(...Array.from({ length: 8 }, () => random() - 0.5));
    const categoryOf = (number: number) => (number % 100 === 0 ? "small" : number % 20 === 1 ? "other" : "large");
    const chunks = Array.from({ length: 12_000 }, (_, number) =>
      chunk(`c${number}`, { embedding: draw(), categories: [categoryOf(number)] }),
    );
    const index = open({ efConstruction: 50 }).open(manifestOf(`${prefix}-filtering`, { dimensions: 8 }));
    await index.create();
    await index.writeChunks(chunks);
    expect(await index.unknownCategories(["small", "large", "unheard of"])).toEqual(["unheard of"]);

    for (const categories of [["small"], ["large"], ["small", "large"]]) {
      let found = 0;
      for (let query = 0; query < 20; query++) {
        const toward = draw();
        const nearest = chunks
          .filter((candidate) => categories.includes(candidate.categories[0]!))
          .toSorted((one, other) => cosine(other.embedding, toward) - cosine(one.embedding, toward))
          .slice(0, 10);
        const expected = new Set(nearest.map(({ id }) => id));
        found += (await index.searchVectors({ embedding: toward, k: 10, categories })).filter(({ id }) => expected.has(id)).length;
      }
      expect(found / 200, categories.join()).toBeGreaterThan(0.97);
    }
  }, 120_000);

  test("categories are counted in full on a server whose own time-out is short", async () => {
    const { createClient } = await import("redis");
    const chunks = Array.from({ length: 20_000 }, (_, number) => chunk(`c${number}`, { categories: [`of ${number % 3}`] }));
    const index = open({ algorithm: "FLAT" }).open(manifestOf(`${prefix}-counting`));
    await index.create();
    await index.writeChunks(chunks);
    await index.settle();
    const client = createClient({ url });
    await client.connect();
    const { TIMEOUT: usual } = (await client.ft.configGet("TIMEOUT")) as unknown as { TIMEOUT: string };
    await client.ft.configSet("TIMEOUT", "1");
    try {
      expect(await index.categories()).toEqual([
        { name: "of 0", documents: 6667, chunks: 6667 },
        { name: "of 1", documents: 6667, chunks: 6667 },
        { name: "of 2", documents: 6666, chunks: 6666 },
      ]);
    } finally {
      await client.ft.configSet("TIMEOUT", usual);
      client.destroy();
    }
  }, 60_000);

  test("a holder of the ingestion lock that stood still for longer than its lease has lost it, though it finds nobody else there", async () => {
    const lock = await open().lockIngestion(() => {});
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      vi.setSystemTime(Date.now() + 16_000);
      await once(lock.lost, "abort", { signal: AbortSignal.timeout(10_000) });
      expect(lock.lost.reason).toMatchObject({ message: "The ingestion lock was not renewed in time." });
    } finally {
      vi.useRealTimers();
      await lock.release();
    }
  }, 20_000);

  test("hashes that cannot be indexed are counted", async () => {
    const { createClient } = await import("redis");
    const index = open().open(manifestOf(`${prefix}-failures`));
    await index.create();
    const client = createClient({ url });
    await client.connect();
    await client.hSet(`${prefix}-failures:chunk:bad`, { embedding: "too short" });
    client.destroy();
    expect((await index.status()).failures).toBe(1);
  });
});
