import type { Bench } from "../measurement.ts";
import { figure } from "../figure.ts";
import { httpClient } from "../http-client.ts";
import { startServer } from "../processes.ts";
import { fillServedIndex, questions, servedCount } from "../served-index.ts";
import { elapsed, percentile, sideBySide } from "../statistics.ts";

const k = 6;
const count = 500;
const warmUp = 100;

/** One POST /search after the other, as its caller sees it: what full text and fusion add to a search by vectors alone. */
export async function measureLatency({ workspace: open, engine, signal }: Bench) {
  await using workspace = await open("latency");
  const { directory, environment } = workspace;
  await fillServedIndex(workspace, signal);
  await using server = await startServer({ directory, environment, signal });
  const post = httpClient(server.url, 1);
  const asked = questions(count);
  const search = (mode: string) => (round: number) => elapsed(() => post("/search", JSON.stringify({ query: asked[round]!, k, mode })));
  const times = await sideBySide(count, search("hybrid"), search("vector"), signal);
  const [hybrid, vector] = [times.measured.slice(warmUp), times.floor.slice(warmUp)];
  return [0.5, 0.99].map((share) =>
    figure({
      what: `p${share * 100} of POST /search, hybrid, k = ${k}, ${servedCount.toLocaleString("en")} chunks`,
      value: percentile(hybrid, share),
      unit: "ms",
      floor: { what: "POST /search, vector", value: percentile(vector, share) },
      ...(share === 0.5 && engine.store === "Redis" && { target: { of: "floor", most: 2 } as const }),
    }),
  );
}
