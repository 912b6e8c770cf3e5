import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { StoreUnavailableError } from "../../src/errors.ts";
import { sqliteStore } from "../../src/stores/sqlite/store.ts";
import { storeContract } from "./contract.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "footnote-sqlite-"));
});
afterEach(() => rm(directory, { recursive: true }));

describe("the SQLite store", () => {
  storeContract(async () => ({ connect: () => sqliteStore(directory, "contract"), live: true }));

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
