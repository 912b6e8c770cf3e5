import type { IngestionLock } from "../store.ts";
import type { Connection } from "./connection.ts";
import { evenWhenFull } from "./even-when-full.ts";

/** A lock that its holder does not renew for this long is free; a killed ingestion blocks the next one no longer than that. */
const leaseMilliseconds = 15_000;

const renew = `#!lua flags=allow-oom
  local holder = redis.call("GET", KEYS[1])
  if holder and holder ~= ARGV[1] then return 0 end
  redis.call("SET", KEYS[1], ARGV[1], "PX", ARGV[2])
  return 1`;
const release = `if redis.call("GET", KEYS[1]) == ARGV[1] then redis.call("DEL", KEYS[1]) end`;

/**
 * A lease, https://redis.io/docs/latest/develop/clients/patterns/distributed-locks/ with a single instance. A holder that stalls for
 * longer than the lease, so that another may have had the lock, learns it from `lost` when its timers next run, without asking Redis.
 * What it had begun to send by then may still be written.
 */
export async function lockIngestion(connection: Connection, key: string, onWait: () => void, signal?: AbortSignal): Promise<IngestionLock> {
  const holder = crypto.randomUUID();
  const take = () => connection.run((client) => evenWhenFull(client, "SET", key, holder, "NX", "PX", String(leaseMilliseconds)));
  let lastRenewal = Date.now();
  for (let waited = false; (await take()) === null; waited = true) {
    if (!waited) onWait();
    await new Promise((resolve) => setTimeout(resolve, 250));
    signal?.throwIfAborted();
    lastRenewal = Date.now();
  }

  const lost = new AbortController();
  const timer = setInterval(async () => {
    const now = Date.now();
    // A lease that was not renewed in time may be another's, or have been until now.
    if (now - lastRenewal > leaseMilliseconds) lost.abort(new Error("The ingestion lock was not renewed in time."));
    if (lost.signal.aborted) {
      clearInterval(timer);
      return;
    }
    try {
      const kept = await connection.run((client) => client.eval(renew, { keys: [key], arguments: [holder, String(leaseMilliseconds)] }));
      if (kept === 1) lastRenewal = now;
      else lost.abort(new Error("Another ingestion has taken over."));
    } catch (error) {
      if (Date.now() - lastRenewal > leaseMilliseconds) lost.abort(error);
    }
  }, leaseMilliseconds / 5);
  return {
    lost: lost.signal,
    async release() {
      clearInterval(timer);
      await connection.run((client) => client.eval(release, { keys: [key], arguments: [holder] }));
    },
  };
}
