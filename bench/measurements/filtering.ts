import type { Bench } from "../measurement.ts";
import type { Random } from "../data.ts";
import { figure } from "../figure.ts";
import { fill } from "../fill.ts";
import { redisSearch } from "../raw-search.ts";
import { elapsed, median, sideBySide } from "../statistics.ts";

const chunks = 50_000;
const clusters = 100;
const queryCount = 200;
const k = 10;
/** Hybrid search asks for twice as many as it shows. */
const hybridK = 20;

/** Categories by the share of the chunks in them; what is left has none of these. */
const shares = { "1-a": 1, "1-b": 1, "1-c": 1, "1-d": 1, "1-e": 1, "5": 5, "20": 20, "50": 50 };

const filters = [["1-a"], ["5"], ["1-a", "1-b", "1-c", "1-d", "1-e"], ["20"], ["50"]];
/** Categories that have nothing to do with what is near, and such as hold some subjects whole. */
const kinds = { spread: "spread over all subjects", whole: "some subjects whole" };

/** The share of the nearest chunks within a category that searches find, and what it takes beside the engine's own choice. */
export async function measureFiltering({ workspace: open, engine, settings, signal }: Bench) {
  if (engine.store !== "Redis" || settings.algorithm !== "HNSW") return [];
  await using workspace = await open("filtering");
  const shape = { chunks, clusters, categoriesOf };
  const { index, queries, subjects, exact } = await fill(await workspace.newIndex(), shape, queryCount, k, signal);
  const raw = redisSearch(workspace.raw!, index.manifest.index, settings.efRuntime);
  const figures = [];
  for (const [kind, kindOf] of Object.entries(kinds)) {
    for (const filter of filters) {
      const categories = filter.map((name) => `${kind}-${name}`);
      const what = `${describe(filter)} of ${chunks.toLocaleString("en")}, ${kindOf}`;
      const times = await sideBySide(
        queries.length,
        (round) => elapsed(() => index.searchVectors({ embedding: queries[round]!, k: hybridK, categories })),
        (round) => elapsed(() => raw(queries[round]!, hybridK, categories)),
        signal,
      );
      const isOwn = (query: number) => filter.includes(nameAt(percentOf(subjects[query]!)));
      const recall = async (queriesFrom: string, counts: (query: number) => boolean) =>
        figure({
          what: `recall@${k} of queries ${queriesFrom} within ${what}`,
          value: await exact.recall(index, () => categories, counts),
          unit: "",
          floor: { what: "exact search", value: 1 },
          target: { of: "value", least: 0.97 },
        });
      figures.push(
        await recall("on any subject", () => true),
        ...(kind === "whole" && queries.some((_, query) => isOwn(query)) ? [await recall("on its subjects", isOwn)] : []),
        figure({
          what: `p50 of search, k = ${hybridK}, within ${what}`,
          value: median(times.measured),
          unit: "ms",
          floor: { what: "raw FT.SEARCH as the engine chooses", value: median(times.floor) },
        }),
      );
    }
  }
  return figures;
}

function describe(filter: string[]): string {
  const [share] = filter.map((name) => shares[name as keyof typeof shares]);
  return filter.length === 1 ? `a category with ${share}%` : `${filter.length} categories with ${share}% each`;
}

function categoriesOf(cluster: number, random: Random): string[] {
  return [`spread-${nameAt(random() * 100)}`, `whole-${nameAt(percentOf(cluster))}`];
}

const percentOf = (cluster: number) => (cluster / clusters) * 100;

/** @param percent in [0, 100) */
function nameAt(percent: number): string {
  let end = 0;
  for (const [name, share] of Object.entries(shares)) {
    end += share;
    if (percent < end) return name;
  }
  return "other";
}
