import type { IndexSettings } from "../../config.ts";
import type { Store } from "../store.ts";
import { redisAnswerCache } from "./answer-cache.ts";
import { readCatalogue, writeCatalogue } from "./catalogue.ts";
import { Connection } from "./connection.ts";
import { redisCounters } from "./counters.ts";
import { redisEmbeddingCache } from "./embedding-cache.ts";
import type { Sizes } from "./filtering.ts";
import { redisKeys } from "./keys.ts";
import { redisIndex } from "./index.ts";
import { lockIngestion } from "./lock.ts";
import { catalogueKeyOf, lockKeyOf } from "./names.ts";
import { dropIndex } from "./schema.ts";

/** Keeps indexes in a Redis with the query engine. Connects on first use. @param timeout milliseconds for each command */
export function redisStore(url: string, settings: IndexSettings, timeout: number): Store {
  const connection = new Connection(url, timeout);
  const sizes = new Map<string, Sizes>();
  const lockKey = lockKeyOf(settings.name);
  return {
    name: `Redis at ${connection.address}`,
    async connect() {
      await connection.run((client) => client.ft._list());
    },
    async readManifest() {
      return (await this.readCatalogue())?.live;
    },
    async readCatalogue() {
      return readCatalogue(connection, settings.name);
    },
    async publish(live, beside = []) {
      await writeCatalogue(connection, settings.name, { live, beside });
    },
    open(manifest, visible = "all") {
      const counted = sizes.get(manifest.index) ?? { chunks: 0, categories: new Map(), asked: new Map() };
      sizes.set(manifest.index, counted);
      return redisIndex({ connection, manifest, settings, timeout, sizes: counted, visible });
    },
    async drop(manifest) {
      if ((await this.readManifest())?.index === manifest.index)
        await connection.run((client) => client.unlink(catalogueKeyOf(settings.name)));
      await dropIndex(connection, manifest);
    },
    lockIngestion: (onWait, signal) => lockIngestion(connection, lockKey, onWait, signal),
    ingestionRunning: async () => (await connection.run((client) => client.exists(lockKey))) === 1,
    embeddingCache({ provider, model, dimensions }, seconds) {
      // Not below an index's own name, so that dropping the index leaves it.
      return redisEmbeddingCache(connection, `${settings.name}:embedding-cache:${provider}:${model}:${dimensions}:`, seconds);
    },
    answerCache: (manifest) => redisAnswerCache(connection, manifest, timeout),
    counters: redisCounters(connection, `${settings.name}:counter:`),
    keys: redisKeys(connection, `${settings.name}:keys`),
    close: () => connection.close(),
  };
}
