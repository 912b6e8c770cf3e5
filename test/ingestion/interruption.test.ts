import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createEmbedder } from "../../src/embeddings/index.ts";
import type { Embedder } from "../../src/embeddings/embedder.ts";
import { UpstreamError } from "../../src/errors.ts";
import { liveIndexSource } from "../../src/manifest/live-index.ts";
import { retrieve } from "../../src/retrieve.ts";
import { sqliteStore } from "../../src/stores/sqlite/store.ts";
import { type CorpusUnderTest, corpusUnderTest, documentOn, type Files, manyDocuments, type StoredContents } from "../support/corpus.ts";
import { failure } from "../support/failure.ts";
import { runFootnote } from "../support/server.ts";

const documents = 150;
const batches = { EMBEDDING_BATCH_SIZE: "4", EMBEDDING_CONCURRENCY: "2" };

/** Edits that add, change, rewrite, remove and bring back chunks all over the corpus, others in each round. */
async function edit(corpus: CorpusUnderTest, round: number): Promise<void> {
  const edited: Files = {};
  for (const [index, [source, text]] of Object.entries(manyDocuments(documents)).entries()) {
    const kind = (index + round) % 10;
    if (kind === 0) await corpus.remove(source);
    else if (kind === 1) edited[source] = text;
    else if (kind === 2) edited[source] = documentOn(`Renamed ${round}`, [`keel${index}`, `blade${index}`, `extra${round}x${index}`]);
    else if (kind === 3) edited[source] = `---\ncategory: [moved, ${round}-times]\n---\n${text}`;
    else if (kind === 4) edited[`moved/${round}/${source}`] = text;
  }
  await corpus.write(edited);
}

/** What a run into a new store, which nothing interrupts, leaves behind. */
async function uninterrupted(corpus: CorpusUnderTest): Promise<StoredContents> {
  const data = join(corpus.root, "uninterrupted");
  await corpus.ingest({ data });
  return corpus.contents(data);
}

const runCommand = ({ data, directory }: CorpusUnderTest) =>
  runFootnote(["ingest", directory, "--json"], { DATA_DIR: data, EMBEDDING_DIMENSIONS: "64", ...batches });

/** Aborted when the run has ended. */
function endOf({ exited }: Pick<ReturnType<typeof runCommand>, "exited">): AbortSignal {
  const ended = new AbortController();
  void exited.then(() => ended.abort());
  return ended.signal;
}

/** Kills a run when it has committed as many times, or rather as many of them as could be seen. */
async function killAfterCommits(corpus: CorpusUnderTest, commits: number): Promise<void> {
  await using run = runCommand(corpus);
  using database = new DatabaseSync(join(corpus.data, "footnote.sqlite"), { timeout: 5000 });
  const version = database.prepare("PRAGMA data_version");
  const ended = endOf(run);
  let seen = version.get()!["data_version"];
  for (let left = commits; left > 0; await sleep(1)) {
    if (ended.aborted) throw new Error(`The run ended by itself: ${run.output.stdout}${run.output.stderr}`);
    const now = version.get()!["data_version"];
    if (now !== seen) left--;
    seen = now;
  }
  run.kill("SIGKILL");
  expect(await run.exited).toBe(null);
}

/** Whatever the moment, each chunk is whole and in the record of a document, by which a later run finds it. */
function expectNothingLost({ documents: records, chunks, orphans }: StoredContents): void {
  expect(chunks.length).toBeGreaterThan(0);
  expect(orphans).toBe(0);
  const recorded = new Set(records.flatMap((record) => JSON.parse(record.chunks) as string[]));
  for (const { id, embedding, filedUnder, categories } of chunks) {
    expect(recorded).toContain(id);
    expect(embedding).toHaveLength(64 * 8);
    expect(JSON.parse(filedUnder)).toEqual((JSON.parse(categories) as string[]).toSorted());
  }
}

describe("a process killed at any moment", () => {
  test("of later ingestions, while the files go on changing, ends in the state of a single run", async () => {
    await using corpus = await corpusUnderTest(manyDocuments(documents), batches);
    await corpus.ingest();
    for (const [round, commits] of [1, 3, 7].entries()) {
      await edit(corpus, round);
      await killAfterCommits(corpus, commits);
      expectNothingLost(corpus.contents());
    }
    await edit(corpus, 3);
    const expected = await uninterrupted(corpus);
    expect(corpus.contents()).not.toEqual(expected);

    await corpus.ingest();
    expect(corpus.contents()).toEqual(expected);
  });
});

describe("an embedding model that fails in the middle", () => {
  /** Fails from the given call on. */
  const failingFrom =
    (call: number) =>
    (embedder: Embedder): Embedder => {
      let calls = 0;
      return {
        ...embedder,
        async embedDocuments(texts, signal) {
          if (++calls >= call) throw new UpstreamError("embedding model", "answered with status 500");
          return await embedder.embedDocuments(texts, signal);
        },
      };
    };

  test("ends the run with its error, and the next one in the state of an uninterrupted run", async () => {
    await using corpus = await corpusUnderTest(manyDocuments(documents), batches);
    const expected = await uninterrupted(corpus);
    let embedded = 0;
    for (const call of [2, 3, 30]) {
      expect(await failure(corpus.ingest({ embedder: failingFrom(call) }))).toHaveProperty("message", expect.stringMatching(/status 500/));
      embedded = corpus.contents().chunks.length;
    }
    expect(embedded).toBeGreaterThan(100);
    const { report } = await corpus.ingest();
    expect(report.embedded.chunks).toBe(expected.chunks.length - embedded);
    expect(corpus.contents()).toEqual(expected);
  });

  test("leaves the old chunks of an edited document in place", async () => {
    await using corpus = await corpusUnderTest({ "boats.md": documentOn("Boats", ["keels", "oars"]), "notes.txt": "Notes." });
    await corpus.ingest();
    const before = corpus.contents();
    await corpus.write({ "boats.md": documentOn("Boats", ["decks", "masts"]) });
    await failure(corpus.ingest({ embedder: failingFrom(1) }));
    expect(corpus.contents().chunks).toEqual(before.chunks);
  });
});

