import { parseConfig } from "../../src/config.ts";
import { createEmbedder } from "../../src/embeddings/index.ts";
import { parseFile } from "../../src/ingestion/parse.ts";
import { listedPrices } from "../../src/prices/prices.ts";
import type { Operation } from "../../src/reindexing/operation.ts";
import { prune } from "../../src/reindexing/prune.ts";
import { reindex, type Reindexing } from "../../src/reindexing/reindex.ts";
import { rollBack, type RollingBack } from "../../src/reindexing/roll-back.ts";
import type { Variables } from "./server.ts";
import type { Place } from "./stores.ts";

/** What the commands are made with, each on a connection of its own. */
export function operations(place: Pick<Place, "variables" | "open">, variables: Variables) {
  const operate = async <Result>(more: Variables, work: (operation: Operation) => Promise<Result>): Promise<Result> => {
    const store = place.open();
    try {
      return await work({
        config: parseConfig({ ...variables, ...place.variables, ...more }),
        store,
        createEmbedder: (wanted) => createEmbedder(wanted),
        parseFile,
        prices: listedPrices,
        signal: new AbortController().signal,
        now: () => performance.now(),
        clock: Date.now,
        onWait: () => {},
      });
    } finally {
      await store.close();
    }
  };
  return {
    reindex: (more: Variables = {}, options: Partial<Reindexing> = {}) =>
      operate(more, (operation) =>
        reindex({ ...operation, evaluate: async () => undefined, allowWorse: false, onBegin: () => {}, ...options }),
      ),
    rollBack: (more: Variables = {}, options: Partial<RollingBack> = {}) =>
      operate(more, (operation) => rollBack({ ...operation, asItWas: false, onBegin: () => {}, ...options })),
    prune: (onInUse: (milliseconds: number) => void = () => {}) => operate({}, (operation) => prune({ ...operation, onInUse })),
    catalogue: () => operate({}, async ({ store }) => (await store.readCatalogue())!),
  };
}
