import { mkdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sqliteStore } from "../../src/stores/sqlite/store.ts";
import { manyDocuments } from "../support/corpus.ts";
import { readEvents } from "../support/event-stream.ts";
import { authorization, type IngestingApp, startIngesting, writableStores, writeIngestKey } from "../support/ingesting.ts";
import { startBreakingProxy } from "../support/breaking-proxy.ts";
import { startOpenaiServer } from "../support/openai-server.ts";
import { liveRedisUrl, releaseIngestionLock } from "../support/redis.ts";
import { startServer, temporaryDirectory, type Variables, writeFiles } from "../support/server.ts";

const files = {
  "boats/a.md": "# Boats\n\nBoats float.",
  "boats/old/b.md": "# Old boats\n\nOld boats sink.",
  "lamps/c.md": "# Lamps\n\nLamps shine.",
};

async function corpusAndApp(variables: Variables = {}) {
  const corpus = await temporaryDirectory();
  await writeFiles(corpus.path, files);
  const app = await startIngesting({ CORPUS_DIR: corpus.path, ...variables });
  const start = (request?: object) =>
    app.send("POST", "/ingestions", request ? { body: JSON.stringify(request), headers: { "content-type": "application/json" } } : {});
  const dispose = async () => {
    await app.close();
    await corpus[Symbol.asyncDispose]();
  };
  return { app, corpus: corpus.path, start, [Symbol.asyncDispose]: dispose };
}

/** Waits until an ingestion has ended. */
async function ended(app: IngestingApp, id: string) {
  const job = async () => (await app.send("GET", `/ingestions/${id}`)).body;
  await expect.poll(async () => (await job()).state, { timeout: 20_000 }).toMatch(/^(done|failed|cancelled)$/);
  return job();
}

