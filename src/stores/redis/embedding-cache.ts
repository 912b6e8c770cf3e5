import { RESP_TYPES } from "redis";
import { toBytes, toEmbedding } from "../similarity.ts";
import type { EmbeddingCache } from "../store.ts";
import type { Connection } from "./connection.ts";

/** One string for each embedding, which expires by itself. @param prefix of the keys; the hash follows */
export function redisEmbeddingCache(connection: Connection, prefix: string, seconds: number): EmbeddingCache {
  return {
    async read(hashes) {
      const found = await connection.each(hashes, (client, hash) =>
        client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer }).get(prefix + hash),
      );
      return found.map((bytes) => (bytes === null ? undefined : toEmbedding(bytes)));
    },
    async write(entries) {
      const expiration = { type: "EX", value: seconds } as const;
      await connection.each(entries, (client, [hash, embedding]) => client.set(prefix + hash, toBytes(embedding), { expiration }));
    },
  };
}
