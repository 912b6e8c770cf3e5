import { RESP_TYPES } from "redis";
import { batches } from "../../batches.ts";
import { toEmbedding } from "../similarity.ts";
import type { EmbeddingCache } from "../store.ts";
import type { Connection } from "./connection.ts";

/** Commands sent together; more would outlast the time-out of a command on a slow server. */
const pipelined = 256;

/** One string for each embedding, which expires by itself. @param prefix of the keys; the hash follows */
export function redisEmbeddingCache(connection: Connection, prefix: string, seconds: number): EmbeddingCache {
  return {
    async read(hashes) {
      const found: (Buffer | null)[] = [];
      for (const batch of batches(hashes, pipelined)) {
        const replies = await connection.run((client) => {
          const buffers = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
          return Promise.all(batch.map((hash) => buffers.get(prefix + hash)));
        });
        found.push(...replies);
      }
      return found.map((bytes) => (bytes === null ? undefined : toEmbedding(bytes)));
    },
    async write(entries) {
      const expiration = { type: "EX", value: seconds } as const;
      for (const batch of batches(entries, pipelined)) {
        await connection.run((client) =>
          Promise.all(batch.map(([hash, { buffer }]) => client.set(prefix + hash, Buffer.from(buffer), { expiration }))),
        );
      }
    },
  };
}
