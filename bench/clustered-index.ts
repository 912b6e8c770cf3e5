import { batches } from "../src/batches.ts";
import type { Embedding } from "../src/document.ts";
import type { ChunkIndex } from "../src/stores/chunk-index.ts";
import { categories, clusteredVectors, generatedChunks } from "./data.ts";
import type { Workspace } from "./workspace.ts";

export const clusteredCount = 20_000;

export type ClusteredIndex = {
  workspace: Workspace;
  index: ChunkIndex;
  /** Ids in the order of `vectors`. */
  ids: string[];
  categories: string[];
  vectors: Embedding[];
  /** Vectors of the same clusters that are not stored. */
  queries: Embedding[];
};

/** Generated chunks with vectors around random centres, which have nothing to do with the texts; a fifth in each category. */
export async function clusteredIndex(workspace: Workspace, signal: AbortSignal): Promise<ClusteredIndex> {
  const draw = clusteredVectors(3);
  const chunks = (await generatedChunks(clusteredCount, 4)).slice(0, clusteredCount);
  const vectors = chunks.map(draw);
  const index = await workspace.newIndex();
  for (const batch of batches(
    chunks.map((chunk, position) => ({ ...chunk, embedding: vectors[position]! })),
    1000,
  )) {
    signal.throwIfAborted();
    await index.writeChunks(batch);
  }
  await index.settle();
  // As every request does that names some; searches go by the counts.
  await index.unknownCategories(categories);
  return {
    workspace,
    index,
    ids: chunks.map(({ id }) => id),
    categories: chunks.map(({ categories }) => categories[0]!),
    vectors,
    queries: Array.from({ length: 1000 }, draw),
  };
}
