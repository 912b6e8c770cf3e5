import { existsSync, statSync } from "node:fs";
import { open, statfs } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { getLoadablePath } from "sqlite-vec";
import { advice, type Check, ok, once, VerdictError, wrong } from "../../diagnosis/check.ts";
import type { ExaminedStore } from "../../diagnosis/examined-store.ts";
import { judgeLeftovers } from "../../diagnosis/leftovers.ts";
import { StoreUnavailableError } from "../../errors.ts";
import { manifestSchema } from "../../manifest.ts";
import { Database } from "./database.ts";
import { SqliteIndex } from "./index.ts";

const sampleSize = 50;
/** Milliseconds that an exact search may take before an approximate one is worth its memory. */
const slowSearch = 100;
/** Bytes below which the next ingestion will fail. */
const littleSpace = 100_000_000;

/** The file of a SQLite store, opened to be read only. */
export function examinedSqlite(directory: string, name: string): ExaminedStore {
  const path = join(directory, `${name}.sqlite`);
  const connection = once(async () => openToRead(path));
  const database = once(async () => new Database(await connection()));
  const manifest = once(async () => {
    const row = (await database()).get<{ contents: string }>("SELECT contents FROM manifest");
    if (!row) throw nothingIngested("the file holds no index that was finished");
    return manifestSchema.parse(JSON.parse(row.contents));
  });
  const count = async (sql: string) => (await database()).get<{ count: number }>(`SELECT count(*) AS count FROM ${sql}`)!.count;
  const sample = once(async () => {
    const { index } = await manifest();
    const ids = (await database()).all<{ id: string }>(`SELECT id FROM "${index}/chunks" ORDER BY random() LIMIT ?`, sampleSize);
    const found = await new SqliteIndex(await database(), await manifest()).readEmbeddings(ids.map(({ id }) => id));
    return found.filter((embedding) => embedding !== undefined);
  });

  const storeChecks: Check[] = [
    {
      name: "store",
      async look() {
        const { sqlite, vec } = (await database()).get<{ sqlite: string; vec: string }>(
          "SELECT sqlite_version() AS sqlite, vec_version() AS vec",
        )!;
        return ok(`SQLite ${sqlite} with sqlite-vec ${vec}, a file of ${megabytes(statSync(path).size)}`);
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
        const { bavail, bsize } = await statfs(directory);
        const { size } = statSync(path);
        const free = bavail * bsize;
        const says = `${megabytes(free)} free`;
        if (free < littleSpace)
          return wrong(says, "make room, or move DATA_DIR to a larger disk: the next ingestion may not be able to write");
        if (free < size)
          return advice(`${says}, less than a second index beside this one takes`, "make room before embeddings or chunks are changed");
        return ok(says);
      },
    },
  ];

  const indexChecks: Check[] = [
    {
      name: "index",
      async look() {
        const { index } = await manifest();
        const chunks = await count(`"${index}/chunks"`);
        return ok(`${index}, ${chunks} chunks of ${await count(`"${index}/documents"`)} documents`);
      },
    },
    {
      name: "search",
      async look() {
        const [embedding] = await sample();
        if (!embedding) return ok("exact; there are no chunks yet");
        const index = new SqliteIndex(await database(), await manifest());
        const began = performance.now();
        await index.searchVectors({ embedding, k: 10 });
        const milliseconds = performance.now() - began;
        const says = `exact, so that nothing is missed; by vectors it takes ${milliseconds.toFixed(1)} ms`;
        return milliseconds < slowSearch
          ? ok(says)
          : advice(says, "set REDIS_URL and ingest there: HNSW searches part of the vectors only");
      },
    },
    {
      name: "indexing",
      async look() {
        const { index } = await manifest();
        const chunks = await count(`"${index}/chunks"`);
        const without = await count(
          `"${index}/chunks" WHERE row NOT IN (SELECT rowid FROM "${index}/embeddings_rowids") OR row NOT IN (SELECT id FROM "${index}/terms_docsize")`,
        );
        if (without > 0)
          return wrong(`${without} of ${chunks} chunks lack their vector or their terms`, "drop this index: ingest under a new INDEX_NAME");
        const unfinished = await count(`"${index}/documents" WHERE hash IS NULL`);
        if (unfinished > 0)
          return advice(
            `${unfinished} documents were being written when a run ended, or are now`,
            "run `npm run ingest` again to finish them",
          );
        return ok(`${chunks} chunks, each with its vector and its terms`);
      },
    },
    {
      name: "leftovers",
      async look() {
        const live = (await manifest()).index;
        const tables = (await database()).all<{ name: string }>("SELECT name FROM sqlite_master WHERE name LIKE '%/chunks'");
        const others = tables.map((table) => table.name.slice(0, -"/chunks".length)).filter((index) => index !== live);
        const leftovers = await Promise.all(others.map(async (index) => ({ index, holds: `${await count(`"${index}/chunks"`)} chunks` })));
        return judgeLeftovers(leftovers, "", () => "ingest under a new INDEX_NAME and delete this file");
      },
    },
  ];

  return {
    name: `SQLite at ${path}`,
    manifest,
    sample,
    storeChecks,
    indexChecks,
    close: async () => (await connection().catch(() => undefined))?.close(),
  };
}

/** @throws VerdictError when there is no file, StoreUnavailableError when it is no database */
function openToRead(path: string): DatabaseSync {
  if (!existsSync(path)) throw nothingIngested(`there is no ${path}`);
  const location = pathToFileURL(path);
  // Even a reader makes files beside a database with a write-ahead log. Where there is no log, nobody has the database open.
  if (!existsSync(`${path}-wal`)) location.search = "immutable=1";
  try {
    const connection = new DatabaseSync(location, { readOnly: true, allowExtension: true, timeout: 5000 });
    connection.loadExtension(getLoadablePath());
    connection.exec("SELECT count(*) FROM sqlite_master");
    return connection;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreUnavailableError(`Cannot read the database ${path}: ${reason}. Check DATA_DIR and its permissions.`, { cause });
  }
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

/** By the header, https://sqlite.org/fileformat.html#file_format_version_numbers: a connection to an immutable file does not tell. */
async function hasWriteAheadLog(path: string): Promise<boolean> {
  await using file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, 18);
  return buffer[0] === 2;
}

const nothingIngested = (why: string) => new VerdictError(wrong(`nothing has been ingested yet: ${why}`, "run `npm run ingest`"));

const megabytes = (bytes: number) => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(2)} GB` : `${(bytes / 1e6).toFixed(1)} MB`);
