import type { Embedding } from "../../src/document.ts";
import { redisStore } from "../../src/stores/redis/store.ts";
import type { ChunkIndex } from "../../src/stores/store.ts";
import type { Bench } from "../bench.ts";
import type { ClusteredIndex } from "../clustered-index.ts";
import { categories } from "../data.ts";
import { figure } from "../figure.ts";

const k = 10;
const queryCount = 300;
const otherEfRuntimes = [10, 50, 100, 200, 400];

/** The share of the nearest chunks that the HNSW index finds. Other indexes are exact. */
export async function measureRecall({ clusteredIndex, engine, settings, signal }: Bench) {
  if (engine.store !== "Redis" || settings.algorithm !== "HNSW") return [];
  const clustered = await clusteredIndex();
  const queries = clustered.queries.slice(0, queryCount);
  const exact = queries.map((query) => exactNearest(clustered, query));
  const exactFiltered = queries.map((query, number) => exactNearest(clustered, query, categoryOf(number)));

  const withEfRuntime = async (efRuntime: number) => {
    signal.throwIfAborted();
    const { config } = clustered.workspace;
    // The store sends EF_RUNTIME with each query, so another one needs no other index.
    const store = redisStore(engine.url, { ...config.index, efRuntime }, config.storeTimeout);
    try {
      return await recall(store.open(clustered.index.manifest), queries, exact);
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
      ...row(`at the configured EF_RUNTIME ${settings.efRuntime}, ${queryCount} queries`, await recall(clustered.index, queries, exact)),
      target: { of: "value", least: 0.97 },
    }),
    figure(row("the same within one of 5 categories", await recall(clustered.index, queries, exactFiltered, categoryOf))),
  ];
  for (const efRuntime of otherEfRuntimes) figures.push(figure(row(`at EF_RUNTIME ${efRuntime}`, await withEfRuntime(efRuntime))));
  return figures;
}

const categoryOf = (number: number) => categories[number % categories.length]!;

async function recall(index: ChunkIndex, queries: Embedding[], exact: Set<string>[], category?: (number: number) => string) {
  let found = 0;
  for (const [number, embedding] of queries.entries()) {
    const passages = await index.searchVectors({ embedding, k, ...(category && { categories: [category(number)] }) });
    found += passages.filter(({ id }) => exact[number]!.has(id)).length;
  }
  return found / (queries.length * k);
}

function exactNearest({ ids, vectors, categories }: ClusteredIndex, query: Embedding, category?: string): Set<string> {
  const scored = vectors.flatMap((vector, number) =>
    category === undefined || categories[number] === category ? [{ id: ids[number]!, product: innerProduct(vector, query) }] : [],
  );
  return new Set(
    scored
      .toSorted((one, other) => other.product - one.product)
      .slice(0, k)
      .map(({ id }) => id),
  );
}

function innerProduct(one: Embedding, other: Embedding): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += one[index]! * other[index]!;
  return sum;
}
