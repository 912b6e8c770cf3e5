import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Embedder } from "../../src/embeddings/embedder.ts";
import { sqliteStore } from "../../src/stores/sqlite/store.ts";
import type { ChunkIndex } from "../../src/stores/chunk-index.ts";
import type { Store } from "../../src/stores/store.ts";
import { corpusUnderTest } from "../support/corpus.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { cleanRedis, liveRedisUrl } from "../support/redis.ts";
import { type RunningApp, startApp, type Variables } from "../support/server.ts";
import { comparable, crossings, foreign, type Foreign, marks, own } from "../support/tenants.ts";

const prefix = "tenants-test";
const stores: [string, Variables][] = [["SQLite", {}]];
if (liveRedisUrl) stores.push(["a live Redis", { REDIS_URL: liveRedisUrl, INDEX_NAME: prefix }]);

describe.each(stores)("a tenant on %s", (_, variables) => {
  let app: RunningApp;
  let headers: Variables;
  let theirs: Foreign;
  beforeAll(async () => {
    app = await startApp(variables);
    await app.ingest({ ...own, ...foreign });
    headers = await app.key({ categories: ["mine"] });
    theirs = await foreignOf(app);
  });
  afterAll(async () => {
    await app.close();
    if (variables.REDIS_URL) await cleanRedis(variables.REDIS_URL, prefix);
  });

  test("finds no way to another's documents, through any route and by any spelling", { timeout: 120_000 }, async () => {
    expect(await crossings(app, headers, theirs)).toEqual([]);
  });

  test(
    "finds none where answers are given again, of which others have been given what the tenant asks for",
    { timeout: 120_000 },
    async () => {
      await using cached = await startApp({ ...variables, DATA_DIR: app.config.dataDirectory, ANSWER_CACHE_HOURS: "1" });
      const question = "Where are the oars stored, and what is the code?";
      const everything = await cached.key();
      for (const mode of ["hybrid", "vector", "text"]) {
        for (const k of [6, 50]) await cached.post("/ask", { question, mode, k }, { headers: everything });
      }
      const again = await cached.post("/ask", { question }, { headers: everything });
      expect(await again.json()).toMatchObject({ cached: { age: expect.any(Number) } });
      expect(await crossings(cached, headers, theirs)).toEqual([]);
    },
  );

  test("makes the same work by a forbidden name as by an unknown one, so that the time does not tell them apart", async () => {
    const reads: string[] = [];
    const observed = await startApp(
      { ...variables, DATA_DIR: app.config.dataDirectory },
      { useStore: (use) => use(altered(app.store, (view, name) => (reads.push(name), view))) },
    );
    await using _ = observed;
    expect(await crossings(observed, headers, theirs, () => reads.splice(0))).toEqual([]);
  });

  test("sees what is its own, and of what it shares no other category", async () => {
    const { categories } = (await (await app.get("/categories", headers)).json()) as { categories: unknown };
    expect(categories).toEqual([{ name: "mine", documents: 3, chunks: 3 }]);
    const { hits } = (await (await app.post("/search", { query: "ropes oars lamps" }, { headers })).json()) as {
      hits: { source: string; categories: string[] }[];
    };
    expect(hits.map(({ source }) => source).toSorted()).toEqual(["mine/both.jsonl#1", "mine/lamps.md", "mine/oars.md"]);
    expect(hits.map((hit) => hit.categories)).toEqual([["mine"], ["mine"], ["mine"]]);
    const named = await app.post("/search", { query: marks.category, mode: "text" }, { headers });
    expect(await named.json()).toMatchObject({ hits: [] });
    expect(await (await app.get("/documents/mine/both.jsonl%231", headers)).text()).toBe("Ropes hang beside the oars.");
    const { data } = (await (await app.get("/v1/models", headers)).json()) as { data: { id: string }[] };
    expect(data.map(({ id }) => id)).toEqual(["footnote", "footnote:mine"]);
    const refused = await app.post("/ask", { question: "?", category: "unheard of" }, { headers });
    expect(await refused.json()).toMatchObject({ status: 400, knownCategories: ["mine"] });
  });

  test("is not told by what another has just asked", async () => {
    const both = await app.key({ categories: ["mine", marks.category] });
    const search = (category: string, as: Variables) => app.post("/search", { query: "oars", category }, { headers: as });
    for (let round = 0; round < 2; round++) {
      expect((await search(marks.category, both)).status).toBe(200);
      expect((await search(marks.category, headers)).status).toBe(400);
    }
  });
});

