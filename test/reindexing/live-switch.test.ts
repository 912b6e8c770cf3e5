import { createClient } from "redis";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { corpusUnderTest, manyDocuments } from "../support/corpus.ts";
import { startOpenaiServer } from "../support/openai-server.ts";
import { jsonRequest, runFootnote, startServer, type Variables } from "../support/server.ts";
import { places } from "../support/stores.ts";

type Seen = { status: number; hits: number; time: number };

/** Searches without a pause, several at once, until it is told to end. */
function searchAllTheTime(url: string) {
  const seen: Seen[] = [];
  const ended = new AbortController();
  const searcher = async (_: unknown, number: number) => {
    for (let count = number; !ended.signal.aborted; count++) {
      const query = `Which keel${count % 40} is open at night?`;
      const response = await fetch(`${url}/search`, jsonRequest({ query, ...(count % 3 === 0 && { category: "boats" }) }));
      const body = (await response.json()) as { hits?: unknown[] };
      seen.push({ status: response.status, hits: body.hits?.length ?? 0, time: performance.now() });
    }
  };
  const searching = Array.from({ length: 3 }, searcher);
  return {
    seen,
    async end() {
      ended.abort();
      await Promise.all(searching);
    },
  };
}

const readyIndex = async (url: string) =>
  ((await (await fetch(`${url}/ready`)).json()) as { index: { name: string; embedding: object } }).index;

async function succeed(command: string[], variables: Variables): Promise<string> {
  await using run = runFootnote(command, variables);
  expect([await run.exited, run.output.stdout + run.output.stderr]).toEqual([0, expect.anything()]);
  return run.output.stdout;
}

