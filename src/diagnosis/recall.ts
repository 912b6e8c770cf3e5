import type { Embedding } from "../document.ts";
import { advice, ok, unseen, type Verdict } from "./check.ts";

const k = 10;
/** As the bench asks it of a search. */
const least = 0.97;
const candidates = [10, 20, 40, 80, 150, 200, 300, 500, 800, 1600, 3200];

export type Search = (embedding: Embedding, k: number) => Promise<number[]>;

export type RecallParts = {
  /** Embeddings of stored chunks. */
  sample: Embedding[];
  /** Scores of the nearest, best first. */
  exact: Search;
  approximate(efRuntime: number): Search;
  efRuntime: number;
  /** Milliseconds after which no further exact search begins, since each reads every vector. */
  budget: number;
  now(): number;
};

/** `exact` has first the score of the chunk itself. */
type Query = { embedding: Embedding; exact: number[] };

/**
 * The share of the nearest chunks that an approximate search finds, as https://ann-benchmarks.com counts it: whatever is as near as
 * the last of the nearest counts, so that copies of a text do not matter. Stored chunks are the queries, each without itself.
 */
export async function judgeRecall({ sample, exact, approximate, efRuntime, budget, now }: RecallParts): Promise<Verdict> {
  const queries: Query[] = [];
  const began = now();
  for (const embedding of sample) {
    if (queries.length > 0 && now() - began > budget) break;
    queries.push({ embedding, exact: await exact(embedding, k + 1) });
  }
  if (!queries.some((query) => query.exact.length > 1)) return unseen("nothing to compare: there are fewer than two chunks");
  const configured = await recall(queries, approximate(efRuntime));
  const suggested = await smallestEnough(queries, approximate);
  const seen = `recall@${k} is ${configured.toFixed(3)} at EF_RUNTIME ${efRuntime}, on ${queries.length} chunks`;
  if (configured >= least) return ok(suggested === undefined ? seen : `${seen}; ${suggested} would do for ${least}`);
  if (suggested === undefined) return advice(seen, "run `npm run reindex -- --hnsw-m 32 --hnsw-ef-construction 400`");
  return advice(seen, `set HNSW_EF_RUNTIME=${suggested}, which has at least ${least}`);
}

async function smallestEnough(queries: Query[], approximate: RecallParts["approximate"]): Promise<number | undefined> {
  for (const efRuntime of candidates) if ((await recall(queries, approximate(efRuntime))) >= least) return efRuntime;
  return undefined;
}

async function recall(queries: Query[], search: Search): Promise<number> {
  let found = 0;
  let wanted = 0;
  for (const { embedding, exact } of queries) {
    const scores = await search(embedding, k + 1);
    const near = (least: number) => scores.filter((score) => score >= least - rounding * Math.max(1, Math.abs(least))).length;
    wanted += exact.length - 1;
    // A graph may miss even the chunk that is asked for.
    found += near(exact.at(-1)!) - Math.min(near(exact[0]!), 1);
  }
  return found / wanted;
}

/** Distances are numbers of 32 bits. */
const rounding = 1e-6;
