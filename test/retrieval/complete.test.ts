import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { completed } from "../../src/retrieval/complete.ts";
import { sqliteStore } from "../../src/stores/sqlite/store.ts";
import { chunk, manifestOf } from "../support/chunks.ts";

test("what is deleted between being found and being read is searched for again, a few times", async () => {
  const directory = await mkdtemp(join(tmpdir(), "footnote-complete-"));
  const store = sqliteStore(directory, "complete");
  const index = store.open(manifestOf("complete-index"));
  await index.create();
  await index.writeChunks([chunk("version-0", { terms: "news" })]);
  let [searches, replacements, version] = [0, 1, 0];
  const search = async () => {
    const kept = await index.searchText({ terms: ["news"], k: 1 });
    if (searches++ < replacements) {
      await index.writeChunks([chunk(`version-${++version}`, { terms: "news" })]);
      await index.deleteChunks(kept.map(({ id }) => id));
    }
    return { kept };
  };
  const { passages } = await completed(index, search);
  expect(passages).toMatchObject([{ id: "version-1", text: "Text of version-1.", score: expect.any(Number) }]);
  expect(searches).toBe(2);

  [searches, replacements] = [0, Infinity];
  expect((await completed(index, search)).passages).toEqual([]);
  expect(searches).toBe(3);

  await store.close();
  await rm(directory, { recursive: true });
});
