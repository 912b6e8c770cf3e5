import { storedContents } from "./corpus.ts";
import { cleanRedis, liveRedisUrl, redisContents, releaseIngestionLock } from "./redis.ts";
import { temporaryDirectory, type Variables } from "./server.ts";

/** An empty place to ingest into. */
export type Place = AsyncDisposable & {
  variables: Variables;
  contents(): Promise<{ documents: unknown[]; chunks: { id: string }[] }>;
  /** Frees what a killed process holds, sooner than time would. */
  afterKill(): Promise<void>;
};

async function sqlitePlace(): Promise<Place> {
  const directory = await temporaryDirectory();
  return {
    variables: { DATA_DIR: directory.path },
    contents: async () => storedContents(directory.path),
    afterKill: async () => {},
    [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
  };
}

async function redisPlace(): Promise<Place> {
  const directory = await temporaryDirectory();
  const name = `killed-${crypto.randomUUID().slice(0, 8)}`;
  return {
    variables: { DATA_DIR: directory.path, REDIS_URL: liveRedisUrl!, INDEX_NAME: name },
    contents: () => redisContents(liveRedisUrl!, name),
    afterKill: () => releaseIngestionLock(liveRedisUrl!, name),
    async [Symbol.asyncDispose]() {
      await cleanRedis(liveRedisUrl!, name);
      await directory[Symbol.asyncDispose]();
    },
  };
}

/** Where what is said of kills must hold; Redis only where there is one. */
export const places = [
  { store: "SQLite", open: sqlitePlace, live: true },
  { store: "a live Redis (set REDIS_URL to run)", open: redisPlace, live: liveRedisUrl !== undefined },
];
