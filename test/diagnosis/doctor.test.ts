import { open, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { getLoadablePath } from "sqlite-vec";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DocumentRecord } from "../../src/stores/chunk-index.ts";
import { unfinished } from "../../src/stores/listing.ts";
import { sqliteStore } from "../../src/stores/sqlite/store.ts";
import { chunk, manifestOf } from "../support/chunks.ts";
import { type CorpusUnderTest, corpusUnderTest, documentOn } from "../support/corpus.ts";
import { diagnose, doctor } from "../support/doctor.ts";
import { failure } from "../support/failure.ts";
import { startIngesting } from "../support/ingesting.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { startAnswering } from "../support/redis-recording.ts";
import { temporaryDirectory } from "../support/server.ts";

const files = { "boats.md": documentOn("Boats", ["keels", "oars"]), "notes/day.txt": "The keeper sleeps by day." };

/** A directory's files with their contents and times. */
async function filesOf(directory: string) {
  const names = (await readdir(directory)).toSorted();
  return Promise.all(
    names.map(async (name) => ({
      name,
      bytes: (await readFile(join(directory, name))).toString("latin1"),
      changed: (await stat(join(directory, name))).mtimeMs,
    })),
  );
}

const wrongOrAdvised = ({ checks }: Awaited<ReturnType<typeof diagnose>>) =>
  Object.fromEntries(Object.entries(checks).filter(([, { state }]) => state !== "ok"));

