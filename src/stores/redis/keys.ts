import { keyRecordSchema } from "../../access/key.ts";
import type { KeyStore } from "../store.ts";
import type { Connection } from "./connection.ts";
import { evenWhenFull } from "./even-when-full.ts";

/** One hash with a field for each key. */
export function redisKeys(connection: Connection, hash: string): KeyStore {
  const parse = (stored: string) => keyRecordSchema.parse(JSON.parse(stored));
  return {
    any: async () => (await connection.run((client) => client.exists(hash))) > 0,
    async read(id) {
      const stored = await connection.run((client) => client.hGet(hash, id));
      return stored === null ? undefined : parse(stored);
    },
    async list() {
      const stored = await connection.run((client) => client.hVals(hash));
      return stored.map(parse).toSorted((one, other) => (one.created < other.created ? -1 : 1));
    },
    async write(record) {
      await connection.run((client) => evenWhenFull(client, "HSET", hash, record.id, JSON.stringify(record)));
    },
    async clear() {
      await connection.run((client) => client.unlink(hash));
    },
  };
}
