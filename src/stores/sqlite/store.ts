import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { getLoadablePath } from "sqlite-vec";
import { parseCatalogue, printCatalogue } from "../../manifest/catalogue.ts";
import { StoreUnavailableError } from "../../errors.ts";
import type { Store } from "../store.ts";
import { answerCacheSchema, dropAnswers, sqliteAnswerCache } from "./answer-cache.ts";
import { countersSchema, sqliteCounters } from "./counters.ts";
import { Database } from "./database.ts";
import { embeddingCacheSchema, sqliteEmbeddingCache } from "./embedding-cache.ts";
import { keysSchema, sqliteKeys } from "./keys.ts";
import { sqliteIndex } from "./index.ts";
import { dropIndex } from "./schema.ts";

/** Searches read vectors where the system caches them, instead of copying them. */
const mappedBytes = 1_073_741_824;

/** Keeps everything in one file, `<directory>/<name>.sqlite`, which a server may read while an ingestion writes. */
export function sqliteStore(directory: string, name: string): Store {
  const path = join(directory, `${name}.sqlite`);
  let opened: Database | undefined;
  const lockPath = `${path}.lock`;
  const database = () => (opened ??= openDatabase(directory, path));
  // Whoever only asks makes no file.
  const existing = () => (opened || existsSync(path) ? database() : undefined);

  return {
    name: `SQLite at ${path}`,
    async connect() {
      database();
    },
    async readManifest() {
      return (await this.readCatalogue())?.live;
    },
    async readCatalogue() {
      const row = existing()?.get<{ contents: string }>("SELECT contents FROM manifest");
      return row && parseCatalogue(row.contents);
    },
    async publish(live, beside = []) {
      const sql = "INSERT INTO manifest VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET contents = excluded.contents";
      database().run(sql, printCatalogue({ live, beside }));
    },
    open: (manifest, visible = "all") => sqliteIndex({ database: database(), manifest, visible }),
    async drop(manifest) {
      dropIndex(database(), manifest);
      dropAnswers(database(), manifest);
      database().run("DELETE FROM manifest WHERE json_extract(contents, '$.index') = ?", manifest.index);
    },
    async lockIngestion(onWait, signal) {
      // A transaction on a file of its own: the operating system ends it with the process, however that dies.
      const lock = new DatabaseSync(lockPath, { timeout: 0 });
      try {
        for (let waited = false; !takeLock(lock); waited = true) {
          if (!waited) onWait();
          await sleep(100);
          signal?.throwIfAborted();
        }
      } catch (error) {
        lock.close();
        throw error;
      }
      // Of a mapped file, every page that is written counts as memory of this process.
      database().execute("PRAGMA mmap_size = 0");
      return {
        lost: new AbortController().signal,
        async release() {
          lock.close();
          opened?.execute(`PRAGMA mmap_size = ${mappedBytes}`);
        },
      };
    },
    ingestionRunning: async () => existsSync(lockPath) && isLocked(lockPath),
    embeddingCache: ({ provider, model, dimensions }, seconds) =>
      sqliteEmbeddingCache(database(), `${provider}:${model}:${dimensions}:`, seconds),
    answerCache: (manifest) => sqliteAnswerCache(database, manifest),
    counters: sqliteCounters(database),
    keys: sqliteKeys(existing, database),
    async close() {
      opened?.close();
      opened = undefined;
    },
  };
}

function openDatabase(directory: string, path: string): Database {
  try {
    mkdirSync(directory, { recursive: true });
    const connection = new DatabaseSync(path, { allowExtension: true, timeout: 5000 });
    connection.loadExtension(getLoadablePath());
    connection.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA mmap_size = ${mappedBytes};
      CREATE TABLE IF NOT EXISTS manifest (id INTEGER PRIMARY KEY CHECK (id = 1), contents TEXT NOT NULL);
      ${embeddingCacheSchema}
      ${answerCacheSchema}
      ${countersSchema}
      ${keysSchema}
    `);
    return new Database(connection);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreUnavailableError(`Cannot open the database ${path}: ${reason}. Check DATA_DIR and its permissions.`, { cause });
  }
}

/** @returns false when another connection has it */
function takeLock(lock: DatabaseSync): boolean {
  return succeedsUnlessBusy(() => lock.exec("BEGIN EXCLUSIVE"));
}

/** Looks as a reader, whom the holder of an exclusive lock keeps out, so as not to take the lock from those who want it. */
function isLocked(lockPath: string): boolean {
  const lock = new DatabaseSync(lockPath, { readOnly: true, timeout: 0 });
  try {
    return !succeedsUnlessBusy(() => lock.exec("SELECT 1 FROM sqlite_schema"));
  } finally {
    lock.close();
  }
}

function succeedsUnlessBusy(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    // SQLITE_BUSY, https://sqlite.org/rescode.html#busy
    if (error instanceof Error && "errcode" in error && error.errcode === 5) return false;
    throw error;
  }
}