describe("npm run doctor on SQLite", () => {
  let corpus: CorpusUnderTest;
  beforeAll(async () => {
    corpus = await corpusUnderTest(files);
    await corpus.ingest();
  });
  afterAll(() => corpus[Symbol.asyncDispose]());
  const variables = () => ({ DATA_DIR: corpus.data, EMBEDDING_DIMENSIONS: "64" });

  test("says of everything that it is well, on one screen, and ends with 0", async () => {
    const { code, stdout, stderr } = await doctor(variables());
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^SQLite at .*footnote\.sqlite, INDEX_NAME footnote\n\n/);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.slice(2, -2).map((line) => line.split(/\s+/).slice(0, 2).join(" "))).toEqual(
      [
        "store",
        "integrity",
        "journal",
        "disk",
        "manifest",
        "embeddings",
        "dimensions",
        "metric",
        "index",
        "search",
        "indexing",
        "documents",
        "leftovers",
        "chat",
      ].map((name) => `ok ${name}`),
    );
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(lines.at(-1)).toBe("Nothing is wrong, 0 to improve, 0 not seen.");
    expect(code).toBe(0);
  });

  test("--json prints the same as data", async () => {
    const { code, stdout } = await doctor(variables(), "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      store: expect.stringMatching(/^SQLite at /),
      healthy: true,
      checks: expect.arrayContaining([{ check: "indexing", state: "ok", says: "3 chunks, each with its vector and its terms" }]),
    });
    expect(code).toBe(0);
  });

  test("writes nothing, not even files beside the database", async () => {
    const before = await filesOf(corpus.data);
    await doctor(variables());
    expect(await filesOf(corpus.data)).toEqual(before);
  });

  test("reads beside a process that has the database open, what it has just written too", async () => {
    await using other = await corpusUnderTest(files);
    await other.ingest();
    const store = sqliteStore(other.data, "footnote");
    await store.publish({ ...(await store.readManifest())!, metric: "L2" });
    const { checks } = await diagnose({ DATA_DIR: other.data, INDEX_METRIC: "COSINE" });
    await store.close();
    expect(checks.manifest).toMatchObject({
      state: "advice",
      says: expect.stringContaining("INDEX_METRIC: the index has L2, the configuration COSINE"),
    });
  });

  test("before anything was ingested says so, looks at what it can, and makes no file", async () => {
    await using empty = await temporaryDirectory();
    const { code, checks } = await diagnose({ DATA_DIR: empty.path });
    expect(code).toBe(1);
    expect(checks.store).toMatchObject({
      state: "wrong",
      says: expect.stringMatching(/^nothing has been ingested yet/),
      remedy: "run `npm run ingest`",
    });
    expect(checks.indexing).toEqual({ state: "unseen", says: "cannot be looked at: see store" });
    expect([checks.embeddings!.state, checks.chat!.state]).toEqual(["ok", "ok"]);
    expect(await readdir(empty.path)).toEqual([]);
  });

  test("tells a file that is no database from a database that is damaged", async () => {
    await using other = await corpusUnderTest(files);
    await other.ingest();
    const path = join(other.data, "footnote.sqlite");
    const database = new DatabaseSync(path, { readOnly: true });
    const { page } = database.prepare("SELECT rootpage AS page FROM sqlite_master WHERE name LIKE '%/texts'").get() as { page: number };
    database.close();
    const file = await open(path, "r+");
    await file.write(Buffer.alloc(600, 0xff), 0, 600, (page - 1) * 4096);
    await file.close();
    const damaged = await diagnose({ DATA_DIR: other.data, EMBEDDING_DIMENSIONS: "64" });
    expect(damaged.code).toBe(1);
    expect(damaged.checks.store!.state).toBe("ok");
    expect(damaged.checks.integrity).toMatchObject({ state: "wrong", remedy: expect.stringContaining("npm run ingest") });

    await writeFile(path, "this is not a database, but some text that is long enough to be read as one\n".repeat(20));
    const text = await diagnose({ DATA_DIR: other.data, EMBEDDING_DIMENSIONS: "64" });
    expect(text.code).toBe(1);
    expect(text.checks.store).toMatchObject({
      state: "wrong",
      says: expect.stringMatching(/footnote\.sqlite: file is not a database\..*DATA_DIR/),
    });
    expect(text.checks.integrity).toEqual({ state: "unseen", says: "cannot be looked at: see store" });
  });

  test("finds chunks without a vector", async () => {
    await using other = await corpusUnderTest(files);
    await other.ingest();
    const database = new DatabaseSync(join(other.data, "footnote.sqlite"), { allowExtension: true });
    database.loadExtension(getLoadablePath());
    const { contents } = database.prepare("SELECT contents FROM manifest").get() as { contents: string };
    database.exec(`DELETE FROM "${(JSON.parse(contents) as { index: string }).index}/embeddings" WHERE row = 1`);
    database.close();
    const { code, checks } = await diagnose({ DATA_DIR: other.data, EMBEDDING_DIMENSIONS: "64" });
    expect({ code, indexing: checks.indexing }).toMatchObject({
      code: 1,
      indexing: { state: "wrong", says: "1 of 3 chunks lack their vector or their terms" },
    });
  });

  test("advises to finish an ingestion that was interrupted, which is nothing wrong", async () => {
    await using other = await corpusUnderTest(files);
    await other.ingest();
    await other.write({ "boats.md": documentOn("Boats", ["decks"]) });
    await failure(
      other.ingest({ embedder: (embedder) => ({ ...embedder, embedDocuments: () => Promise.reject(new Error("Stopped by the test.")) }) }),
    );
    const found = await diagnose({ DATA_DIR: other.data, EMBEDDING_DIMENSIONS: "64" });
    expect(found.code).toBe(0);
    expect(wrongOrAdvised(found)).toEqual({
      documents: {
        state: "advice",
        says: "1 of 2 documents unfinished, by a run that ended early or still goes on",
        remedy: "run `npm run ingest` again",
      },
    });
  });

  test("names documents that came over HTTP and are unfinished, which no ingestion of files mends", async () => {
    await using app = await startIngesting({ EMBEDDING_DIMENSIONS: "64" });
    const sources = ["a.md", "b.md", "c.md", "d.md", "whole.md"];
    for (const source of sources) await app.put(source, "Anchors rust.");
    const index = app.store.open((await app.store.readManifest())!);
    const records = (await index.readDocuments(sources.slice(0, 4))) as DocumentRecord[];
    await index.writeDocuments(records.map((record) => unfinished(record, record, [])));
    const { documents } = (await diagnose({ DATA_DIR: app.config.dataDirectory, EMBEDDING_DIMENSIONS: "64" })).checks;
    expect(documents).toMatchObject({ state: "advice", remedy: "put or delete again over HTTP: a.md, b.md, c.md and 1 others" });
    expect(documents!.says).toMatch(/^4 of 5 documents unfinished/);
  });

  test("finds chunks of finished documents gone", async () => {
    await using other = await corpusUnderTest(files);
    await other.ingest();
    const store = sqliteStore(other.data, "footnote");
    const index = store.open((await store.readManifest())!);
    const [record] = await index.readDocuments(["boats.md"]);
    await index.deleteChunks(record!.chunks.slice(1));
    await store.close();
    const { code, checks } = await diagnose({ DATA_DIR: other.data, EMBEDDING_DIMENSIONS: "64" });
    expect(code).toBe(1);
    expect(checks.documents).toMatchObject({
      state: "wrong",
      says: expect.stringMatching(/^1 of the 3 chunks of finished documents are gone/),
    });
  });

  test("counts the answers that are kept, where any are to be", async () => {
    await using other = await corpusUnderTest(files);
    await other.ingest();
    const given = { DATA_DIR: other.data, EMBEDDING_DIMENSIONS: "64" };
    const store = sqliteStore(other.data, "footnote");
    const cache = store.answerCache((await store.readManifest())!);
    const answer = { scope: "s", embedding: new Float32Array(64), contents: "{}" };
    await cache.write({ id: "kept", ...answer }, 60);
    await cache.write({ id: "expired", ...answer }, -1);
    await store.close();
    expect((await diagnose(given)).checks).not.toHaveProperty("answers");
    const { answers } = (await diagnose({ ...given, ANSWER_CACHE_HOURS: "24" })).checks;
    expect(answers).toEqual({ state: "ok", says: "1 kept, each for at most 24 hours" });
  });

  test("names what is left of an index that no manifest names", async () => {
    await using other = await corpusUnderTest(files);
    await other.ingest();
    const store = sqliteStore(other.data, "footnote");
    const index = store.open(manifestOf("footnote-0a1b2c3d"));
    await index.create();
    await index.writeChunks([chunk("a"), chunk("b")]);
    await store.close();
    const found = await diagnose({ DATA_DIR: other.data, EMBEDDING_DIMENSIONS: "64" });
    expect(found.code).toBe(0);
    expect(wrongOrAdvised(found)).toEqual({
      leftovers: { state: "advice", says: "of older or unfinished indexes: footnote-0a1b2c3d (2 chunks)", remedy: expect.any(String) },
    });
  });
});

