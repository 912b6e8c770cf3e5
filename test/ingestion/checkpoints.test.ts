import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { IngestionReport } from "../../src/ingestion/report.ts";
import { seededRandom } from "../support/chunks.ts";
import { corpusUnderTest, manyDocuments, storedContents } from "../support/corpus.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { cleanRedis, liveRedisUrl, redisContents, releaseIngestionLock } from "../support/redis.ts";
import { runFootnote, temporaryDirectory, type Variables } from "../support/server.ts";

const kills = 20;
const documents = 300;
const batch = { size: 4, concurrency: 3 };

type Contents = { documents: unknown[]; chunks: { id: string }[] };

/** An empty place to ingest into. */
type Place = AsyncDisposable & {
  variables: Variables;
  contents(): Promise<Contents>;
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
  const name = `checkpoints-${crypto.randomUUID().slice(0, 8)}`;
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

const textsSeen = ({ embeddings }: OpenaiServer) => embeddings.requests.reduce((sum, { body }) => sum + [body.input].flat().length, 0);

for (const { store, open, live } of [
  { store: "SQLite", open: sqlitePlace, live: true },
  { store: "a live Redis (set REDIS_URL to run)", open: redisPlace, live: liveRedisUrl !== undefined },
]) {
  test.skipIf(!live)(
    `${kills} kills at random moments cost no more than what was under way, and change nothing of the end, on ${store}`,
    { timeout: 300_000 },
    async () => {
      await using upstream = await startOpenaiServer({ dimensions: 64 });
      await using corpus = await corpusUnderTest(manyDocuments(documents));
      await using killed = await open();
      await using whole = await open();
      const variables = {
        OPENAI_BASE_URL: upstream.url,
        CHAT_MODEL: "extractive",
        EMBEDDING_BATCH_SIZE: String(batch.size),
        EMBEDDING_CONCURRENCY: String(batch.concurrency),
        // What a cache makes up for, checkpoints must not need.
        EMBEDDING_CACHE_HOURS: "0",
      };
      const start = (place: Place) => runFootnote(["ingest", corpus.directory, "--json"], { ...variables, ...place.variables });
      const finish = async (place: Place): Promise<IngestionReport> => {
        await using run = start(place);
        expect([await run.exited, run.output.stderr]).toEqual([0, ""]);
        return JSON.parse(run.output.stdout);
      };

      const uninterrupted = await finish(whole);
      expect(uninterrupted.chunks.added).toBe(documents * 3);
      expect(textsSeen(upstream)).toBe(uninterrupted.chunks.added);

      upstream.embeddings.reset();
      upstream.embeddings.always({ delay: 40 });
      const random = seededRandom(kills);
      for (let kill = 0; kill < kills; kill++) {
        await using run = start(killed);
        const seen = upstream.embeddings.requests.length;
        const from = 1 + Math.floor(random() * 9);
        await expect.poll(() => upstream.embeddings.requests.length, { interval: 1, timeout: 30_000 }).toBeGreaterThanOrEqual(seen + from);
        await sleep(random() * 40);
        run.kill("SIGKILL");
        expect(await run.exited).toBe(null);
        await killed.afterKill();
      }
      const partly = await killed.contents();
      expect(partly.chunks.length).toBeGreaterThan(100);
      expect(partly.chunks.length).toBeLessThan(uninterrupted.chunks.added);

      const resumed = await finish(killed);
      expect(resumed.embedded.chunks).toBe(uninterrupted.chunks.added - partly.chunks.length);
      expect(await killed.contents()).toEqual(await whole.contents());
      const excess = textsSeen(upstream) - uninterrupted.chunks.added;
      expect(excess).toBeLessThanOrEqual(kills * batch.size * batch.concurrency);
      expect(upstream.refused).toEqual([]);
    },
  );
}
