import { redisStore } from "../../src/stores/redis/store.ts";
import type { Bench } from "../measurement.ts";
import { categories } from "../data.ts";
import { ExactSearch } from "../exact-search.ts";
import { figure } from "../figure.ts";

const k = 10;
const queryCount = 300;
const otherEfRuntimes = [10, 50, 100, 200, 400];

/** The share of the nearest chunks that the HNSW index finds. Other indexes are exact. */
export async function measureRecall({ clusteredIndex, engine, settings, signal }: Bench) {
  if (engine.store !== "Redis" || settings.algorithm !== "HNSW") return [];
  const clustered = await clusteredIndex();
  const exact = new ExactSearch(clustered.queries.slice(0, queryCount), k);
  for (const [number, id] of clustered.ids.entries()) exact.show(id, clustered.vectors[number]!, [clustered.categories[number]!]);

  const withEfRuntime = async (efRuntime: number) => {
    signal.throwIfAborted();
    const { config } = clustered.workspace;
    // The store sends EF_RUNTIME with each query, so another one needs no other index.
    const store = redisStore(engine.url, { ...config.index, efRuntime }, config.storeTimeout);
    try {
      return await exact.recall(store.open(clustered.index.manifest));
    } finally {
      await store.close();
    }
  };
  const row = (what: string, value: number) => ({
    what: `recall@${k} ${what}`,
    value,
    unit: "",
    floor: { what: "exact search", value: 1 },
  });
  const figures = [
    figure({
      ...row(`at the configured EF_RUNTIME ${settings.efRuntime}, ${queryCount} queries`, await exact.recall(clustered.index)),
      target: { of: "value", least: 0.97 },
    }),
    figure(row("the same within one of 5 categories", await exact.recall(clustered.index, categoryOf))),
  ];
  for (const efRuntime of otherEfRuntimes) figures.push(figure(row(`at EF_RUNTIME ${efRuntime}`, await withEfRuntime(efRuntime))));
  return figures;
}

const categoryOf = (number: number) => [categories[number % categories.length]!];
