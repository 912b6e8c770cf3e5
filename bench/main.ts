import { parseArgs } from "node:util";
import { ConfigurationError } from "../src/errors.ts";
import { readConfig } from "../src/runtime/node/context.ts";
import { fail } from "../src/runtime/node/fail.ts";
import { measure, measurements } from "./bench.ts";
import type { Figure } from "./figure.ts";
import { describe, heading } from "./table.ts";
import type { Engine } from "./workspace.ts";

const stop = new AbortController();
// A further signal must not keep the first from cleaning up.
for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => stop.abort(new Error(`Stopped by ${name}.`)));

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "boolean" } } });
  const names = positionals.length > 0 ? positionals : Object.keys(measurements);
  const unknown = names.filter((name) => !Object.hasOwn(measurements, name));
  if (unknown.length > 0) {
    throw new ConfigurationError([`There is no measurement ${unknown.join(", ")}. There are: ${Object.keys(measurements).join(", ")}.`]);
  }
  const { redisUrl, index } = readConfig();
  const engines: Engine[] = [{ store: "SQLite" }, ...(redisUrl === undefined ? [] : [{ store: "Redis", url: redisUrl } as const])];

  const print = (text: string) => values.json || process.stdout.write(text);
  print(heading());
  const figures: Figure[] = [];
  for (const engine of engines) {
    for await (const figure of measure(names, engine, index, stop.signal)) {
      figures.push(figure);
      print(describe(figure));
    }
  }
  if (redisUrl === undefined) print("\nRedis was not measured; set REDIS_URL to do so.\n");
  if (values.json) process.stdout.write(`${JSON.stringify({ node: process.version, index, figures }, null, 2)}\n`);
} catch (error) {
  process.exitCode = fail(stop.signal.aborted ? `${stop.signal.reason.message} What was written has been removed.` : error);
}
