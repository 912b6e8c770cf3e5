import { statSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { advice, type Check, ok, wrong } from "../../../diagnosis/check.ts";
import { describeBytes } from "../../../diagnosis/sizes.ts";
import { StoreUnavailableError } from "../../../errors.ts";
import type { Database } from "../database.ts";
import type { Facts } from "./facts.ts";
import { hasWriteAheadLog } from "./open.ts";

/** Bytes below which the next ingestion may not be able to write. */
const littleSpace = 100_000_000;

export function fileChecks({ path, database }: Pick<Facts, "path" | "database">): Check[] {
  return [
    {
      name: "store",
      async look() {
        const sql = "SELECT sqlite_version() AS sqlite, vec_version() AS vec";
        const { sqlite, vec } = (await database()).get<{ sqlite: string; vec: string }>(sql)!;
        return ok(`SQLite ${sqlite} with sqlite-vec ${vec}, a file of ${describeBytes(statSync(path).size)}`);
      },
    },
    {
      name: "integrity",
      async look() {
        const damage = findDamage(await database());
        if (damage === undefined) return ok("the file is whole");
        return wrong(`the file is damaged: ${damage}`, "put a copy of it back, or move it away and run `npm run ingest`");
      },
    },
    {
      name: "journal",
      async look() {
        await database();
        if (await hasWriteAheadLog(path)) return ok("write-ahead log: a server reads while an ingestion writes");
        return advice("without a write-ahead log, a server and an ingestion wait for each other", "run `npm run ingest`, which sets it");
      },
    },
    {
      name: "disk",
      async look() {
        await database();
        const { bavail, bsize } = await statfs(dirname(path));
        const free = bavail * bsize;
        const says = `${describeBytes(free)} free`;
        if (free < littleSpace) return wrong(`${says}, which the next ingestion may fill`, "make room, or move DATA_DIR to a larger disk");
        if (free < statSync(path).size) {
          return advice(`${says}, less than a second index beside this one takes`, "make room before embeddings or chunks are changed");
        }
        return ok(says);
      },
    },
  ];
}

function findDamage(database: Database): string | undefined {
  try {
    const found = database.all<{ quick_check: string }>("PRAGMA quick_check(1)").map((row) => row.quick_check);
    return found.join() === "ok" ? undefined : found.join();
  } catch (error) {
    // Some damage keeps even the check from being made.
    if (error instanceof StoreUnavailableError) return error.message;
    throw error;
  }
}
