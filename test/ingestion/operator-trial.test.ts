import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { IngestionReport } from "../../src/ingestion/report.ts";
import { seededRandom } from "../support/chunks.ts";
import { corpusUnderTest } from "../support/corpus.ts";
import { mixedFolder } from "../support/files/mixed-folder.ts";
import { startOpenaiServer } from "../support/openai-server.ts";
import { type Place, places } from "../support/stores.ts";
import { runFootnote } from "../support/server.ts";

/** Larger by hand: `TRIAL_FILES=1200 TRIAL_KILLS=12 npx vitest run test/ingestion/operator-trial.test.ts`. */
const count = Number(process.env.TRIAL_FILES ?? 104);
const kills = Number(process.env.TRIAL_KILLS ?? 4);
const batch = { size: 4, concurrency: 2 };

for (const { on: store, newPlace: open, live } of places) {
  test.skipIf(!live)(
    `a folder of ${count} files in all formats, some damaged, survives ${kills} kills on ${store}`,
    { timeout: 3_600_000 },
    async () => {
      const { files, damaged } = mixedFolder(count);
      await using upstream = await startOpenaiServer({ dimensions: 64 });
      await using corpus = await corpusUnderTest(files);
      await using killed = await open();
      await using whole = await open();
      const start = (place: Place, ...args: string[]) =>
        runFootnote(["ingest", corpus.directory, ...args], {
          OPENAI_BASE_URL: upstream.url,
          CHAT_MODEL: "extractive",
          EMBEDDING_CACHE_HOURS: "0",
          EMBEDDING_BATCH_SIZE: String(batch.size),
          EMBEDDING_CONCURRENCY: String(batch.concurrency),
          ...place.variables,
        });
      const finish = async (place: Place): Promise<IngestionReport> => {
        await using run = start(place, "--json");
        expect([await run.exited, run.output.stderr.replaceAll(/^\d+\/\d+ documents, .*\n/gm, "")]).toEqual([2, ""]);
        return JSON.parse(run.output.stdout);
      };

      const uninterrupted = await finish(whole);
      expect(uninterrupted.failures.map(({ source }) => source).toSorted()).toEqual(damaged);

      const random = seededRandom(kills);
      upstream.embeddings.always({ delay: 40 });
      // So few that the last kill comes before the end.
      const mostCalls = uninterrupted.chunks.added / batch.size / kills / 2;
      for (let kill = 0; kill < kills; kill++) {
        await using run = start(killed);
        const seen = upstream.embeddings.requests.length;
        const calls = Math.floor(random() * mostCalls);
        const waiting = { interval: 1, timeout: 120_000 };
        await expect.poll(() => upstream.embeddings.requests.length, waiting).toBeGreaterThanOrEqual(seen + calls);
        await sleep(random() * 150);
        run.kill("SIGKILL");
        expect(await run.exited).toBe(null);
        await killed.afterKill();
      }

      await using last = start(killed);
      expect(await last.exited).toBe(2);
      const failed = [...last.output.stdout.matchAll(/^failed: {4}(\S+) .+$/gm)].map(([, source]) => source!);
      expect(failed.toSorted()).toEqual(damaged);
      expect(last.output.stdout).toContain(`${damaged.length} failed\n`);
      expect(await killed.contents()).toEqual(await whole.contents());

      const again = await finish(killed);
      expect(again.embedded).toEqual({ chunks: 0, tokens: 0, reused: 0 });
      expect(again.documents).toMatchObject({ added: 0, changed: 0, deleted: 0, failed: damaged.length });
      expect(upstream.refused).toEqual([]);
    },
  );
}
