import { existsSync } from "node:fs";
import { open } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { getLoadablePath } from "sqlite-vec";
import { VerdictError, wrong } from "../../../diagnosis/check.ts";
import { StoreUnavailableError } from "../../../errors.ts";

/** @throws VerdictError when there is no file, StoreUnavailableError when it is no database */
export function openToRead(path: string): DatabaseSync {
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

/** By the header, https://sqlite.org/fileformat.html#file_format_version_numbers: a connection to an immutable file does not tell. */
export async function hasWriteAheadLog(path: string): Promise<boolean> {
  await using file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, 18);
  return buffer[0] === 2;
}

export const nothingIngested = (why: string) => new VerdictError(wrong(`nothing has been ingested yet: ${why}`, "run `npm run ingest`"));
