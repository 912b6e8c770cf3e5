import type { Manifest } from "../../manifest/manifest.ts";
import { toBytes } from "../similarity.ts";
import type { AnswerCache, NearAnswer } from "../store.ts";
import type { Database } from "./database.ts";

/** Made with the database, so that a reader finds it empty instead of missing. */
export const answerCacheSchema = `
  CREATE TABLE IF NOT EXISTS answerCache (
    indexName TEXT NOT NULL, id TEXT NOT NULL, scope TEXT NOT NULL, embedding BLOB NOT NULL, contents TEXT NOT NULL, expires REAL NOT NULL,
    PRIMARY KEY (indexName, id)
  );
  CREATE INDEX IF NOT EXISTS answerCacheScope ON answerCache (indexName, scope);
  CREATE INDEX IF NOT EXISTS answerCacheExpires ON answerCache (expires);
`;

/** One row for each answer; what has expired goes with the next write. */
export function sqliteAnswerCache(database: () => Database, { index }: Manifest): AnswerCache {
  const now = () => Date.now() / 1000;
  return {
    async nearest(scope, embedding, k) {
      const sql = `
        SELECT id, contents, 1 - vec_distance_cosine(embedding, ?) AS cosine FROM answerCache
        WHERE indexName = ? AND scope = ? AND expires > ? ORDER BY cosine DESC LIMIT ?`;
      return database().all<NearAnswer>(sql, toBytes(embedding), index, scope, now(), k);
    },
    async write({ id, scope, embedding, contents }, seconds) {
      database().transaction(() => {
        database().run("DELETE FROM answerCache WHERE expires <= ?", now());
        const sql = "INSERT OR REPLACE INTO answerCache (indexName, id, scope, embedding, contents, expires) VALUES (?, ?, ?, ?, ?, ?)";
        database().run(sql, index, id, scope, toBytes(embedding), contents, now() + seconds);
      });
    },
    async remove(id) {
      database().run("DELETE FROM answerCache WHERE indexName = ? AND id = ?", index, id);
    },
  };
}

/** Of a file that only an earlier version has opened, there are none. */
export function countAnswers(database: Database, { index }: Manifest): number {
  if (!database.get("SELECT 1 FROM sqlite_master WHERE name = 'answerCache'")) return 0;
  const sql = "SELECT count(*) AS count FROM answerCache WHERE indexName = ? AND expires > ?";
  return database.get<{ count: number }>(sql, index, Date.now() / 1000)!.count;
}

export function dropAnswers(database: Database, { index }: Manifest): void {
  database.run("DELETE FROM answerCache WHERE indexName = ?", index);
}