describe("models", () => {
  let upstream: OpenaiServer;
  let corpus: CorpusUnderTest;
  beforeAll(async () => {
    upstream = await startOpenaiServer({ dimensions: 64 });
    corpus = await corpusUnderTest(files, { OPENAI_BASE_URL: upstream.url, EMBEDDING_DIMENSIONS: "" });
    await corpus.ingest();
  });
  afterAll(async () => {
    await corpus[Symbol.asyncDispose]();
    await upstream.close();
  });
  const look = (variables = {}) => diagnose({ DATA_DIR: corpus.data, OPENAI_BASE_URL: upstream.url, ...variables });

  test("are called once each", async () => {
    upstream.embeddings.reset();
    upstream.chat.reset();
    const found = await look();
    expect(wrongOrAdvised(found)).toEqual({});
    expect(found.checks.embeddings!.says).toMatch(/^openai:text-embedding-3-small answers in \d+ ms$/);
    expect(found.checks.chat!.says).toMatch(/^openai:gpt-5-mini begins to answer in \d+ ms$/);
    expect([upstream.embeddings.requests.length, upstream.chat.requests.length]).toEqual([1, 1]);
    expect(upstream.refused).toEqual([]);
  });

  test("that fail are wrong, each by itself, without repeated calls", async () => {
    upstream.embeddings.reset();
    upstream.chat.reset();
    upstream.embeddings.next({ status: 500 });
    upstream.chat.next({ status: 401 });
    const found = await look();
    expect(found.code).toBe(1);
    expect(wrongOrAdvised(found)).toEqual({
      embeddings: { state: "wrong", says: "The embedding model answered with status 500" },
      dimensions: { state: "unseen", says: "cannot be looked at: see embeddings" },
      metric: { state: "unseen", says: "cannot be looked at: see embeddings" },
      chat: { state: "wrong", says: "The chat model answered with status 401; check its API key" },
    });
    expect([upstream.embeddings.requests.length, upstream.chat.requests.length]).toEqual([1, 1]);
  });

  test("include the one that is asked where the first fails, on its own server and with its own key", async () => {
    await using second = await startOpenaiServer({ chatModel: "small", apiKey: "second" });
    const variables = { CHAT_FALLBACK_MODEL: "openai:small", CHAT_FALLBACK_BASE_URL: second.url, CHAT_FALLBACK_API_KEY: "second" };
    const found = await look(variables);
    expect(found.checks.fallback!.says).toMatch(/^openai:small begins to answer in \d+ ms$/);
    expect([found.code, second.chat.requests.length]).toEqual([0, 1]);

    second.chat.always({ status: 500 });
    const failing = await look(variables);
    expect(failing.code).toBe(1);
    expect(failing.checks.chat!.state).toBe("ok");
    expect(failing.checks.fallback).toMatchObject({ state: "wrong", says: expect.stringContaining("status 500") });
    expect(second.chat.requests).toHaveLength(2);
  });

  test("that are down are wrong", async () => {
    const down = await startOpenaiServer();
    await down.close();
    const { code, checks } = await look({ OPENAI_BASE_URL: down.url });
    expect(code).toBe(1);
    expect(checks.embeddings).toMatchObject({ state: "wrong", says: expect.stringMatching(/could not be reached.*check its base URL/) });
    expect(checks.chat).toMatchObject({ state: "wrong", says: expect.stringMatching(/could not be reached.*check its base URL/) });
  });

  test("that embed with another length than the index has are wrong", async () => {
    upstream.embeddings.reset();
    upstream.embeddings.next({ dimensions: 32 });
    const { code, checks } = await look();
    expect(code).toBe(1);
    expect(checks.embeddings!.state).toBe("ok");
    expect(checks.dimensions).toMatchObject({
      state: "wrong",
      says: expect.stringMatching(/^the index has 64, text-embedding-3-small answers with 32/),
    });
  });

  test.each([
    { metric: "IP", state: "wrong" },
    { metric: "L2", state: "advice" },
    { metric: "COSINE", state: "ok" },
  ])("that do not normalise are $state with $metric", async ({ metric, state }) => {
    await using other = await corpusUnderTest(files, { OPENAI_BASE_URL: upstream.url, EMBEDDING_DIMENSIONS: "", INDEX_METRIC: metric });
    upstream.embeddings.reset();
    await other.ingest();
    const long = Buffer.from(new Float32Array(64).fill(1).buffer).toString("base64");
    const reply = {
      object: "list",
      model: "text-embedding-3-small",
      data: [{ object: "embedding", index: 0, embedding: long }],
      usage: {},
    };
    upstream.embeddings.next({ garbage: JSON.stringify(reply) });
    const { checks } = await look({ DATA_DIR: other.data, INDEX_METRIC: metric });
    expect(checks.metric).toMatchObject({ state, says: `${metric}; embeddings have lengths from 1.000 to 8.000` });
  });

  test("whose package is missing are wrong, and the rest is looked at", async () => {
    const { code, checks } = await look({ CHAT_MODEL: "mistralai:large" });
    expect(code).toBe(1);
    expect(checks.chat).toMatchObject({ state: "wrong", says: expect.stringMatching(/@langchain\/mistralai/) });
    expect(checks.embeddings!.state).toBe("ok");
  });
});

