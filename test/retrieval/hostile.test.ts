import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { IndexSettings } from "../../src/config.ts";
import { lexicalEmbedder } from "../../src/embeddings/lexical.ts";
import { UnknownCategoryError } from "../../src/errors.ts";
import { liveIndexSource } from "../../src/manifest/live-index.ts";
import { retrieve } from "../../src/retrieve.ts";
import { redisStore } from "../../src/stores/redis/store.ts";
import { sqliteStore } from "../../src/stores/sqlite/store.ts";
import type { Store } from "../../src/stores/store.ts";
import { searchableTerms } from "../../src/text/terms.ts";
import { chunk, manifestOf } from "../support/chunks.ts";
import { cleanRedis, liveRedisUrl } from "../support/redis.ts";

const prefix = "hostile";
const runs = 10_000;
const dimensions = 32;
const texts = [
  "the index holds vectors",
  "a query finds the nearest",
  "OR AND NOT near match",
  "redis sqlite full text",
  "日本語 text",
  "tea and water",
];

/** Pieces that mean something in the query languages of RediSearch, FTS5 or SQL. */
const syntax = [
  '"', "'", "`", "(", ")", "{", "}", "[", "]", "|", "@", "@terms:", "@categories:{c61}", "=>", "=>[KNN 10 @embedding $vector]", "$vector", "-", "~", "*",
  "%", "%%", "\\", ":", ";", "--", "/*", "NEAR(", " OR ", " AND ", " NOT ", "^", "w'*'", "\0", "\u0001", "\u200B", "\uD800", "😀", "é", "ﬁ", "İ", "index",
]; // prettier-ignore
const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.array(fc.constantFrom(...syntax), { maxLength: 12 }).map((parts) => parts.join("")),
  fc.array(fc.constantFrom(...syntax, ...texts), { maxLength: 6 }).map((parts) => parts.join(" ")),
);

/** Fuzzes one store: whatever is asked, there is an answer, and never from outside the category. */
function fuzzes(open: () => Promise<Store>): void {
  let store: Store;
  const embedder = lexicalEmbedder(dimensions);
  const source = liveIndexSource(
    () => embedder,
    () => performance.now(),
  );

  beforeAll(async () => {
    store = await open();
    await store.connect();
    const index = store.open(manifestOf(`${prefix}-index`, { dimensions }));
    await index.create();
    const embeddings = await embedder.embedDocuments(texts);
    await index.writeChunks(
      texts.map((text, position) =>
        chunk(`chunk-${position}`, {
          text,
          terms: searchableTerms(text),
          embedding: embeddings[position]!,
          categories: [position % 2 ? "secret" : "public"],
        }),
      ),
    );
    await index.settle();
    await store.publish(index.manifest);
  });
  afterAll(() => store.close());

  test(`${runs} hostile queries find something or nothing, never an error, and keep to their category`, { timeout: 120_000 }, async () => {
    const mode = fc.constantFrom("hybrid" as const, "text" as const, "vector" as const);
    await fc.assert(
      fc.asyncProperty(hostile, mode, async (query, chosen) => {
        const live = await source.current(store, "all");
        const { passages } = await retrieve(live, { query, k: 10, mode: chosen, categories: ["public"] }, () => 0);
        expect(passages.filter(({ categories }) => !categories.includes("public"))).toEqual([]);
      }),
      { numRuns: runs, seed: 1 },
    );
  });

  test(`${runs} hostile categories are unknown and open nothing`, { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        hostile.filter((name) => name !== "" && name !== "public" && name !== "secret"),
        async (category) => {
          const live = await source.current(store, "all");
          const retrieving = retrieve(live, { query: "index", k: 10, mode: "hybrid", categories: [category] }, () => 0);
          await expect(retrieving).rejects.toBeInstanceOf(UnknownCategoryError);
          expect(await live.index.searchText({ terms: ["index"], k: 10, categories: [category] })).toEqual([]);
        },
      ),
      { numRuns: runs, seed: 2 },
    );
  });
}

describe("on SQLite", () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "footnote-hostile-"));
  });
  afterAll(() => rm(directory, { recursive: true }));
  fuzzes(async () => sqliteStore(directory, prefix));
});

describe.skipIf(!liveRedisUrl)("on a live Redis (set REDIS_URL to run)", () => {
  const settings: IndexSettings = { name: prefix, algorithm: "HNSW", metric: "COSINE", m: 16, efConstruction: 200, efRuntime: 150 };
  afterAll(() => cleanRedis(liveRedisUrl!, prefix));
  fuzzes(async () => {
    await cleanRedis(liveRedisUrl!, prefix);
    return redisStore(liveRedisUrl!, settings, 5000);
  });
});
