import { keyRecordSchema } from "../../access/key.ts";
import type { KeyStore } from "../store.ts";
import type { Database } from "./database.ts";

/** Made with the database, so that a reader finds it empty instead of missing. */
export const keysSchema = "CREATE TABLE IF NOT EXISTS keys (id TEXT PRIMARY KEY, record TEXT NOT NULL);";

type Row = { record: string };

/** @param existing the database for reading, if there is one */
export function sqliteKeys(existing: () => Database | undefined, database: () => Database): KeyStore {
  const parse = ({ record }: Row) => keyRecordSchema.parse(JSON.parse(record));
  return {
    any: async () => existing()?.get("SELECT 1 FROM keys LIMIT 1") !== undefined,
    async read(id) {
      const row = existing()?.get<Row>("SELECT record FROM keys WHERE id = ?", id);
      return row && parse(row);
    },
    list: async () => (existing()?.all<Row>("SELECT record FROM keys ORDER BY json_extract(record, '$.created')") ?? []).map(parse),
    async write(record) {
      database().run("INSERT OR REPLACE INTO keys VALUES (?, ?)", record.id, JSON.stringify(record));
    },
    async clear() {
      database().run("DELETE FROM keys");
    },
  };
}
