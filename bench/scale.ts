import type { IndexSettings } from "../src/config.ts";
import { ConfigurationError } from "../src/errors.ts";
import { dimensions, type Random } from "./data.ts";
import { type Figure, figure } from "./figure.ts";
import { type Filled, fill } from "./fill.ts";
import { redisSearch } from "./raw-search.ts";
import { elapsed, percentile, sideBySide } from "./statistics.ts";
import { type Engine, openWorkspace, type RawClient, type Workspace } from "./workspace.ts";

export const standardSizes = [10_000, 100_000, 1_000_000];

const k = 10;
const queryCount = 100;
/** How often each query is timed. */
const rounds = 10;
/** A larger corpus speaks of more subjects. */
const chunksPerCluster = 200;
/** Bytes of a chunk, until one size has been measured. */
const assumedBytes = 10_000;

const filters = [
  { what: "all chunks", categories: undefined },
  { what: "a category of 20%", categories: ["fifth"] },
  { what: "a category of 1%", categories: ["hundredth"] },
];

function drawCategory(_: number, random: Random): string[] {
  const place = random();
  return [place < 0.01 ? "hundredth" : place < 0.21 ? "fifth" : "other"];
}

/** What was measured of one size. */
export type Scale = {
  chunks: number;
  /** Chunks that were written in a second. */
  rate: number;
  /** Memory of the server for each chunk. */
  bytes: number;
  searches: { what: string; p50: number; p99: number; recall: number }[];
};

type Row = Omit<Figure, "measurement" | "store">;

/** Fills an index of each size in turn, as one writer with ready embeddings, and searches it as one caller. */
export async function* measureScale(
  engine: Engine,
  settings: IndexSettings,
  sizes: number[],
  onMeasured: (scale: Scale) => void,
  signal: AbortSignal,
): AsyncGenerator<Row> {
  let bytes = assumedBytes;
  let smallest: Scale | undefined;
  for (const chunks of sizes) {
    await using workspace = await openWorkspace(engine, "scale", settings);
    const before = (await memoryOf(workspace.raw!)).used;
    await assertRoom(workspace.raw!, chunks, bytes);
    const size = `${chunks.toLocaleString("en")} × ${dimensions}`;

    const index = await workspace.newIndex();
    const shape = { chunks, clusters: Math.ceil(chunks / chunksPerCluster), categoriesOf: drawCategory };
    const filled = await fill(index, shape, queryCount, k, signal);
    bytes = ((await memoryOf(workspace.raw!)).used - before) / chunks;
    const rate = (chunks / filled.writing) * 1000;
    yield figure({ what: `writing ${size}, embeddings ready`, value: rate, unit: "chunks/s" });
    yield figure({ what: `memory of Redis for each of ${size}`, value: bytes, unit: "bytes" });

    const scale: Scale = { chunks, rate, bytes, searches: [] };
    for (const { what, categories } of filters) {
      const times = await searchTimes(workspace, filled, categories, signal);
      const recall = await filled.exact.recall(index, () => categories);
      const [p50, p99] = [percentile(times.measured, 0.5), percentile(times.measured, 0.99)];
      scale.searches.push({ what, p50, p99, recall });
      const row = (name: string, value: number, share: number) =>
        figure({
          what: `${name} of search, k = ${k}, ${what}, ${size}`,
          value,
          unit: "ms",
          floor: { what: "raw FT.SEARCH without a policy", value: percentile(times.floor, share) },
        });
      yield row("p50", p50, 0.5);
      yield row("p99", p99, 0.99);
      yield figure({
        what: `recall@${k}, ${what}, ${size}`,
        value: recall,
        unit: "",
        floor: { what: "exact search", value: 1 },
        target: { of: "value", least: 0.95 },
      });
    }
    onMeasured(scale);
    smallest ??= scale;
    if (smallest !== scale) {
      yield figure({
        what: `p50 of search, all chunks, ${size}`,
        value: scale.searches[0]!.p50,
        unit: "ms",
        floor: { what: `${smallest.chunks.toLocaleString("en")} × ${dimensions}`, value: smallest.searches[0]!.p50 },
        target: { of: "floor", most: 2 },
      });
    }
  }
}

/** Each query through the store and through the client alone, in turn. */
async function searchTimes(workspace: Workspace, { index, queries }: Filled, categories: string[] | undefined, signal: AbortSignal) {
  const raw = redisSearch(workspace.raw!, index.manifest.index, workspace.config.index.efRuntime);
  const query = (round: number) => queries[round % queries.length]!;
  const times = await sideBySide(
    queries.length * rounds,
    (round) => elapsed(() => index.searchVectors({ embedding: query(round), k, categories })),
    (round) => elapsed(() => raw(query(round), k, categories)),
    signal,
  );
  const warmUp = queries.length / 2;
  return { measured: times.measured.slice(warmUp), floor: times.floor.slice(warmUp) };
}

async function memoryOf(client: RawClient) {
  const memory = await client.info("memory");
  const read = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, "m").exec(memory)![1]);
  return { used: read("used_memory"), most: read("maxmemory") || read("total_system_memory") };
}

/** @throws ConfigurationError rather than fill a server until it or its machine has no memory left */
async function assertRoom(client: RawClient, chunks: number, bytes: number): Promise<void> {
  const { used, most } = await memoryOf(client);
  const room = most - used;
  if (chunks * bytes <= room) return;
  const gigabytes = (value: number) => `${(value / 1e9).toFixed(1)} GB`;
  throw new ConfigurationError([
    `${chunks.toLocaleString("en")} chunks need about ${gigabytes(chunks * bytes)}, and Redis has ${gigabytes(room)}. Name smaller sizes.`,
  ]);
}
