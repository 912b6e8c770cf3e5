import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { StoreUnavailableError } from "../../src/errors.ts";
import type { ChunkIndex } from "../../src/stores/chunk-index.ts";
import { sqliteStore } from "../../src/stores/sqlite/store.ts";
import { chunk, manifestOf } from "../support/chunks.ts";
import { storeContract } from "./contract.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "footnote-sqlite-"));
});
afterEach(() => rm(directory, { recursive: true }));

describe("the SQLite store", () => {
  storeContract(async () => ({ connect: () => sqliteStore(directory, "contract"), live: true }));

  test("takes no longer for a text search within a category than without", async () => {
    const store = sqliteStore(directory, "filtered");
    const index = store.open(manifestOf("filtered-index"));
    await index.create();
    await index.writeChunks(Array.from({ length: 2000 }, (_, number) => chunk(`chunk-${number}`, { terms: `redi index term${number}` })));
    const query = { terms: ["redi", "index"], k: 5 };
    const [plain, filtered]: [number[], number[]] = [[], []];
    for (let round = 0; round < 9; round++) {
      const began = performance.now();
      await index.searchText(query);
      const between = performance.now();
      expect(await index.searchText({ ...query, categories: ["general"] })).toHaveLength(5);
      plain.push(between - began);
      filtered.push(performance.now() - between);
    }
    await store.close();
    // SQLite may choose to run the full-text query once for every chunk of the category, which takes hundreds of times as long.
    expect(Math.min(...filtered)).toBeLessThan(10 * Math.min(...plain));
  });

  const kept = [chunk("a", { terms: "oar boat" }), chunk("b", { terms: "oar oar oar long text" }), chunk("c", { terms: "sail" })];
  const rankedIn = (index: ChunkIndex) => index.searchText({ terms: ["oar", "boat", "sail"], k: 10 });

  test("ranks by what there is, whatever was there before", async () => {
    const store = sqliteStore(directory, "history");
    const [fresh, changed] = ["fresh", "changed"].map((name) => store.open(manifestOf(name))) as [ChunkIndex, ChunkIndex];
    for (const index of [fresh, changed]) await index.create();
    await fresh.writeChunks(kept);
    const passing = ["d", "e", "f"].map((id) => chunk(id, { terms: "boat sail mast keel" }));
    await changed.writeChunks([...kept.map((one) => ({ ...one, terms: "boat of old words" })), ...passing]);
    await changed.writeChunks(passing.map((one) => ({ ...one, terms: "mast" })));
    await changed.updateChunks(kept);
    await changed.updateChunks(kept);
    await changed.deleteChunks(["d", "e", "f"]);

    expect(await rankedIn(changed)).toEqual(await rankedIn(fresh));
    await store.close();
  });

  test("builds the full-text index of an earlier version anew", async () => {
    const store = sqliteStore(directory, "earlier");
    const index = store.open(manifestOf("old"));
    await index.create();
    await index.writeChunks(kept);
    const ranked = await rankedIn(index);
    const database = new DatabaseSync(join(directory, "earlier.sqlite"));
    database.exec(`
      DROP TABLE "old/terms";
      CREATE VIRTUAL TABLE "old/terms" USING fts5 (terms, content = '', contentless_delete = 1, tokenize = 'ascii');
      INSERT INTO "old/terms" (rowid, terms) SELECT row, terms FROM "old/chunks" UNION ALL SELECT 99, 'sail boat oar';
      DELETE FROM "old/terms" WHERE rowid = 99;`);
    database.close();
    expect(await rankedIn(index)).not.toEqual(ranked);

    await index.create();
    expect(await rankedIn(index)).toEqual(ranked);
    await index.deleteChunks(["a"]);
    expect((await rankedIn(index)).map(({ id }) => id).toSorted()).toEqual(["b", "c"]);
    await store.close();
  });

  test("lets a server answer while many chunks are written, changed and deleted", async () => {
    const store = sqliteStore(directory, "turns");
    const index = store.open(manifestOf("turns-index"));
    await index.create();
    const chunks = Array.from({ length: 640 }, (_, number) => chunk(`chunk-${number}`));
    const turnsOf = async (work: () => Promise<void>) => {
      let turns = 0;
      let next = setImmediate(function turn() {
        turns++;
        next = setImmediate(turn);
      });
      await work();
      clearImmediate(next);
      return turns;
    };
    expect(await turnsOf(() => index.writeChunks(chunks))).toBeGreaterThanOrEqual(9);
    expect(await turnsOf(() => index.updateChunks(chunks))).toBeGreaterThanOrEqual(9);
    expect(await turnsOf(() => index.deleteChunks(chunks.map(({ id }) => id)))).toBeGreaterThanOrEqual(9);
    expect(await index.status()).toMatchObject({ chunks: 0 });
    await store.close();
  });

  test("reads nothing of a hidden document, so that the time does not tell whether it is there", async () => {
    const store = sqliteStore(directory, "hidden");
    const index = store.open(manifestOf("hidden-index"));
    await index.create();
    const record = { source: "a.md", origin: "corpus", hash: "hash", layout: null, chunks: ["one"] };
    await index.writeDocuments([{ ...record, categories: ["theirs"] }]);
    await index.writeTexts([{ source: "a.md", text: "Text." }]);
    const database = new DatabaseSync(join(directory, "hidden.sqlite"));
    // Whoever reads the record meets what is no JSON.
    database.exec(`UPDATE "hidden-index/documents" SET categories = 'damaged'`);
    database.close();

    const view = store.open(index.manifest, ["mine"]);
    expect(await view.readDocuments(["a.md"])).toEqual([undefined]);
    expect(await view.readText("a.md")).toBe(undefined);
    await expect(store.open(index.manifest, ["theirs"]).readDocuments(["a.md"])).rejects.toThrow(/JSON/);
    await expect(store.open(index.manifest, ["theirs"]).readText("a.md")).rejects.toThrow(/JSON/);
    await store.close();
  });

  test("opens an index of a version that kept no layouts", async () => {
    const store = sqliteStore(directory, "old");
    const index = store.open(manifestOf("old-index"));
    await index.create();
    const record = { source: "a.md", origin: "corpus", hash: "hash", categories: ["x"], chunks: ["one"] };
    await index.writeDocuments([{ ...record, layout: null }]);
    await store.close();
    const database = new DatabaseSync(join(directory, "old.sqlite"));
    database.exec('ALTER TABLE "old-index/documents" DROP COLUMN layout');
    database.close();

    const reader = sqliteStore(directory, "old").open(index.manifest);
    expect(await reader.readDocuments(["a.md"])).toEqual([{ ...record, layout: null }]);
    await reader.create();
    const layout = { title: "A", bodyStart: 0, format: "text" as const };
    await reader.writeDocuments([{ ...record, layout }]);
    expect(await reader.readDocuments(["a.md"])).toEqual([{ ...record, layout }]);
  });

  test("says what is wrong when its file is not a database", async () => {
    await writeFile(
      join(directory, "contract.sqlite"),
      "this is not a database, but some text that is long enough to be read as one\n".repeat(20),
    );
    const opening = sqliteStore(directory, "contract").connect();
    await expect(opening).rejects.toBeInstanceOf(StoreUnavailableError);
    await expect(opening).rejects.toThrow(/contract\.sqlite.*DATA_DIR/s);
  });

  test("says what is wrong when its directory cannot be made", async () => {
    await writeFile(join(directory, "file"), "");
    await expect(sqliteStore(join(directory, "file", "data"), "contract").connect()).rejects.toThrow(/Cannot open the database.*DATA_DIR/s);
  });
});
