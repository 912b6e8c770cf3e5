import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { figure } from "../figure.ts";
import { runScript, startServer } from "../processes.ts";
import { questions } from "../served-index.ts";
import { median } from "../statistics.ts";
import type { Workspace } from "../workspace.ts";

const autocannon = fileURLToPath(import.meta.resolve("autocannon"));
const connections = 4;

/** The parts of autocannon's report that are used. */
type Report = { requests: { average: number }; errors: number; timeouts: number; non2xx: number };

/** A server under full load for some minutes, on an index that is filled: whether its memory grows. */
export async function measureSoak(
  { directory, environment }: Pick<Workspace, "directory" | "environment">,
  minutes: number,
  signal: AbortSignal,
) {
  await using server = await startServer({ directory, environment, signal });
  const seconds = Math.round(minutes * 60);
  const [question] = questions(1);
  const load = async (path: string, body: object): Promise<Report> => {
    const options = ["-c", connections, "-d", seconds, "-m", "POST", "-H", "content-type=application/json", "-b", JSON.stringify(body)];
    const args = [...options.map(String), "--json", server.url + path];
    return JSON.parse(await runScript(autocannon, args, { directory, environment, signal }));
  };
  const loads = Promise.all([load("/ask", { question }), load("/search", { query: question })]);

  const memory: number[] = [];
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    await sleep(1000, undefined, { signal });
    memory.push(await residentMegabytes(server.url));
  }
  const reports = await loads;
  // The first part warms up.
  const part = (share: number) => memory.slice(Math.floor(memory.length * share), Math.floor(memory.length * (share + 0.2)));
  const what = `${minutes} min of POST /ask and /search, ${connections} at once each, ${reports.map(({ requests }) => Math.round(requests.average)).join(" and ")} requests/s`;
  return [
    figure({
      what: `${what}: memory of the last fifth, in that of the second (${Math.round(median(part(0.2)))} MB)`,
      value: median(part(0.8)) / median(part(0.2)),
      unit: "times",
      target: { of: "value", most: 1.1 },
    }),
    figure({
      what: `${what}: requests that failed`,
      value: reports.reduce((sum, { errors, timeouts, non2xx }) => sum + errors + timeouts + non2xx, 0),
      unit: "requests",
      target: { of: "value", exactly: 0 },
    }),
  ];
}

async function residentMegabytes(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`, { headers: { connection: "close" } })).text();
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(metrics)![1]) / 1e6;
}
