import { expect, test } from "vitest";
import { queryAttributes } from "../../src/stores/redis/filtering.ts";

/** A search within as many chunks of an index, which is too large to be made here. */
function searched(matching: number, chunks: number): string {
  const settings = { name: "large", algorithm: "HNSW", metric: "COSINE", m: 16, efConstruction: 200, efRuntime: 150 } as const;
  return queryAttributes(settings, { chunks, categories: new Map([["some", matching]]), asked: new Map() }, ["some"]);
}

test.each([
  [10_000, 50_000, "=>{$HYBRID_POLICY: ADHOC_BF}"],
  [10_001, 50_000, "=>{$HYBRID_POLICY: BATCHES; $EF_RUNTIME: 250}"],
  [10_000, 1_000_000, "=>{$HYBRID_POLICY: ADHOC_BF}"],
  [22_000, 1_000_000, "=>{$HYBRID_POLICY: ADHOC_BF}"],
  [25_000, 1_000_000, "=>{$HYBRID_POLICY: BATCHES; $EF_RUNTIME: 2000}"],
  [500_000, 1_000_000, "=>{$HYBRID_POLICY: BATCHES; $EF_RUNTIME: 150}"],
])("%d of %d chunks are searched by %s", (matching, chunks, attributes) => {
  expect(searched(matching, chunks)).toBe(attributes);
});