for (const { store, live, variables } of writableStores) {
  describe.skipIf(!live)(`POST /ingestions on ${store}`, () => {
    test("ingests the corpus directory, and leaves documents alone that came over HTTP", async () => {
      await using under = await corpusAndApp(variables());
      const { app, start, corpus } = under;
      await app.put("sent.md", "Sent.");
      const started = await start();
      expect(started).toMatchObject({ status: 202, body: { state: "running", folder: null, problem: null } });
      const { id } = started.body;
      expect(started.headers.get("location")).toBe(`/ingestions/${id}`);
      expect(await ended(app, id)).toMatchObject({
        id,
        state: "done",
        progress: { done: 3, total: 3, share: 1 },
        report: { documents: { added: 3, failed: 0 }, chunks: { added: 3 }, cost: { amount: 0 } },
        problem: null,
      });
      expect(await app.list()).toEqual(["boats/a.md", "boats/old/b.md", "lamps/c.md", "sent.md"]);

      for (const folder of ["boats", "lamps"]) await rm(join(corpus, folder), { recursive: true });
      await mkdir(join(corpus, "lamps"));
      expect(await ended(app, (await start()).body.id)).toMatchObject({
        state: "failed",
        problem: { status: 409, detail: expect.stringMatching(/3 of the 3 documents .*allowDelete/s) },
      });
      expect(await ended(app, (await start({ allowDelete: true })).body.id)).toMatchObject({
        state: "done",
        report: { documents: { deleted: 3 } },
      });
      expect(await app.list()).toEqual(["sent.md"]);
    });

    test("ingests a folder as a part of the directory: same sources, and deletes only within it", async () => {
      await using under = await corpusAndApp(variables());
      const { app, start, corpus } = under;
      await ended(app, (await start()).body.id);
      await writeFiles(corpus, { "boats/new.md": "# New boats\n\nNew boats shine." });
      await rm(join(corpus, "boats/old/b.md"));
      await rm(join(corpus, "lamps/c.md"));
      const job = await ended(app, (await start({ folder: "boats" })).body.id);
      expect(job).toMatchObject({ folder: "boats", report: { documents: { added: 1, unchanged: 1, deleted: 1 } } });
      expect(await app.list()).toEqual(["boats/a.md", "boats/new.md", "lamps/c.md"]);
      expect((await ended(app, (await start({ folder: "boats", category: "fleet" })).body.id)).report.documents).toMatchObject({
        changed: 2,
      });
      expect(await app.list("?category=fleet")).toEqual(["boats/a.md", "boats/new.md"]);
    });

    test("is cancelled midway, keeps what it has stored, and goes on from there", { timeout: 60_000 }, async () => {
      await using upstream = await startOpenaiServer({ dimensions: 64 });
      const settings = { OPENAI_BASE_URL: upstream.url, CHAT_MODEL: "extractive", EMBEDDING_BATCH_SIZE: "4", EMBEDDING_CACHE_HOURS: "0" };
      await using under = await corpusAndApp({ ...variables(), ...settings });
      const { app, start, corpus } = under;
      await writeFiles(corpus, manyDocuments(200));
      upstream.embeddings.always({ delay: 30 });
      const { id } = (await start()).body;
      await expect.poll(() => upstream.embeddings.requests.length, { timeout: 20_000 }).toBeGreaterThan(20);

      const second = await start();
      expect([second.status, second.body.ingestion, second.body.detail]).toEqual([
        409,
        id,
        expect.stringContaining(`DELETE /ingestions/${id}`),
      ]);
      const cancelled = await app.send("DELETE", `/ingestions/${id}`);
      expect(cancelled).toMatchObject({ status: 200, body: { id, state: "cancelled", problem: null } });
      const embedded = cancelled.body.report.embedded.chunks;
      expect(embedded).toBeGreaterThan(0);
      expect((await app.send("DELETE", `/ingestions/${id}`)).body.state).toBe("cancelled");

      upstream.embeddings.reset();
      const rest = await ended(app, (await start()).body.id);
      expect(rest).toMatchObject({ state: "done", report: { documents: { failed: 0 } } });
      expect(rest.report.embedded.chunks).toBeLessThanOrEqual(603 - embedded);
      expect(await app.list("?limit=1000")).toHaveLength(203);
    });
  });
}

describe.skipIf(liveRedisUrl === undefined)("POST /ingestions on a live Redis (set REDIS_URL to run)", () => {
  test("leaves a document alone that came over HTTP since a deletion of its file was killed at its last step", async () => {
    await using proxy = await startBreakingProxy(liveRedisUrl!);
    const name = `documents-${crypto.randomUUID().slice(0, 8)}`;
    await using under = await corpusAndApp({ REDIS_URL: proxy.url, INDEX_NAME: name });
    const { app, start, corpus } = under;
    await ended(app, (await start()).body.id);
    await rm(join(corpus, "boats/a.md"));
    proxy.breakAt = /^ZREM \S*:origin:/;
    expect(await ended(app, (await start()).body.id)).toMatchObject({ state: "failed", problem: { status: 503 } });
    proxy.breakAt = undefined;
    await releaseIngestionLock(liveRedisUrl!, name);
    expect((await app.put("boats/a.md", "Boats float, as was sent.")).status).toBe(201);

    expect(await ended(app, (await start()).body.id)).toMatchObject({ state: "done", report: { documents: { deleted: 0, unchanged: 2 } } });
    expect((await app.send("GET", "/documents/boats/a.md")).body).toBe("Boats float, as was sent.");
    expect(await app.find("boats float")).toContain("Boats float, as was sent.");
  });
});

