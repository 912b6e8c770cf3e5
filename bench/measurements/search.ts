import type { Bench } from "../measurement.ts";
import { clusteredCount } from "../clustered-index.ts";
import { categories, dimensions } from "../data.ts";
import { figure } from "../figure.ts";
import { rawSearch } from "../raw-search.ts";
import { elapsed, percentile, sideBySide } from "../statistics.ts";

const k = 6;

/** One search after the other, each query through the store and through the engine's own client. */
export async function measureSearch({ clusteredIndex, engine, signal }: Bench) {
  const { workspace, index, queries } = await clusteredIndex();
  const raw = rawSearch(workspace, index.manifest.index);
  const size = `${clusteredCount.toLocaleString("en")} × ${dimensions}`;

  const time = async (filtered: boolean) => {
    const category = (round: number) => (filtered ? categories[round % categories.length]! : undefined);
    const search = (round: number) => {
      const only = category(round);
      return index.searchVectors({ embedding: queries[round]!, k, ...(only !== undefined && { categories: [only] }) });
    };
    const warmUp = 50;
    const times = await sideBySide(
      queries.length,
      (round) => elapsed(() => search(round)),
      (round) => elapsed(() => raw(queries[round]!, k, category(round))),
      signal,
    );
    const measured = times.measured.slice(warmUp);
    const floor = times.floor.slice(warmUp);
    const what = `search, k = ${k}, ${size}${filtered ? ", one of 5 categories" : ""}`;
    const floorWhat = engine.store === "Redis" ? "raw FT.SEARCH" : "raw sqlite-vec query";
    const row = (name: string, share: number) => ({
      what: `${name} of ${what}`,
      value: percentile(measured, share),
      unit: "ms",
      floor: { what: floorWhat, value: percentile(floor, share) },
    });
    return [
      figure({ ...row("p50", 0.5), ...(engine.store === "Redis" && { target: { of: "floor", most: 1.2 } as const }) }),
      figure(row("p99", 0.99)),
    ];
  };
  return [...(await time(false)), ...(await time(true))];
}
