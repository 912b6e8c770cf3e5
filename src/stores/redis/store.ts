import { parseCatalogue, printCatalogue } from "../../catalogue.ts";
import type { IndexSettings } from "../../config.ts";
import type { Store } from "../store.ts";
import { redisAnswerCache } from "./answer-cache.ts";
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
  const catalogueKey = catalogueKeyOf(settings.name);
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
      const stored = await connection.run((client) => client.get(catalogueKey));
      return stored === null ? undefined : parseCatalogue(stored);
    },
    async publish(live, beside = []) {
      // For readers other than Footnote, which know no manifest. First, so that a failure leaves the manifest as it was.
      await connection.run((client) => client.ft.aliasUpdate(settings.name, live.index));
      await connection.run((client) => client.set(catalogueKey, printCatalogue({ live, beside })));
    },
    open(manifest, visible = "all") {
      const counted = sizes.get(manifest.index) ?? { chunks: 0, categories: new Map(), asked: new Map() };
      sizes.set(manifest.index, counted);
      return redisIndex({ connection, manifest, settings, timeout, sizes: counted, visible });
    },
    async drop(manifest) {
      if ((await this.readManifest())?.index === manifest.index) await connection.run((client) => client.unlink(catalogueKey));
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
