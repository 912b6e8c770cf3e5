import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { IndexMissingError, IngestionStoppedError, InvalidEmbeddingError, ReindexRefusedError } from "../../src/errors.ts";
import { corpusUnderTest, documentOn, manyDocuments } from "../support/corpus.ts";
import { failure } from "../support/failure.ts";
import { pdf } from "../support/files/pdf.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { operations } from "../support/operation.ts";
import { runFootnote, writeFiles } from "../support/server.ts";
import { type Place, places } from "../support/stores.ts";

let upstream: OpenaiServer;
beforeAll(async () => {
  upstream = await startOpenaiServer({ dimensions: 64 });
});
beforeEach(() => upstream.embeddings.reset());
afterAll(() => upstream.close());

const batch = { size: 4, concurrency: 3 };
/** Of a model that is paid for, without the cache, which could hide that something is paid for twice. */
const paid = () => ({
  OPENAI_BASE_URL: upstream.url,
  CHAT_MODEL: "extractive",
  EMBEDDING_DIMENSIONS: "",
  EMBEDDING_CACHE_HOURS: "0",
  EMBEDDING_BATCH_SIZE: String(batch.size),
  EMBEDDING_CONCURRENCY: String(batch.concurrency),
  EMBEDDING_PATIENCE_MS: "0",
});
const textsSeen = () => upstream.embeddings.requests.flatMap(({ body }) => body.input).length;

const mixed = {
  "boats/keels.md": `---\ntitle: All about keels\ncategory: [boats, sailing]\n---\n${documentOn("Keels", ["keels", "fins", "ballast"])}`,
  "boats/manual.pdf": pdf([
    ["The manual of the boat.", "", "It floats."],
    ["It sinks when it is full.", "", "Bail it out."],
  ]),
  "notes.txt": "The keeper sleeps by day.\n\nThe lamp is lit at dusk.",
  "lamps.csv": "id,title,text\n1,Wicks,The wick of a lamp draws oil.\n2,Oil,Whale oil burns bright.\n",
};