describe("an ingestion", () => {
  test("tells its progress as events, until it is done", { timeout: 30_000 }, async () => {
    await using upstream = await startOpenaiServer({ dimensions: 64 });
    await using under = await corpusAndApp({ OPENAI_BASE_URL: upstream.url, CHAT_MODEL: "extractive", EMBEDDING_BATCH_SIZE: "4" });
    const { app, start, corpus } = under;
    await writeFiles(corpus, manyDocuments(60));
    upstream.embeddings.always({ delay: 20 });
    const { id } = (await start()).body;
    const response = await app.get(`/ingestions/${id}`, { authorization, accept: "text/event-stream" });
    expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    const events: { event: string; data: any }[] = []; // oxlint-disable-line typescript/no-explicit-any -- looked into below
    for await (const event of readEvents(response)) if ("event" in event) events.push(event);

    expect(events.length).toBeGreaterThan(3);
    expect(new Set(events.slice(0, -1).map(({ event }) => event))).toEqual(new Set(["progress"]));
    const shares = events.flatMap(({ data }) => data.progress?.share ?? []);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    expect(events.at(-1)).toEqual({ event: "done", data: (await app.send("GET", `/ingestions/${id}`)).body });
    expect(events.at(-1)!.data).toMatchObject({ id, state: "done", progress: { done: 63, total: 63 } });
    // Whoever comes late is told the end.
    const late = await app.get(`/ingestions/${id}`, { authorization, accept: "text/event-stream" });
    expect(await late.text()).toMatch(/^event: done\n/);
  });

  test("names the first 1000 files that it cannot read, and counts all", { timeout: 60_000 }, async () => {
    await using under = await corpusAndApp();
    await writeFiles(under.corpus, Object.fromEntries(Array.from({ length: 1100 }, (_, index) => [`pictures/${index}.png`, "x"])));
    const { report } = await ended(under.app, (await under.start()).body.id);
    expect(report).toMatchObject({ documents: { added: 3, failed: 1100 } });
    expect(report.failures).toHaveLength(1000);
    expect(new Set(report.failures.map(({ reason }: { reason: string }) => reason)).size).toBe(1);
  });

  test("goes on when whoever follows it goes away", { timeout: 30_000 }, async () => {
    await using upstream = await startOpenaiServer({ dimensions: 64 });
    await using under = await corpusAndApp({ OPENAI_BASE_URL: upstream.url, CHAT_MODEL: "extractive" });
    upstream.embeddings.always({ delay: 300 });
    const { id } = (await under.start()).body;
    const response = await under.app.get(`/ingestions/${id}`, { authorization, accept: "text/event-stream" });
    await response.body!.cancel();
    expect(await ended(under.app, id)).toMatchObject({ state: "done", report: { documents: { added: 3 } } });
  });

  test("that fails says why, and that it can be repeated", { timeout: 30_000 }, async () => {
    await using upstream = await startOpenaiServer({ dimensions: 64 });
    await using under = await corpusAndApp({
      OPENAI_BASE_URL: upstream.url,
      CHAT_MODEL: "extractive",
      EMBEDDING_BATCH_SIZE: "1",
      EMBEDDING_CONCURRENCY: "1",
      EMBEDDING_PATIENCE_MS: "0",
    });
    upstream.embeddings.next({}, {});
    upstream.embeddings.always({ status: 500 });
    const job = await ended(under.app, (await under.start()).body.id);
    expect(job).toMatchObject({ state: "failed", problem: { status: 502, detail: expect.stringMatching(/which are kept; run it again/) } });
    expect(under.app.logs.filter(({ level }) => level === "error")).toMatchObject([{ message: "ingestion failed", requestId: job.id }]);
  });

  test("waits for one of another process, and says so", async () => {
    await using under = await corpusAndApp();
    const lock = await under.app.store.connect().then(() => under.app.store.lockIngestion(() => {}));
    const { id } = (await under.start()).body;
    const state = async () => (await under.app.send("GET", `/ingestions/${id}`)).body.state;
    await expect.poll(state).toBe("waiting");
    await lock.release();
    expect((await ended(under.app, id)).state).toBe("done");
  });

  test.each(["..", "../..", "boats/..", "/etc", "boats/", "./boats", "boats//old", "none", "boats/a.md", "link", "boats/\0", ".hidden"])(
    "reads nothing outside of the corpus directory: %j",
    async (folder) => {
      await using under = await corpusAndApp();
      await using outside = await temporaryDirectory();
      await writeFiles(outside.path, { "secret.md": "Secret." });
      await symlink(outside.path, join(under.corpus, "link"));
      await mkdir(join(under.corpus, ".hidden"));
      const { status, body } = await under.start({ folder });
      expect([status, body.detail]).toEqual([404, expect.stringMatching(/^There is no folder ".*" in the corpus directory\.$/)]);
    },
  );

  test.each([
    [{ folder: "" }, "folder"],
    [{ folder: 1 }, "folder"],
    [{ category: " " }, "category"],
    [{ allowDelete: "yes" }, "allowDelete"],
    [{ directory: "/etc" }, "directory"],
  ])("is refused with fields that cannot be used: %j", async (request, field) => {
    await using under = await corpusAndApp();
    const { status, body } = await under.start(request);
    expect([status, body.errors[0].field]).toEqual([400, field]);
  });

  test("is not started by a body that is not JSON", async () => {
    await using under = await corpusAndApp();
    const send = (type: string, body: string) => under.app.send("POST", "/ingestions", { body, headers: { "content-type": type } });
    expect((await send("application/x-www-form-urlencoded", "folder=boats")).status).toBe(415);
    expect((await send("application/json", "{")).status).toBe(400);
  });

  test("says what is wrong when there is no corpus directory", async () => {
    await using app = await startIngesting({ CORPUS_DIR: "/nowhere/at/all" });
    const { status, body } = await app.send("POST", "/ingestions");
    expect([status, body.detail]).toEqual([500, expect.stringMatching(/"\/nowhere\/at\/all" is not a directory.*CORPUS_DIR/)]);
  });

  test("that is not known is a problem", async () => {
    await using app = await startIngesting();
    for (const method of ["GET", "DELETE"]) {
      expect(await app.send(method, "/ingestions/none")).toMatchObject({
        status: 404,
        body: { detail: expect.stringContaining("no such ingestion") },
      });
    }
  });

  test("ends with its server, which stops soon and leaves an index that can be gone on with", { timeout: 60_000 }, async () => {
    await using upstream = await startOpenaiServer({ dimensions: 64 });
    await using data = await temporaryDirectory();
    await using corpus = await temporaryDirectory();
    await writeFiles(corpus.path, manyDocuments(100));
    const variables = {
      CORPUS_DIR: corpus.path,
      DATA_DIR: data.path,
      OPENAI_BASE_URL: upstream.url,
      CHAT_MODEL: "extractive",
      EMBEDDING_BATCH_SIZE: "4",
    };
    upstream.embeddings.always({ delay: 50 });
    const store = sqliteStore(data.path, "footnote");
    await writeIngestKey(store);
    await store.close();
    await using server = await startServer(variables);
    const headers = { authorization };
    const { id } = (await (await fetch(`${server.url}/ingestions`, { method: "POST", headers })).json()) as { id: string };
    const following = fetch(`${server.url}/ingestions/${id}`, { headers: { ...headers, accept: "text/event-stream" } }).then((response) =>
      response.text(),
    );
    await expect.poll(() => upstream.embeddings.requests.length, { timeout: 20_000 }).toBeGreaterThan(10);
    const began = performance.now();
    server.kill("SIGTERM");
    expect(await following).toMatch(/event: done\ndata: {.*"state":"cancelled"/);
    expect(await server.exited).toBe(0);
    expect(performance.now() - began).toBeLessThan(5000);

    upstream.embeddings.reset();
    await using again = await startServer(variables, "start");
    const { documents } = (await (await fetch(`${again.url}/documents?limit=1000`, { headers })).json()) as {
      documents: { complete: boolean }[];
    };
    expect(documents).toHaveLength(100);
    expect(documents.every(({ complete }) => complete)).toBe(true);
  });
});
