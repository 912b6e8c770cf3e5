import type { Embedding } from "../src/document.ts";
import type { ChunkIndex } from "../src/stores/chunk-index.ts";
import { clusters, type Random, repeatedChunks, seededRandom } from "./data.ts";
import { ExactSearch } from "./exact-search.ts";
import { elapsed } from "./statistics.ts";

const batchSize = 1000;

/** How many chunks around how many centres, and which categories each chunk has. */
export type Shape = { chunks: number; clusters: number; categoriesOf(cluster: number, random: Random): string[] };

export type Filled = {
  index: ChunkIndex;
  queries: Embedding[];
  /** The cluster that each query is of. */
  subjects: number[];
  exact: ExactSearch;
  /** Milliseconds that the index took. */
  writing: number;
};

/** Writes generated chunks and finds out by looking at all of them what searches should find. */
export async function fill(index: ChunkIndex, shape: Shape, queryCount: number, k: number, signal: AbortSignal): Promise<Filled> {
  const chunk = await repeatedChunks(21);
  const draw = clusters(shape.clusters, 22);
  const random = seededRandom(23);
  const drawn = Array.from({ length: queryCount }, draw);
  const queries = drawn.map(({ embedding }) => embedding);
  const exact = new ExactSearch(queries, k);
  const found = new Set<string>();
  let writing = 0;
  for (let start = 0; start < shape.chunks; start += batchSize) {
    signal.throwIfAborted();
    const batch = Array.from({ length: Math.min(batchSize, shape.chunks - start) }, (_, offset) => {
      const { embedding, cluster } = draw();
      return { ...chunk(start + offset), embedding, categories: shape.categoriesOf(cluster, random) };
    });
    for (const { id, embedding, categories } of batch) {
      exact.show(id, embedding, categories);
      for (const category of categories) found.add(category);
    }
    writing += await elapsed(() => index.writeChunks(batch));
  }
  writing += await elapsed(() => index.settle());
  // As every request does that names categories; searches go by the counts.
  await index.unknownCategories([...found]);
  return { index, queries, subjects: drawn.map(({ cluster }) => cluster), exact, writing };
}
