import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ReindexRefusedError } from "../../src/errors.ts";
import type { Changes } from "../../src/reindexing/survey.ts";
import { corpusUnderTest, documentOn } from "../support/corpus.ts";
import { failure } from "../support/failure.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { operations } from "../support/operation.ts";
import { places } from "../support/stores.ts";

let upstream: OpenaiServer;
beforeAll(async () => {
  upstream = await startOpenaiServer({ dimensions: 64 });
});
beforeEach(() => upstream.embeddings.reset());
afterAll(() => upstream.close());

const files = {
  "a.md": documentOn("A", ["anchors", "awnings"]),
  "b.md": documentOn("B", ["buoys"]),
  "c.md": documentOn("C", ["cleats"]),
};

describe.each(places)("going back, on $on", ({ live, newPlace }) => {
  /** An index of 64 dimensions, and a live one of 32 whose documents have changed since. */
  const setUp = async () => {
    const place = await newPlace();
    const paid = { OPENAI_BASE_URL: upstream.url, CHAT_MODEL: "extractive", EMBEDDING_CACHE_HOURS: "0", EMBEDDING_PATIENCE_MS: "0" };
    const corpus = await corpusUnderTest(files, { ...paid, EMBEDDING_DIMENSIONS: "", ...place.variables });
    await corpus.ingest({ store: place.open() });
    const old = await place.contents();
    const { reindex, ...under } = operations(place, paid);
    const { previous } = await reindex({ EMBEDDING_DIMENSIONS: "32" });
    await corpus.write({ "b.md": documentOn("B", ["berths"]), "d.md": documentOn("D", ["decks"]) });
    await corpus.remove("c.md");
    await corpus.ingest({ store: place.open() });
    upstream.embeddings.reset();
    const dispose = async () => {
      await corpus[Symbol.asyncDispose]();
      await place[Symbol.asyncDispose]();
    };
    return { ...under, reindex, place, corpus, old, previous, [Symbol.asyncDispose]: dispose };
  };
  const textsOf = async ({ place }: Awaited<ReturnType<typeof setUp>>) =>
    (await place.contents()).chunks.map((chunk) => (chunk as unknown as { text: string }).text).join(" ");

  test.skipIf(!live)("brings the index up to date first, with its own model, and tells what changed", async () => {
    await using under = await setUp();
    const told: Changes[] = [];
    const { live: now, copied } = await under.rollBack({}, { onBegin: ({ changes }) => void told.push(changes) });

    expect(told).toEqual([{ documents: 3, added: 1, changed: 1, deleted: 1 }]);
    expect(now).toEqual(under.previous);
    expect(copied).toMatchObject({ documents: { added: 1, changed: 1, unchanged: 1, deleted: 1 }, embedded: { chunks: 2 } });
    expect(upstream.embeddings.requests.flatMap(({ body }) => body.input)).toHaveLength(2);
    expect(await textsOf(under)).toMatch(/anchors[^]*decks|decks[^]*anchors/);
    expect(await textsOf(under)).not.toMatch(/cleats|buoys/);
    await using fresh = await newPlace();
    await under.corpus.ingest({ store: fresh.open() });
    expect(await under.place.contents()).toEqual(await fresh.contents());
  });

  test.skipIf(!live)("and forth takes nothing but the switch", async () => {
    await using under = await setUp();
    const { live: newer } = await under.catalogue();
    await under.rollBack();
    upstream.embeddings.reset();
    expect((await under.rollBack()).live).toEqual(newer);
    expect(upstream.embeddings.requests).toEqual([]);
  });

  test.skipIf(!live)("is refused when the old model no longer answers, and names the way that needs it not", async () => {
    await using under = await setUp();
    const before = await under.catalogue();
    upstream.embeddings.always({ status: 404 });

    const refused = await failure(under.rollBack({ MAX_RETRIES: "0" }));
    expect(refused).toBeInstanceOf(ReindexRefusedError);
    expect(refused).toHaveProperty(
      "message",
      expect.stringMatching(/status 404.*live index stays.*--as-it-was.*lacks 1 documents, has 1/s),
    );
    expect((await under.catalogue()).live).toEqual(before.live);
  });

  test.skipIf(!live)("to the index as it was asks no model", async () => {
    await using under = await setUp();
    upstream.embeddings.always({ status: 404 });
    const { copied, changes } = await under.rollBack({}, { asItWas: true });

    expect(copied).toBe(null);
    expect(changes).toEqual({ documents: 3, added: 1, changed: 1, deleted: 1 });
    expect(await under.place.contents()).toEqual(under.old);
    expect(upstream.embeddings.requests).toEqual([]);
  });

  test.skipIf(!live)("is refused where nothing is kept: at first, and after a pruning", async () => {
    await using under = await setUp();
    await under.prune();
    expect((await under.catalogue()).beside).toEqual([]);
    const refused = await failure(under.rollBack());
    expect(refused).toBeInstanceOf(ReindexRefusedError);
    expect(refused).toHaveProperty("message", expect.stringMatching(/no index to go back to.*npm run reindex/));
  });

  test.skipIf(!live)("a pruning waits until no server uses what was live, and removes all but the live index", async () => {
    await using under = await setUp();
    await failure(under.reindex({ EMBEDDING_DIMENSIONS: "16" }, { evaluate: () => Promise.reject(new Error("Stopped by the test.")) }));
    const { live: kept, beside } = await under.catalogue();
    expect(beside.map(({ state }) => state)).toEqual(["kept", "building"]);
    const contents = await under.place.contents();
    const switched = beside[0]!.liveUntil!;
    const waits: number[] = [];

    const removed = await under.prune((milliseconds) => void waits.push(milliseconds));

    expect(removed).toEqual(beside.map(({ manifest }) => manifest));
    expect(Date.now() - switched).toBeGreaterThanOrEqual(5000);
    if (waits.length > 0) expect(waits[0]).toBeLessThanOrEqual(5000);
    expect(await under.catalogue()).toEqual({ live: kept, beside: [] });
    expect(await under.place.contents()).toEqual(contents);
    expect(await under.place.names()).toEqual([kept.index]);
  });
});