describe.each(places)("a server on $on", ({ live, newPlace }) => {
  test.skipIf(!live)(
    "that is searched all the time follows a reindex to another length, a rollback and a pruning without an error or an empty answer",
    { timeout: 120_000 },
    async () => {
      await using upstream = await startOpenaiServer({ dimensions: 64 });
      await using place = await newPlace();
      const paid = { OPENAI_BASE_URL: upstream.url, CHAT_MODEL: "extractive", EMBEDDING_DIMENSIONS: "" };
      await using corpus = await corpusUnderTest(manyDocuments(40), { ...paid, ...place.variables });
      await corpus.ingest({ store: place.open() });
      const variables = { ...paid, ...place.variables, LOG_LEVEL: "warn" };
      await using server = await startServer(variables);
      const load = searchAllTheTime(server.url);
      const before = await readyIndex(server.url);
      expect(before.embedding).toEqual({ provider: "openai", model: "text-embedding-3-small", dimensions: 64 });

      const report = JSON.parse(await succeed(["reindex", "--dimensions", "32", "--chunk-tokens", "100", "--json"], variables));
      const switched = performance.now();
      await expect
        .poll(() => readyIndex(server.url), { interval: 20, timeout: 5000 })
        .toMatchObject({
          name: report.live.index,
          embedding: { dimensions: 32 },
        });
      // The report is printed after the switch.
      expect(performance.now() - switched).toBeLessThan(1500);
      const asked = upstream.embeddings.requests.length;
      await sleep(200);
      const { body } = upstream.embeddings.requests.slice(asked).at(-1)!;
      expect(body).toMatchObject({ dimensions: 32 });

      await succeed(["reindex", "--rollback"], variables);
      await expect.poll(() => readyIndex(server.url), { interval: 20, timeout: 5000 }).toMatchObject({ name: before.name });
      await succeed(["reindex", "--prune"], variables);
      await sleep(1200);
      await load.end();

      expect(load.seen.length).toBeGreaterThan(200);
      expect(load.seen.filter(({ status, hits }) => status !== 200 || hits === 0)).toEqual([]);
      expect(server.output.stdout).not.toMatch(/"level":"(error|warn)"/);
      expect(server.output.stderr).toBe("");
    },
  );

  test.skipIf(!live)(
    "whose environment names the old model goes on after a restart, and only ingestion is refused",
    { timeout: 120_000 },
    async () => {
      await using upstream = await startOpenaiServer({ dimensions: 64 });
      await using place = await newPlace();
      const old = { OPENAI_BASE_URL: upstream.url, CHAT_MODEL: "extractive", EMBEDDING_DIMENSIONS: "64" };
      await using corpus = await corpusUnderTest(manyDocuments(5), { ...old, ...place.variables });
      await corpus.ingest({ store: place.open() });
      const variables = { ...old, ...place.variables };
      const said = await succeed(["reindex", "--dimensions", "32"], variables);
      expect(said).toMatch(/npm run ingest` is refused until.*\n.*EMBEDDING_DIMENSIONS: the index has 32, the configuration 64/);

      await using server = await startServer(variables);
      await server.printed(/"level":"warn".*EMBEDDING_DIMENSIONS: the index has 32, the configuration 64/);
      expect(server.output.stdout).toMatch(/embeddings: +text-embedding-3-small \(openai\), 32 dimensions/);
      const { hits } = (await (await fetch(`${server.url}/search`, jsonRequest({ query: "keel1" }))).json()) as { hits: object[] };
      expect(hits[0]).toMatchObject({ source: expect.stringMatching(/document-1\.md$/) });
      await using started = await startServer({ ...variables, CORPUS_DIR: corpus.directory }, "start");
      expect(started.output.stderr).toMatch(/EMBEDDING_DIMENSIONS: the index has 32[^]*Nothing was ingested/);
      await using refused = runFootnote(["ingest", corpus.directory], variables);
      expect(await refused.exited).toBe(1);
      expect(refused.output.stderr).toMatch(/EMBEDDING_DIMENSIONS: the index has 32, the configuration 64\n.*npm run reindex/);
      expect(await succeed(["ingest", corpus.directory], { ...variables, EMBEDDING_DIMENSIONS: "" })).toMatch(/5 unchanged/);
    },
  );
});

const [, redis] = places;
test.skipIf(!redis!.live)("other readers of Redis follow by an alias (set REDIS_URL to run)", { timeout: 120_000 }, async () => {
  await using place = await redis!.newPlace();
  await using corpus = await corpusUnderTest(manyDocuments(2), place.variables);
  await corpus.ingest({ store: place.open() });
  const client = createClient({ url: place.variables.REDIS_URL! });
  await client.connect();
  const named = async () => String((await client.ft.info(place.variables.INDEX_NAME!)).index_name);
  try {
    const first = await named();
    const { live } = JSON.parse(await succeed(["reindex", "--dimensions", "16", "--json"], place.variables));
    expect(await named()).toBe(live.index);
    await succeed(["reindex", "--rollback"], place.variables);
    expect(await named()).toBe(first);
    await client.ft.dropIndex(first);
    await succeed(["ingest", corpus.directory], place.variables);
    expect(await named()).toBe(first);
  } finally {
    client.destroy();
  }
});

test.skipIf(!redis!.live)("an ingestion under the name of another index leaves nothing behind (set REDIS_URL to run)", async () => {
  await using place = await redis!.newPlace();
  await using corpus = await corpusUnderTest(manyDocuments(1), place.variables);
  const name = place.variables.INDEX_NAME!;
  const client = createClient({ url: place.variables.REDIS_URL! });
  await client.connect();
  try {
    await client.ft.create(name, { title: "TEXT" }, { PREFIX: "others:" });
    await using refused = runFootnote(["ingest", corpus.directory], place.variables);
    expect(await refused.exited).toBe(1);
    expect(refused.output.stderr).toMatch(/INDEX_NAME is .* not Footnote's; choose another/);
    expect((await client.ft._list()).filter((index) => index.startsWith(name))).toEqual([name]);
  } finally {
    await client.ft.dropIndex(name);
    client.destroy();
  }
});
