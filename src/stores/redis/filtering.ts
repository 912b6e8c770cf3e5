import { Tag } from "@langchain/redis";
import { type Visible, visibleFilter } from "../../access/visible.ts";
import type { IndexSettings } from "../../config.ts";
import { assertCategories } from "../categories.ts";
import { encodeCategory } from "./category-tag.ts";
import { fields } from "./names.ts";

/** A clause that chunks in any of the categories match. */
export const tagged = (categories: string[]) => Tag(fields.categories).eq(categories.map(encodeCategory));

/** A clause that finds what is visible of what was asked for; undefined finds everything. */
export function filterOf(asked: string[] | undefined, visible: Visible): ReturnType<typeof tagged> | "nothing" | undefined {
  assertCategories(asked);
  const categories = visibleFilter(asked, visible);
  return categories?.length === 0 ? "nothing" : categories && tagged(categories);
}

/** How many chunks an index and its categories had when they were counted last. */
export type Sizes = {
  chunks: number;
  categories: Map<string, number>;
  /** When a category was asked to be counted last, in milliseconds. */
  asked: Map<string, number>;
};

/** A search without a filter looks at many more candidates than it returns; so large a part of them suffices within one. */
const candidateShare = 1 / 3;

/** So many chunks are always compared one by one, which takes 2 to 10 ms and misses none. */
const comparedAlways = 10_000;

/** How often the time of comparing a chunk fits into that of looking at a candidate of the graph: 1 and 5 µs were measured. */
const candidateCost = 5;

/** Comparing a whole category may take twice as long as the graph would, which misses some. */
const worthExactness = 2;

/**
 * The attributes of a vector query, which say how the engine searches. Left alone, it may compare every chunk of a filter that
 * lets most of them through, and take ten times as long as needed.
 */
export function queryAttributes({ algorithm, efRuntime }: IndexSettings, sizes: Sizes, categories: string[] | undefined): string {
  if (algorithm === "FLAT") return "";
  const matching = categories && countMatching(sizes, categories);
  // EF_RUNTIME goes with each query, so that changing it takes no new index.
  if (matching === undefined) return `=>{$EF_RUNTIME: ${efRuntime}}`;
  // Candidates are taken from the whole graph, and of them only this category's count.
  const candidates = Math.ceil((efRuntime * candidateShare * sizes.chunks) / matching);
  if (matching <= Math.max(comparedAlways, worthExactness * candidateCost * candidates)) return "=>{$HYBRID_POLICY: ADHOC_BF}";
  return `=>{$HYBRID_POLICY: BATCHES; $EF_RUNTIME: ${Math.max(efRuntime, candidates)}}`;
}

/** At most so many chunks are in any of the categories; undefined when one has not been counted. */
function countMatching({ chunks, categories: counted }: Sizes, categories: string[]): number | undefined {
  const counts = categories.map((name) => counted.get(name) ?? Number.NaN);
  const sum = counts.reduce((total, count) => total + count, 0);
  return Number.isNaN(sum) ? undefined : Math.min(sum, chunks);
}
