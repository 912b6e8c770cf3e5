import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { IngestionReport } from "../../src/ingestion/report.ts";
import { seededRandom } from "../support/chunks.ts";
import { corpusUnderTest, manyDocuments } from "../support/corpus.ts";
import { startOpenaiServer, textsSeen } from "../support/openai-server.ts";
import { runFootnote } from "../support/server.ts";
import { type Place, places } from "../support/stores.ts";

const kills = 20;
const documents = 300;
const batch = { size: 4, concurrency: 3 };

for (const { on: store, newPlace: open, live } of places) {
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
