import { spawn } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { scripts } from "../package.json" with { type: "json" };

const typescript = ["--import", import.meta.resolve("tsx")];
const main = fileURLToPath(import.meta.resolve("../src/runtime/node/main.ts"));

export type ChildOptions = { directory: string; environment: Record<string, string>; signal: AbortSignal };

/** Runs a TypeScript file to its end, in a directory without `.env`. @returns what it wrote to standard output */
export async function runScript(
  script: string,
  args: string[],
  { directory, environment, signal }: ChildOptions,
  flags: string[] = [],
): Promise<string> {
  const child = spawn(process.execPath, [...typescript, ...flags, script, ...args], {
    cwd: directory,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  await new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`${script} ended with ${code}:\n${errors}`))));
  });
  return output;
}

/**
 * Runs `npm run ingest` without npm and tsx around it, which are processes of their own.
 * @param preload a module to load first. After tsx: loaded before it, Node's own compiler would count as memory of the process
 */
export function runIngest(args: string[], preload: string, options: ChildOptions): Promise<string> {
  return runScript(main, ["ingest", ...args], options, [...flagsOf(scripts.ingest), "--import", preload]);
}

/** What an npm script tells Node. */
const flagsOf = (script: string) => script.split(" ").filter((word) => word.startsWith("--"));

/** Starts Footnote's own server, which logs to a file as it would in production. */
export async function startServer({ directory, environment, signal }: ChildOptions): Promise<AsyncDisposable & { url: string }> {
  const log = join(directory, `server-${environment.LOG_LEVEL}.log`);
  const file = openSync(log, "w");
  const child = spawn(process.execPath, [...typescript, ...flagsOf(scripts.serve), main, "serve"], {
    cwd: directory,
    env: { ...process.env, ...environment },
    stdio: ["ignore", file, file],
  });
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const stop = async () => {
    child.kill();
    await ended;
  };
  try {
    for (let waited = 0; waited < 300; waited++) {
      await sleep(100, undefined, { signal });
      const port = /ready at http:\/\/localhost:(\d+)/.exec(readFileSync(log, "utf8"))?.[1];
      if (port) return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: stop };
      if (child.exitCode !== null) break;
    }
    throw new Error(`The server did not start:\n${readFileSync(log, "utf8")}`);
  } catch (error) {
    await stop();
    throw error;
  }
}
