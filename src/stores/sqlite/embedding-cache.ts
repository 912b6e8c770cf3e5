import { toBytes, toEmbedding } from "../similarity.ts";
import type { EmbeddingCache } from "../store.ts";
import type { Database } from "./database.ts";

/** Made with the database, so that a reader finds it empty instead of missing. */
export const embeddingCacheSchema = `
  CREATE TABLE IF NOT EXISTS embeddingCache (key TEXT PRIMARY KEY, expires INTEGER NOT NULL, embedding BLOB NOT NULL);
  CREATE INDEX IF NOT EXISTS embeddingCacheExpires ON embeddingCache (expires);
`;

/** One row for each embedding; what has expired goes with the next write. @param prefix of the keys; the hash follows */
export function sqliteEmbeddingCache(database: Database, prefix: string, seconds: number): EmbeddingCache {
  const now = () => Math.floor(Date.now() / 1000);
  return {
    async read(hashes) {
      const sql = "SELECT embedding FROM embeddingCache WHERE key = ? AND expires > ?";
      return hashes.map((hash) => {
        const row = database.get<{ embedding: Uint8Array<ArrayBuffer> }>(sql, prefix + hash, now());
        return row && toEmbedding(row.embedding);
      });
    },
    async write(entries) {
      database.transaction(() => {
        database.run("DELETE FROM embeddingCache WHERE expires <= ?", now());
        for (const [hash, embedding] of entries) {
          const sql = "INSERT OR REPLACE INTO embeddingCache (key, expires, embedding) VALUES (?, ?, ?)";
          database.run(sql, prefix + hash, now() + seconds, toBytes(embedding));
        }
      });
    },
  };
}
