import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { ConfigurationError } from "../src/errors.ts";
import { parseRedisUrl } from "../src/redis-url.ts";
import { readConfig } from "../src/runtime/node/context.ts";
import { fail } from "../src/runtime/node/fail.ts";
import { measure, measurements } from "./bench.ts";
import type { Figure } from "./figure.ts";
import { plotScales } from "./plot.ts";
import { measureScale, type Scale, standardSizes } from "./scale.ts";
import { describe, heading, machine } from "./table.ts";
import type { Engine } from "./workspace.ts";

const stop = new AbortController();
// A further signal must not keep the first from cleaning up.
for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => stop.abort(new Error(`Stopped by ${name}.`)));

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "boolean" }, scale: { type: "boolean" }, plot: { type: "string" }, soak: { type: "string" } },
  });
  const { redisUrl, index } = readConfig();
  if (redisUrl !== undefined && parseRedisUrl(redisUrl)?.kind !== "server") {
    throw new ConfigurationError(["REDIS_URL names several servers; the bench measures one, such as redis://localhost:6379."]);
  }
  const soakMinutes = values.soak === undefined ? undefined : Number(values.soak);
  if (soakMinutes !== undefined && !(soakMinutes >= 0.2)) {
    throw new ConfigurationError([`--soak is ${values.soak}; allowed: minutes, at least 0.2.`]);
  }
  const print = (text: string) => values.json || process.stdout.write(text);
  const figures: Figure[] = [];
  const show = (figure: Figure) => {
    figures.push(figure);
    print(describe(figure));
  };

  if (values.scale) {
    if (redisUrl === undefined) throw new ConfigurationError(["REDIS_URL is not set; --scale measures a Redis."]);
    const sizes = positionals.length > 0 ? positionals.map(toSize) : standardSizes;
    const scales: Scale[] = [];
    print(heading());
    const rows = measureScale({ store: "Redis", url: redisUrl }, index, sizes, (scale) => scales.push(scale), stop.signal);
    for await (const row of rows) show({ measurement: "scale", store: "Redis", ...row });
    if (values.plot !== undefined) await writeFile(values.plot, plotScales(scales, machine()));
  } else {
    const names = positionals.length > 0 ? positionals : Object.keys(measurements);
    const unknown = names.filter((name) => !Object.hasOwn(measurements, name));
    if (unknown.length > 0) {
      throw new ConfigurationError([`There is no measurement ${unknown.join(", ")}. There are: ${Object.keys(measurements).join(", ")}.`]);
    }
    const engines: Engine[] = [{ store: "SQLite" }, ...(redisUrl === undefined ? [] : [{ store: "Redis", url: redisUrl } as const])];
    print(heading());
    for (const engine of engines) {
      for await (const figure of measure(names, engine, { settings: index, soakMinutes, signal: stop.signal })) show(figure);
    }
    if (redisUrl === undefined) print("\nRedis was not measured; set REDIS_URL to do so.\n");
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ node: process.version, index, figures }, null, 2)}\n`);
} catch (error) {
  process.exitCode = fail(stop.signal.aborted ? `${stop.signal.reason.message} What was written has been removed.` : error);
}

function toSize(text: string): number {
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1000) throw new ConfigurationError([`${text} is no size; --scale takes whole numbers from 1000.`]);
  return size;
}
