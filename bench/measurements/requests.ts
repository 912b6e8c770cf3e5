import { fileURLToPath } from "node:url";
import type { Bench } from "../measurement.ts";
import { figure } from "../figure.ts";
import { runScript, startServer } from "../processes.ts";
import { fillServedIndex } from "../served-index.ts";
import { median } from "../statistics.ts";

const load = fileURLToPath(import.meta.resolve("../load.ts"));
const settings = { k: 6, concurrency: 16, seconds: 0.8, rounds: 5 };

/** POST /search on one server process; the client is another process on the same machine, as is Redis. */
export async function measureRequests({ workspace: open, signal }: Bench) {
  await using workspace = await open("requests");
  const { directory, config, raw } = workspace;
  const index = await fillServedIndex(workspace, signal);
  const figures = [];
  for (const { mode, level } of [
    { mode: "vector", level: "warn" },
    { mode: "vector", level: "info" },
    { mode: "hybrid", level: "warn" },
  ]) {
    const environment = { ...workspace.environment, LOG_LEVEL: level };
    await using server = await startServer({ directory, environment, signal });
    const args = [JSON.stringify({ ...settings, mode, url: server.url, index, efRuntime: config.index.efRuntime })];
    const rates: { measured: number[]; floor: number[] } = JSON.parse(await runScript(load, args, { directory, environment, signal }));
    figures.push(
      figure({
        what: `POST /search, ${mode}, k = ${settings.k}, ${settings.concurrency} at once, one server process, LOG_LEVEL=${level}`,
        value: median(rates.measured),
        unit: "requests/s",
        ...(raw && {
          floor: { what: `FT.SEARCH, ${settings.concurrency} at once, from one client`, value: median(rates.floor) },
          // The floor searches vectors only.
          ...(mode === "vector" && { target: { of: "floor", least: 0.5 } as const }),
        }),
      }),
    );
  }
  return figures;
}