describe("a Redis", () => {
  test("that does not answer is wrong, and what it would have told is not seen", async () => {
    const closed = await startAnswering("+OK\r\n");
    await closed.close();
    await using data = await temporaryDirectory();
    const { code, checks } = await diagnose({ DATA_DIR: data.path, REDIS_URL: closed.url });
    expect(code).toBe(1);
    expect(checks.store).toMatchObject({ state: "wrong", says: expect.stringMatching(/no server answers there/) });
    const { store: _, embeddings, chat, ...others } = checks;
    expect([embeddings!.state, chat!.state]).toEqual(["ok", "ok"]);
    expect(new Set(Object.values(others).map(({ says }) => says))).toEqual(new Set(["cannot be looked at: see store"]));
  });

  test("without the query engine is told from one that does not answer", async () => {
    const hello = "%3\r\n$7\r\nversion\r\n$5\r\n7.4.1\r\n$5\r\nproto\r\n:3\r\n$7\r\nmodules\r\n*0\r\n";
    const plain = await startAnswering("-ERR unknown command 'FT._LIST', with args beginning with: \r\n", hello);
    await using data = await temporaryDirectory();
    const { code, checks } = await diagnose({ DATA_DIR: data.path, REDIS_URL: plain.url });
    await plain.close();
    expect(code).toBe(1);
    expect(checks.store).toMatchObject({ state: "ok", says: expect.stringMatching(/^Redis 7\.4\.1/) });
    expect(checks["query engine"]).toMatchObject({ state: "wrong", says: expect.stringMatching(/no query engine.*Redis 8/) });
  });
});

test("an unknown option is refused with the reason", async () => {
  await using data = await temporaryDirectory();
  const { code, stdout, stderr } = await doctor({ DATA_DIR: data.path }, "--fix");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/'--fix'/);
});