describe.each(places)("a reindex, on $on", ({ live, newPlace }) => {
  const setUp = async (files: Parameters<typeof corpusUnderTest>[0], variables: Record<string, string> = {}) => {
    const place = await newPlace();
    const corpus = await corpusUnderTest(files, { ...variables, ...place.variables });
    const ingest = (at: Place = place) => corpus.ingest({ store: at.open() });
    const dispose = async () => {
      await corpus[Symbol.asyncDispose]();
      await place[Symbol.asyncDispose]();
    };
    return { place, corpus, ingest, ...operations(place, variables), [Symbol.asyncDispose]: dispose };
  };

  test.skipIf(!live)("makes of the stored texts of every origin what ingesting their files would make", async () => {
    await using under = await setUp(mixed);
    await under.ingest();
    await writeFiles(under.corpus.root, { "other/oars.md": documentOn("Oars", ["blades", "looms"]) });
    const other = `${under.corpus.root}/other`;
    await under.corpus.ingest({ store: under.place.open(), directory: other });
    const settings = { CHUNK_TOKENS: "64", CHUNK_OVERLAP_TOKENS: "8", EMBEDDING_DIMENSIONS: "32" };
    await using fresh = await newPlace();
    await using expected = await corpusUnderTest({}, { ...settings, ...fresh.variables });
    await expected.ingest({ store: fresh.open(), directory: under.corpus.directory });
    await expected.ingest({ store: fresh.open(), directory: other });

    const { live: manifest, previous, copied } = await under.reindex(settings);

    expect(copied.documents).toEqual({ added: 6, changed: 0, unchanged: 0, deleted: 0, failed: 0 });
    expect(manifest).toMatchObject({ embedding: { dimensions: 32 }, chunker: expect.stringMatching(/\/64\+8$/) });
    expect(previous.embedding.dimensions).toBe(64);
    expect(await under.place.contents()).toEqual(await fresh.contents());
    // Nor does a later ingestion find anything to do.
    const later = await corpusUnderTest({}, { ...settings, ...under.place.variables });
    const { report } = await later.ingest({ store: under.place.open(), directory: under.corpus.directory });
    await later[Symbol.asyncDispose]();
    expect(report.documents).toMatchObject({ added: 0, changed: 0, unchanged: 5, deleted: 0 });
  });

  test.skipIf(!live)("with the same model takes every embedding along, and asks for none", async () => {
    await using under = await setUp(manyDocuments(10), paid());
    await under.ingest();
    const before = await under.place.contents();
    upstream.embeddings.reset();

    const first = await under.reindex({ HNSW_M: "32", HNSW_EF_CONSTRUCTION: "64" });
    const second = await under.reindex({ HNSW_M: "32", HNSW_EF_CONSTRUCTION: "64" });
    const third = await under.reindex({ HNSW_M: "32", HNSW_EF_CONSTRUCTION: "64" });

    expect(textsSeen()).toBe(0);
    expect(first.copied.embedded).toEqual({ chunks: 0, tokens: 0, reused: 30 });
    expect(await under.place.contents()).toEqual(before);
    const names = [first.previous, first.live, second.live, third.live].map(({ index }) => index);
    expect(new Set(names).size).toBe(4);
    if (third.live.redis) expect(third.live.redis).toEqual({ algorithm: "HNSW", m: 32, efConstruction: 64 });
    expect((await under.catalogue()).beside.map(({ state }) => state)).toEqual(["kept", "kept", "kept"]);
  });

  test.skipIf(!live)(
    "that is killed leaves the live index alone, and goes on without embedding anything twice",
    { timeout: 60_000 },
    async () => {
      await using under = await setUp(manyDocuments(40), paid());
      await under.ingest();
      const before = [await under.catalogue(), await under.place.contents()] as const;
      upstream.embeddings.reset();
      upstream.embeddings.always({ delay: 50 });
      const variables = { ...paid(), ...under.place.variables, EMBEDDING_DIMENSIONS: "32" };
      {
        await using run = runFootnote(["reindex"], variables);
        await expect.poll(() => upstream.embeddings.requests.length, { interval: 5, timeout: 50_000 }).toBeGreaterThan(10);
        run.kill("SIGKILL");
        expect(await run.exited).toBe(null);
      }
      await under.place.afterKill();
      expect((await under.catalogue()).live).toEqual(before[0].live);
      expect(await under.place.contents()).toEqual(before[1]);
      upstream.embeddings.always({});
      const seen = textsSeen();
      const resumed = await under.reindex({ EMBEDDING_DIMENSIONS: "32" });

      expect(resumed.copied.embedded.chunks).toBeLessThan(120);
      // One text told how long the embeddings are.
      expect(seen).toBeGreaterThan(1);
      expect(textsSeen() - 1 - 120).toBeLessThanOrEqual(batch.size * batch.concurrency);
      expect(resumed.live.embedding.dimensions).toBe(32);
      expect((await under.place.contents()).chunks).toHaveLength(120);
      expect((await under.catalogue()).beside.map(({ state }) => state)).toEqual(["kept"]);
    },
  );

  test.skipIf(!live)("follows what is ingested and deleted between two attempts, also from another origin", async () => {
    await using under = await setUp({
      "a.md": documentOn("A", ["anchors"]),
      "b.md": documentOn("B", ["buoys"]),
      "c.md": "# C\n\nCleats.\n",
    });
    await under.ingest();
    const stop = new AbortController();
    const evaluate = async () => {
      stop.abort(new Error("Stopped by the test."));
      return undefined;
    };
    const stopped = under.reindex({ EMBEDDING_DIMENSIONS: "32" }, { evaluate, signal: stop.signal });
    expect(await failure(stopped)).toHaveProperty("message", "Stopped by the test.");

    await under.corpus.write({ "a.md": documentOn("A", ["awnings"]) });
    await under.corpus.remove("b.md");
    await under.corpus.remove("c.md");
    await under.corpus.ingest({ store: under.place.open(), allowDelete: true });
    await writeFiles(under.corpus.root, { "other/c.md": "# C\n\nClamps.\n" });
    await under.corpus.ingest({ store: under.place.open(), directory: `${under.corpus.root}/other` });
    const { copied } = await under.reindex({ EMBEDDING_DIMENSIONS: "32" });

    expect(copied.documents).toEqual({ added: 1, changed: 1, unchanged: 0, deleted: 2, failed: 0 });
    const { chunks } = await under.place.contents();
    const texts = chunks.map((chunk) => (chunk as unknown as { text: string }).text).join(" ");
    expect(texts).toMatch(/awnings/);
    expect(texts).toMatch(/Clamps/);
    expect(texts).not.toMatch(/anchors|buoys|Cleats/);
  });

  test.skipIf(!live)("whose provider fails midway keeps what it has, and goes on later", async () => {
    await using under = await setUp(manyDocuments(10), paid());
    await under.ingest();
    const before = await under.catalogue();
    upstream.embeddings.reset();
    let calls = 0;
    upstream.embeddings.always(() => (++calls > 4 ? { status: 500 } : {}));

    const error = await failure(under.reindex({ EMBEDDING_DIMENSIONS: "32", MAX_RETRIES: "0" }));

    expect(error).toBeInstanceOf(IngestionStoppedError);
    expect(error).toHaveProperty("message", expect.stringMatching(/status 500.*kept; run it again/));
    expect((await under.catalogue()).live).toEqual(before.live);
    upstream.embeddings.always({});
    const { copied } = await under.reindex({ EMBEDDING_DIMENSIONS: "32" });
    expect(copied.embedded.chunks).toBeGreaterThan(0);
    expect(copied.embedded.chunks).toBeLessThan(30);
    expect((await under.place.contents()).chunks).toHaveLength(30);
  });

  test.skipIf(!live)("to a length that the model does not make is refused", async () => {
    await using under = await setUp({ "a.md": "# A\n\nAnchors.\n" }, paid());
    await under.ingest();
    const before = await under.catalogue();
    upstream.embeddings.always({ dimensions: 48 });

    const error = await failure(under.reindex({ EMBEDDING_DIMENSIONS: "32" }));

    expect(error).toBeInstanceOf(InvalidEmbeddingError);
    expect(error).toHaveProperty("message", expect.stringMatching(/EMBEDDING_DIMENSIONS is 32, but the model .* makes embeddings of 48/));
    expect(await under.catalogue()).toEqual(before);
  });

  test.skipIf(!live)("that waited for another one is refused, since what it was to replace is no longer live", async () => {
    await using under = await setUp(manyDocuments(20));
    await under.ingest();
    const other: { waited?: Promise<unknown> } = {};
    const evaluate = async () => {
      other.waited = failure(under.reindex({ EMBEDDING_DIMENSIONS: "16" }));
      await new Promise((resolve) => setTimeout(resolve, 300));
      return undefined;
    };
    const { live: first } = await under.reindex({ EMBEDDING_DIMENSIONS: "32" }, { evaluate });

    const refused = await other.waited;
    expect(refused).toBeInstanceOf(ReindexRefusedError);
    expect(refused).toHaveProperty("message", expect.stringContaining(`the live index became ${first.index}`));
    expect((await under.catalogue()).live).toEqual(first);
  });

  test.skipIf(!live)("makes an ingestion wait, which then goes by the new index", async () => {
    await using under = await setUp({ "a.md": documentOn("A", ["anchors"]) }, { EMBEDDING_DIMENSIONS: "" });
    await under.ingest();
    const later: { ingested?: ReturnType<typeof under.ingest> } = {};
    const evaluate = async () => {
      await under.corpus.write({ "b.md": documentOn("B", ["buoys"]) });
      later.ingested = under.ingest();
      await new Promise((resolve) => setTimeout(resolve, 300));
      return undefined;
    };
    await under.reindex({ EMBEDDING_DIMENSIONS: "32" }, { evaluate });

    expect((await later.ingested)!.report.documents).toMatchObject({ added: 1, unchanged: 1 });
    expect((await under.place.contents()).chunks).toHaveLength(2);
  });

  test.skipIf(!live)("of an index of another version cuts it anew, and the next ingestion reads its files again", async () => {
    await using under = await setUp(mixed);
    await under.ingest();
    const expected = await under.place.contents();
    const store = under.place.open();
    await store.publish({ ...(await store.readManifest())!, chunker: "structure-1/320+32" });
    await store.close();
    expect(await failure(under.ingest())).toHaveProperty("message", expect.stringMatching(/structure-1.*npm run reindex/s));

    await under.reindex();
    const { report } = await under.ingest();
    expect(report).toMatchObject({ documents: { changed: 5, unchanged: 0 }, embedded: { chunks: 0 } });
    expect(await under.place.contents()).toEqual(expected);
    expect(await failure(under.rollBack())).toHaveProperty("message", expect.stringContaining("another version of Footnote"));
  });

  test.skipIf(!live)("before the first ingestion says what to run", async () => {
    await using under = await setUp({});
    expect(await failure(under.reindex())).toBeInstanceOf(IndexMissingError);
  });
});