describe("of another tenant's documents", () => {
  test("the answers of a tenant show nothing but their weight in the scores", async () => {
    const replies = async (files: Record<string, string>) => {
      await using app = await startApp();
      await app.ingest(files);
      const headers = await app.key({ categories: ["mine"] });
      const sent = ["hybrid", "vector", "text"].flatMap((mode) => [
        app.post("/search", { query: "Where are oars stored?", mode, explain: true }, { headers }),
        app.post("/ask", { question: "Where are oars stored?", mode, explain: true }, { headers }),
      ]);
      sent.push(app.post("/similar", { source: "mine/oars.md" }, { headers }), app.get("/categories", headers));
      const texts = await Promise.all(sent.map(async (reply) => comparable(await reply, "")));
      // BM25 weighs a word by how many documents have it, whosever these are. Its own score, which would tell, is left out.
      return texts.map((text) => text.replaceAll(/"score":[\d.e-]+/g, '"score":0'));
    };
    expect(await replies({ ...own, ...foreign })).toEqual(await replies(own));
  });
});

describe("a document that changes hands", () => {
  test("shows its old text to nobody new while it is written, nor after that was interrupted", async () => {
    const document = (category: string, text: string) => ({ "deed.md": `---\ncategory: ${category}\n---\n# Deed\n\n${text}\n` });
    await using corpus = await corpusUnderTest(document("theirs", "The old owner keeps the gold."));
    await corpus.ingest();
    await corpus.write(document("mine", "The new owner sells the boat."));
    const refuse = (embedder: Embedder): Embedder => ({ ...embedder, embedDocuments: () => Promise.reject(new Error("refused")) });
    await expect(corpus.ingest({ embedder: refuse })).rejects.toThrow();

    const store = sqliteStore(corpus.data, corpus.config.index.name);
    const read = async (...visible: string[]) => store.open((await store.readManifest())!, visible).readText("deed.md");
    expect([await read("mine"), await read("theirs")]).toEqual([undefined, undefined]);
    await corpus.ingest();
    expect([await read("mine"), await read("theirs")]).toEqual([expect.stringContaining("new owner"), undefined]);
    await store.close();
  });
});

describe("a prompt", () => {
  let upstream: OpenaiServer;
  beforeAll(async () => {
    upstream = await startOpenaiServer();
  });
  afterAll(() => upstream.close());

  test("holds no neighbour of a passage that became another tenant's", async () => {
    await using app = await startApp({ OPENAI_BASE_URL: upstream.url, EMBEDDINGS: "lexical", MAX_RETRIES: "0" }, { calibrations: [] });
    await app.ingest({ ...own, ...foreign });
    const headers = await app.key({ categories: ["mine"] });
    const manifest = (await app.store.readManifest())!;
    const index = app.store.open(manifest);
    const [record, other] = await index.readDocuments(["mine/oars.md", `${marks.category}/second.md`]);
    // As while a document that is split between them is written.
    await index.writeDocuments([{ ...record!, chunks: [...record!.chunks, ...other!.chunks] }]);

    for (const [as, holds] of [
      [headers, false],
      [await app.key(), true],
    ] as const) {
      upstream.chat.reset();
      await app.post("/ask", { question: "Where are oars stored?", k: 1 }, { headers: as });
      const prompt = JSON.stringify(upstream.chat.requests.at(-1)!.body.messages);
      expect(prompt).toContain("Oars are stored in the shed.");
      expect(prompt.includes(marks.nearby)).toBe(holds);
    }
  });
});

// The other reads are asked only for what one of these has shown, or by ingestions; the stores' contract tests them.
describe("a store that forgets its filter in one read", () => {
  test.each<keyof ChunkIndex>([
    "searchVectors",
    "searchText",
    "unknownCategories",
    "categories",
    "listDocuments",
    "readDocuments",
    "readPassages",
    "readText",
  ])("is caught: %s", { timeout: 120_000 }, async (operation) => {
    const app: RunningApp = await startApp(
      {},
      { useStore: (use) => use(altered(app.store, (view, name, everything) => (name === operation ? everything : view))) },
    );
    await using _ = app;
    await app.ingest({ ...own, ...foreign });
    const headers = await app.key({ categories: ["mine"] });
    const theirs = await foreignOf(app);
    expect(await crossings(app, headers, theirs)).not.toEqual([]);
  });
});

/** The store, but each method of a view is that of `choose`. */
function altered(store: Store, choose: (view: ChunkIndex, name: string, everything: ChunkIndex) => ChunkIndex): Store {
  return {
    ...store,
    open(manifest, visible) {
      const everything = store.open(manifest);
      return new Proxy(store.open(manifest, visible), {
        get(view, name) {
          const value: unknown = Reflect.get(view, name, view);
          if (typeof value !== "function") return value;
          const target = choose(view, String(name), everything);
          return (Reflect.get(target, name, target) as () => unknown).bind(target);
        },
      });
    },
  };
}

async function foreignOf(app: RunningApp): Promise<Foreign> {
  const sources = Object.keys(foreign);
  const index = app.store.open((await app.store.readManifest())!);
  const records = await index.readDocuments(sources);
  const whole = await app.key();
  const etags = await Promise.all(sources.map(async (source) => (await app.get(`/documents/${source}`, whole)).headers.get("etag")!));
  return { ids: records.flatMap((record) => record!.chunks), sources, categories: [marks.category], etags };
}
