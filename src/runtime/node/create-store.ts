import type { Config } from "../../config.ts";
import type { Store } from "../../stores/store.ts";

/** Loads only the adapter in use: the other's libraries would take time and memory. */
export async function createStore({
  redisUrl,
  index,
  dataDirectory,
  storeTimeout,
}: Pick<Config, "redisUrl" | "index" | "dataDirectory" | "storeTimeout">): Promise<Store> {
  if (redisUrl === undefined) return (await import("../../stores/sqlite/store.ts")).sqliteStore(dataDirectory, index.name);
  return (await import("../../stores/redis/store.ts")).redisStore(redisUrl, index, storeTimeout);
}
