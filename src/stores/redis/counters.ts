import type { Counters } from "../store.ts";
import type { Connection } from "./connection.ts";
import { evenWhenFull } from "./even-when-full.ts";

/** A number for each counter, which expires by itself. @param prefix of the keys; the name follows */
export function redisCounters(connection: Connection, prefix: string): Counters {
  return {
    async add(name, amount, seconds) {
      const key = prefix + name;
      // Sent together. Should the connection break between them, the next addition sets the time.
      const [total, , left] = await connection.run((client) =>
        Promise.all([evenWhenFull(client, "INCRBYFLOAT", key, String(amount)), client.expire(key, seconds, "NX"), client.pTTL(key)]),
      );
      return { total: Number(total), left: left / 1000 };
    },
  };
}
