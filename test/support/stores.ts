import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { redisStore } from "../../src/stores/redis/store.ts";
import { sqliteStore } from "../../src/stores/sqlite/store.ts";
import type { Store } from "../../src/stores/store.ts";
import { storedContents } from "./corpus.ts";
import { cleanRedis, dumpRedis, liveRedisUrl, redisContents, releaseIngestionLock } from "./redis.ts";
import { temporaryDirectory, type Variables } from "./server.ts";

/** An empty store of its own, gone after use. */
export type Place = AsyncDisposable & {
  variables: Variables;
  /** A further connection. */
  open(): Store;
  /** All that the live index holds. */
  contents(): Promise<{ documents: unknown[]; chunks: { id: string; source: string }[] }>;
  /** Physical indexes of which anything is left. */
  names(): Promise<string[]>;
  /** Frees what a killed process holds, sooner than time would. */
  afterKill(): Promise<void>;
};

async function sqlitePlace(): Promise<Place> {
  const directory = await temporaryDirectory();
  return {
    variables: { DATA_DIR: directory.path },
    open: () => sqliteStore(directory.path, "footnote"),
    contents: async () => storedContents(directory.path),
    async names() {
      using database = new DatabaseSync(join(directory.path, "footnote.sqlite"), { readOnly: true });
      const tables = database.prepare("SELECT name FROM sqlite_master WHERE name LIKE 'footnote-%/%'").all() as { name: string }[];
      return [...new Set(tables.map(({ name }) => name.slice(0, name.indexOf("/"))))];
    },
    afterKill: async () => {},
    [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
  };
}

async function redisPlace(): Promise<Place> {
  const directory = await temporaryDirectory();
  const name = `place-${crypto.randomUUID().slice(0, 8)}`;
  const settings = { name, algorithm: "HNSW", metric: "COSINE", m: 16, efConstruction: 200, efRuntime: 150 } as const;
  return {
    variables: { DATA_DIR: directory.path, REDIS_URL: liveRedisUrl!, INDEX_NAME: name },
    open: () => redisStore(liveRedisUrl!, settings, 5000),
    contents: () => redisContents(liveRedisUrl!, name),
    async names() {
      const { dumps, indexes } = await dumpRedis(liveRedisUrl!, `${name}-`);
      return [...new Set([...indexes.map(String), ...dumps.map(([key]) => key!.slice(0, key!.indexOf(":")))])];
    },
    afterKill: () => releaseIngestionLock(liveRedisUrl!, name),
    async [Symbol.asyncDispose]() {
      await cleanRedis(liveRedisUrl!, name);
      await directory[Symbol.asyncDispose]();
    },
  };
}

/** For tests that run on every store. */
export const places = [
  { on: "SQLite", live: true, newPlace: sqlitePlace },
  { on: "a live Redis (set REDIS_URL to run)", live: liveRedisUrl !== undefined, newPlace: redisPlace },
];
