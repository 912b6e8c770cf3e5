import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseConfig } from "../../src/config.ts";
import { redisStore } from "../../src/stores/redis/store.ts";
import { documentOn } from "../support/corpus.ts";
import { diagnose } from "../support/doctor.ts";
import { authorization, type IngestingApp, startIngesting } from "../support/ingesting.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { operations } from "../support/operation.ts";
import { dumpRedis, liveRedisUrl } from "../support/redis.ts";
import { documentedRights, redisUser } from "../support/redis-rights.ts";
import { jsonRequest, startApp, startServer, temporaryDirectory, writeFiles } from "../support/server.ts";

const url = liveRedisUrl!;
const name = `rights-${crypto.randomUUID().slice(0, 8)}`;
const question = { question: "Is the mast number 3 open at night?" };

describe.skipIf(liveRedisUrl === undefined)("a user of a live Redis (set REDIS_URL to run) with the rights that are documented", () => {
  let upstream: OpenaiServer;
  let user: Awaited<ReturnType<typeof redisUser>>;
  let app: IngestingApp;
  let rights: Awaited<ReturnType<typeof documentedRights>>;
  const variablesOf = ({ urls: [REDIS_URL] }: typeof user) => ({
    REDIS_URL: REDIS_URL!,
    INDEX_NAME: name,
    OPENAI_BASE_URL: upstream.url,
    CHAT_MODEL: "extractive",
    RATE_LIMIT_PER_ADDRESS: "1000",
    TOKENS_PER_DAY: "1000000",
  });
  beforeAll(async () => {
    upstream = await startOpenaiServer({ dimensions: 64 });
    rights = await documentedRights(name);
    user = await redisUser([url], rights.ingesting);
    app = await startIngesting({ ...variablesOf(user), ANSWER_CACHE_HOURS: "1" });
  });
  afterAll(async () => {
    for (const part of [app, user, upstream]) await part?.[Symbol.asyncDispose]();
  });

  const ask = async () => {
    const { status, body } = await app.send("POST", "/ask", jsonRequest(question));
    return { status, cached: body.cached !== null };
  };

  test("ingests, answers, counts, and keeps keys and answers", async () => {
    await using files = await temporaryDirectory();
    await writeFiles(files.path, { "boats/ship.md": documentOn("Ship", ["mast", "sail"]), "boats/raft.md": documentOn("Raft", ["log"]) });
    expect((await app.ingest(files.path)).documents.added).toBe(2);
    await writeFiles(files.path, { "boats/ship.md": documentOn("Ship", ["mast", "keel"]) });
    expect((await app.ingest(files.path)).documents.changed).toBe(1);
    expect((await app.put("tea.md", "Tea is served at five.")).status).toBe(201);
    expect((await app.remove("tea.md")).status).toBe(200);

    expect(await ask()).toEqual({ status: 200, cached: false });
    expect(await ask()).toEqual({ status: 200, cached: true });
    expect(await app.list("?category=boats")).toEqual(["boats/raft.md", "boats/ship.md"]);
    for (const path of ["/ready", "/categories", "/documents/boats/ship.md"]) {
      expect([path, (await app.send("GET", path)).status]).toEqual([path, 200]);
    }
    expect((await app.send("POST", "/similar", jsonRequest({ source: "boats/ship.md" }))).status).toBe(200);
    const metrics = await app.get("/metrics", await app.key({ scopes: ["admin"] }));
    expect(await metrics.text()).toMatch(/^footnote_store_up 1$/m);
    expect(await app.store.keys.list()).toHaveLength(2);
    expect(app.logs.filter(({ level }) => level !== "info")).toEqual([]);
  });

  test("rebuilds the index, goes back and prunes", async () => {
    const variables = variablesOf(user);
    const open = () => redisStore(variables.REDIS_URL, parseConfig(variables).index, 5000);
    const { reindex, rollBack, prune } = operations({ variables, open }, {});
    const { live, previous } = await reindex({ CHUNK_TOKENS: "64", CHUNK_OVERLAP_TOKENS: "0" });
    expect((await rollBack()).live).toEqual(previous);
    await prune();
    expect((await dumpRedis(url, `${live.index}`)).indexes).toEqual([]);
  });

  test("lets the doctor see all but the memory, and that too with the right for it", async () => {
    const { code, checks } = await diagnose(variablesOf(user));
    expect(code).toBe(0);
    expect(Object.keys(checks).filter((check) => checks[check]!.state === "unseen")).toEqual(["memory", "eviction"]);
    expect(checks.memory).toMatchObject({
      says: "this Redis user may not run INFO",
      remedy: "to see it here, grant +INFO with ACL SETUSER",
    });
    await using doctor = await redisUser([url], [...rights.ingesting, ...rights.memory]);
    const all = await diagnose(variablesOf(doctor));
    expect(Object.values(all.checks).filter(({ state }) => state === "unseen")).toEqual([]);
  });

  test("serves with those to read, and cannot write; what it lacks is what the message names", async () => {
    await using reader = await redisUser([url], [...rights.reading, ...rights.limits]);
    await using server = await startServer({ ...variablesOf(reader), LOG_LEVEL: "warn" });
    const before = await dumpRedis(url, `${name}-`);
    const headers = { authorization };
    const statusOf = async (path: string, init: RequestInit = { headers }) => (await fetch(server.url + path, init)).status;
    for (const path of ["/ready", "/categories", "/documents", "/documents/boats/ship.md"]) {
      expect([path, await statusOf(path)]).toEqual([path, 200]);
    }
    expect(await statusOf("/ask", jsonRequest(question, { headers }))).toBe(200);
    expect(await statusOf("/search", jsonRequest({ query: "mast", category: "boats" }, { headers }))).toBe(200);
    expect(await statusOf("/similar", jsonRequest({ source: "boats/ship.md" }, { headers }))).toBe(200);
    expect(server.output.stdout).not.toMatch(/"level":"(?:warn|error)"/);

    expect(await statusOf("/documents/tea.md", { method: "PUT", headers, body: "Tea." })).toBe(503);
    expect(await statusOf("/documents/boats/raft.md", { method: "DELETE", headers })).toBe(503);
    expect(await dumpRedis(url, `${name}-`)).toEqual(before);
    const needed = await documentedRights("<INDEX_NAME>");
    expect(server.output.stdout).toContain(`Grant it ${needed.ingesting.join(" ")} with ACL SETUSER`);
    expect(server.output.stdout).toContain(`in a cluster ${needed.cluster.join(" ")}.`);
  });

  test("keeps answers while it only reads with those that the README adds for it", async () => {
    const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
    const [, added] = /a Redis user that otherwise only reads needs `([^`]+)` for it/.exec(readme)!;
    await using reader = await redisUser([url], [...rights.reading, ...rights.limits, ...added!.split(" ")]);
    await using reading = await startApp({ ...variablesOf(reader), ANSWER_CACHE_HOURS: "1" });
    const asked = async () => {
      const response = await reading.post("/ask", { question: "Is the log number 2 open at night?" }, { headers: { authorization } });
      return (await response.json()) as { cached: object | null };
    };
    expect([(await asked()).cached, (await asked()).cached]).toEqual([null, { age: expect.any(Number) }]);
    expect(reading.logs.filter(({ level }) => level !== "info")).toEqual([]);
  });
});