describe("a run that is aborted", () => {
  test("stops embedding at once, and the next one ends in the state of an uninterrupted run", async () => {
    await using corpus = await corpusUnderTest(manyDocuments(documents), batches);
    const expected = await uninterrupted(corpus);
    const controller = new AbortController();
    const reason = new Error("Stopped by the test.");
    let calls = 0;
    const stopping = (embedder: Embedder): Embedder => ({
      ...embedder,
      async embedDocuments(texts, signal) {
        if (++calls === 10) controller.abort(reason);
        return await embedder.embedDocuments(texts, signal);
      },
    });
    expect(await failure(corpus.ingest({ embedder: stopping, signal: controller.signal }))).toBe(reason);
    expect(calls).toBeLessThanOrEqual(10 + Number(batches.EMBEDDING_CONCURRENCY));
    await corpus.ingest();
    expect(corpus.contents()).toEqual(expected);
  });

  test("before it began changes nothing", async () => {
    await using corpus = await corpusUnderTest({ "notes.txt": "Notes." });
    const reason = new Error("Stopped by the test.");
    await corpus.ingest();
    const before = corpus.contents();
    await corpus.write({ "notes.txt": "Other notes." });
    expect(await failure(corpus.ingest({ signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(corpus.contents()).toEqual(before);
  });

  test("while it waits for another ends with the reason, and the other goes on", async () => {
    await using corpus = await corpusUnderTest(manyDocuments(30), batches);
    const controller = new AbortController();
    const reason = new Error("Stopped by the test.");
    const first = corpus.ingest({ embedder: slowly });
    await sleep(20);
    const second = corpus.ingest({ signal: controller.signal, onWait: () => controller.abort(reason) });
    expect(await failure(second)).toBe(reason);
    expect((await first).report.documents.added).toBe(30);
  });
});

/** Lets other work have its turn before each embedding. */
function slowly(embedder: Embedder): Embedder {
  return {
    ...embedder,
    async embedDocuments(texts, signal) {
      await sleep(10);
      return await embedder.embedDocuments(texts, signal);
    },
  };
}

describe("runs at once", () => {
  test("of one corpus take turns, and the second finds nothing to do", async () => {
    await using corpus = await corpusUnderTest(manyDocuments(30), batches);
    let waited = 0;
    const onWait = () => void waited++;
    const reports = await Promise.all([corpus.ingest({ embedder: slowly, onWait }), corpus.ingest({ embedder: slowly, onWait })]);
    expect(waited).toBe(1);
    expect(reports.map(({ report }) => report.documents.added).toSorted()).toEqual([0, 30]);
    expect(corpus.contents()).toEqual(await uninterrupted(corpus));
  });

  test("of several processes, on several corpora, into a store that is not there yet, end right", async () => {
    await using corpus = await corpusUnderTest(manyDocuments(60), batches);
    await using other = await corpusUnderTest({ "other.md": documentOn("Other", ["hills", "roads"]) });
    const runs = [corpus.directory, corpus.directory, other.directory].map((directory) =>
      runFootnote(["ingest", directory], { DATA_DIR: corpus.data, EMBEDDING_DIMENSIONS: "64", ...batches }),
    );
    expect(await Promise.all(runs.map(({ exited }) => exited))).toEqual([0, 0, 0]);

    const { documents: records, texts, chunks, orphans } = corpus.contents();
    const ofCorpus = ({ source }: { source: string }) => source !== "other.md";
    expect({
      documents: records.filter(ofCorpus),
      texts: texts.filter(ofCorpus),
      chunks: chunks.filter(ofCorpus),
      orphans,
    }).toEqual(await uninterrupted(corpus));
    expect(chunks.filter(({ source }) => source === "other.md")).toHaveLength(2);
  });
});

test("a reader finds the old or the new text during re-ingestion, and never neither", async () => {
  const files = manyDocuments(60);
  const source = "lamps/document-31.md";
  const edited = (word: string) => ({ [source]: `# Lighthouse\n\nThe lighthouse is painted ${word}.\n` });
  await using corpus = await corpusUnderTest({ ...files, ...edited("white") }, batches);
  await corpus.ingest();
  const store = sqliteStore(corpus.data, "footnote");
  const embedder = createEmbedder(corpus.config);
  const indexes = liveIndexSource(
    () => embedder,
    () => performance.now(),
  );
  const look = async () => {
    const live = await indexes.current(store, "all");
    const { passages } = await retrieve(
      live,
      { query: "How is the lighthouse painted?", k: 3, mode: "vector", categories: ["lamps"] },
      () => 0,
    );
    return passages
      .flatMap(({ text }) => /painted (\w+)/.exec(text)?.[1] ?? [])
      .toSorted()
      .join(" and ");
  };

  const everything = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replaceAll("open", "shut")]));
  await corpus.write({ ...everything, ...edited("red") });
  await using run = runCommand(corpus);
  const ended = endOf(run);
  const seen = new Set<string>();
  for (; !ended.aborted; await sleep(1)) seen.add(await look());
  seen.add(await look());
  await store.close();

  expect(await run.exited).toBe(0);
  expect([...seen].filter((found) => found !== "red and white")).toEqual(["white", "red"]);
});
