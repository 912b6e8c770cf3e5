import { readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { IngestionPlan } from "../../src/ingestion/plan.ts";
import type { IngestionReport } from "../../src/ingestion/report.ts";
import { corpusUnderTest, documentOn, manyDocuments } from "../support/corpus.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { cleanRedis, dumpRedis, liveRedisUrl } from "../support/redis.ts";
import { runFootnote, temporaryDirectory, type Variables } from "../support/server.ts";

let upstream: OpenaiServer;
beforeAll(async () => {
  upstream = await startOpenaiServer({ dimensions: 64 });
});
beforeEach(() => upstream.embeddings.reset());
afterAll(() => upstream.close());

/** A place to ingest into, and all that is in it. */
type Place = AsyncDisposable & { variables: Variables; everything(): Promise<unknown> };

async function sqlitePlace(): Promise<Place> {
  const directory = await temporaryDirectory();
  const data = directory.path;
  return {
    variables: { DATA_DIR: data },
    async everything() {
      const names = await readdir(data);
      const describe = async (name: string) => [name, (await stat(join(data, name))).mtimeMs, await readFile(join(data, name), "base64")];
      return Promise.all(names.map(describe));
    },
    [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
  };
}

async function redisPlace(): Promise<Place> {
  const name = `plan-${crypto.randomUUID().slice(0, 8)}`;
  return {
    variables: { REDIS_URL: liveRedisUrl!, INDEX_NAME: name },
    everything: () => dumpRedis(liveRedisUrl!, name),
    [Symbol.asyncDispose]: () => cleanRedis(liveRedisUrl!, name),
  };
}

async function run(args: string[], variables: Variables) {
  await using running = runFootnote(["ingest", ...args], variables);
  return { code: await running.exited, ...running.output };
}

const planned = async (directory: string, variables: Variables): Promise<IngestionPlan> =>
  JSON.parse((await run([directory, "--plan", "--json"], variables)).stdout);
const ingested = async (directory: string, variables: Variables): Promise<IngestionReport> =>
  JSON.parse((await run([directory, "--json"], variables)).stdout);
const counted = ({ documents, chunks, embedded, cost, failures }: IngestionPlan | IngestionReport) => ({
  documents,
  chunks,
  embedded,
  cost,
  failures,
});

for (const { on, open, live } of [
  { on: "SQLite", open: sqlitePlace, live: true },
  { on: "a live Redis (set REDIS_URL to run)", open: redisPlace, live: liveRedisUrl !== undefined },
]) {
  test.skipIf(!live)(
    `a plan foretells what a run then does, writes nothing and embeds nothing, on ${on}`,
    { timeout: 120_000 },
    async () => {
      await using place = await open();
      await using corpus = await corpusUnderTest({ ...manyDocuments(12), "photo.png": "png" });
      const variables = { OPENAI_BASE_URL: upstream.url, CHAT_MODEL: "extractive", ...place.variables };
      const change = async () => {
        await corpus.remove("boats/document-0.md");
        await rename(join(corpus.directory, "boats/document-3.md"), join(corpus.directory, "lamps/renamed.md"));
        await corpus.write({
          "boats/document-6.md": documentOn("Document 6", ["keel6", "wick6", "new"]),
          "lamps/document-1.md": `---\ncategory: other\n---\n${documentOn("Document 1", ["keel1", "wick1", "blade1"])}`,
          "copy/document-9.md": documentOn("Document 9", ["keel9", "wick9", "blade9"]),
          "oars/added.md": documentOn("Added", ["something"]),
        });
      };
      for (const prepare of [async () => {}, change, async () => {}]) {
        await prepare();
        const before = await place.everything();
        const requests = upstream.embeddings.requests.length;
        const plan = await planned(corpus.directory, variables);
        expect(upstream.embeddings.requests).toHaveLength(requests);
        expect(await place.everything()).toEqual(before);
        expect(counted(plan)).toEqual(counted(await ingested(corpus.directory, variables)));
      }
    },
  );
}

describe("a plan", { timeout: 120_000 }, () => {
  test("prices what it would embed, by the given price list, and says which", async () => {
    await using corpus = await corpusUnderTest(manyDocuments(4));
    const file = join(corpus.root, "prices.json");
    const prices = { asOf: "2026-01-02", currency: "EUR", perMillionTokens: { "openai:own-model": { input: 2000, output: 0 } } };
    await writeFile(file, JSON.stringify(prices));
    const variables = { OPENAI_BASE_URL: upstream.url, EMBEDDING_MODEL: "own-model", DATA_DIR: corpus.data };

    const plan = await planned(corpus.directory, { ...variables, PRICES_FILE: file });
    expect(plan.embedded.tokens).toBeGreaterThan(1000);
    expect(plan.cost).toEqual({ amount: (plan.embedded.tokens * 2000) / 1_000_000, currency: "EUR" });
    const { stdout } = await run([corpus.directory, "--plan"], { ...variables, PRICES_FILE: file });
    expect(stdout).toMatch(/^money: {5}about \d+\.\d+ EUR, openai:own-model by the price list of 2026-01-02$/m);

    expect((await planned(corpus.directory, variables)).cost).toBeNull();
    expect((await run([corpus.directory, "--plan"], variables)).stdout).toMatch(/^money: {5}unknown: .*openai:own-model.*PRICES_FILE$/m);
  });

  test("takes the tokens a minute into account, and says what its time rests on", async () => {
    await using corpus = await corpusUnderTest(manyDocuments(30));
    const variables = { OPENAI_BASE_URL: upstream.url, DATA_DIR: corpus.data };
    const free = await planned(corpus.directory, variables);
    const budget = await planned(corpus.directory, { ...variables, EMBEDDING_TOKENS_PER_MINUTE: "1000" });
    expect(free.time.ms).toBeLessThan(30_000);
    expect(free.time.basis).toMatch(/measured.*3 calls of up to 32 texts, 4 at once, 500 ms assumed/);
    expect(budget.time.ms).toBeGreaterThanOrEqual((budget.embedded.tokens / 1000) * 60_000);
    expect(budget.time.basis).toMatch(/1000 tokens a minute/);
  });

  test("of a run that would be refused says so, with exit code 1", async () => {
    await using corpus = await corpusUnderTest({ "a.md": "A.", "b.md": "B.", "c.md": "C." });
    await corpus.ingest();
    await corpus.remove("a.md");
    await corpus.remove("b.md");
    const variables = { DATA_DIR: corpus.data, EMBEDDING_DIMENSIONS: "64" };
    const { code, stdout } = await run([corpus.directory, "--plan"], variables);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^documents: 0 to add, 0 to change, 1 unchanged, 2 to delete, 0 failed$/m);
    expect(stdout).toMatch(/^refused: .*--allow-delete$/m);
    expect((await run([corpus.directory, "--plan", "--allow-delete"], variables)).code).toBe(0);
  });

  test("of files that cannot be read has exit code 2 and names them", async () => {
    await using corpus = await corpusUnderTest({ "good.md": "Good.", "photo.png": "png" });
    const { code, stdout } = await run([corpus.directory, "--plan"], { DATA_DIR: corpus.data });
    expect(code).toBe(2);
    expect(stdout).toMatch(/^failed: {4}photo\.png /m);
  });

  test("does not wait for an ingestion that is running", async () => {
    await using corpus = await corpusUnderTest(manyDocuments(30), { EMBEDDING_BATCH_SIZE: "1" });
    const slow = Promise.withResolvers<void>();
    const running = corpus.ingest({
      embedder: (embedder) => ({
        ...embedder,
        embedDocuments: (texts, signal) => slow.promise.then(() => embedder.embedDocuments(texts, signal)),
      }),
    });
    const plan = await planned(corpus.directory, { DATA_DIR: corpus.data, EMBEDDING_DIMENSIONS: "64" });
    slow.resolve();
    expect(plan.documents.added).toBe(30);
    await running;
  });

  test("with other settings than the index was built with is refused", async () => {
    await using corpus = await corpusUnderTest({ "a.md": "A." });
    await corpus.ingest();
    const { code, stderr } = await run([corpus.directory, "--plan"], { DATA_DIR: corpus.data, CHUNK_TOKENS: "64" });
    expect(code).toBe(1);
    expect(stderr).toMatch(/was built with other settings/);
  });
});
