import type { Counters } from "../store.ts";
import type { Database } from "./database.ts";

/** Made with the database. */
export const countersSchema = `
  CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, total REAL NOT NULL, expires REAL NOT NULL);
  CREATE INDEX IF NOT EXISTS countersExpires ON counters (expires);
`;

/** One row for each counter; what has expired goes with the next addition. */
export function sqliteCounters(database: () => Database): Counters {
  return {
    async add(name, amount, seconds) {
      const now = Date.now() / 1000;
      let counter: { total: number; expires: number };
      database().transaction(() => {
        database().run("DELETE FROM counters WHERE expires <= ?", now);
        const sql = `
          INSERT INTO counters VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET total = total + excluded.total
          RETURNING total, expires`;
        counter = database().get(sql, name, amount, now + seconds)!;
      });
      return { total: counter!.total, left: counter!.expires - now };
    },
  };
}
