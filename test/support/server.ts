import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { type KeyRecord, newKey } from "../../src/access/key.ts";
import { parseConfig } from "../../src/config.ts";
import { createEmbedder } from "../../src/embeddings/index.ts";
import type { AppParts } from "../../src/http/parts.ts";
import { runIngestion } from "../../src/ingestion/run.ts";
import { createLogger } from "../../src/observation/log.ts";
import { createContext } from "../../src/runtime/node/context.ts";
import { directoryCorpus } from "../../src/runtime/node/disk.ts";
import { ingestionOverHttp } from "../../src/runtime/node/ingestion-over-http.ts";
import { createNodeApp } from "../../src/runtime/node/serve.ts";

const project = fileURLToPath(new URL("../..", import.meta.url));

/** The bundled corpus. */
export const bundledCorpus = join(project, "corpus");

export type Variables = Record<string, string>;
export type LogLine = { time: string; level: string; message: string; [field: string]: unknown };

/** An empty directory that is removed with all that is in it. */
export async function temporaryDirectory() {
  const path = await mkdtemp(join(tmpdir(), "footnote-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Writes files, by their paths below the directory. */
export async function writeFiles(directory: string, files: Record<string, string | Uint8Array>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  }
}

/** The app as the Node server builds it, on a store of its own. Its logs are kept instead of printed. */
export async function startApp(variables: Variables = {}, overrides: Partial<AppParts> = {}) {
  const data = await temporaryDirectory();
  const config = parseConfig({ DATA_DIR: data.path, ...variables });
  const logs: LogLine[] = [];
  const logger = createLogger(config.logLevel, (line) => logs.push(JSON.parse(line)), Date.now);
  const context = { ...(await createContext(config)), logger };
  const ingesting = ingestionOverHttp(context);
  const app = createNodeApp(context, { ingesting, ...overrides });
  const { store, now } = context;

  const close = async () => {
    await ingesting.close();
    await store.close();
    await data[Symbol.asyncDispose]();
  };
  return {
    app,
    logs,
    config,
    store,
    get: (path: string, headers: Variables = {}) => app.request(path, { headers }),
    post: (path: string, body: unknown, init: { headers?: Variables; signal?: AbortSignal } = {}) =>
      app.request(path, jsonRequest(body, init)),
    /** Makes a key. @returns the header that its holder sends */
    async key(fields: Partial<Pick<KeyRecord, "scopes" | "categories">> = {}) {
      const { token, record } = await newKey({ name: "test", scopes: ["ask"], categories: null, ...fields }, new Date());
      await store.keys.write(record);
      return { authorization: `Bearer ${token}` };
    },
    /** Ingests a directory, or files by their paths. */
    async ingest(corpus: string | Record<string, string | Uint8Array>) {
      await using files = await temporaryDirectory();
      if (typeof corpus !== "string") await writeFiles(files.path, corpus);
      const directory = await directoryCorpus(typeof corpus === "string" ? corpus : files.path, config);
      return await runIngestion({
        config,
        store,
        createEmbedder,
        corpus: directory,
        parseFile: context.parseFile,
        prices: context.prices,
        now,
        onWait: () => {},
        onProgress: () => {},
      });
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

export type RunningApp = Awaited<ReturnType<typeof startApp>>;

/** Serves an app on real HTTP. */
export async function listen({ app }: Pick<RunningApp, "app">) {
  const { promise, resolve } = Promise.withResolvers<AddressInfo>();
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, resolve);
  const { port } = await promise;
  const close = async () => {
    const closed = once(server, "close");
    server.close();
    if ("closeAllConnections" in server) server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${port}`, close, [Symbol.asyncDispose]: close };
}

/** A POST request with a JSON body. */
export function jsonRequest(body: unknown, { headers = {}, signal }: { headers?: Variables; signal?: AbortSignal } = {}): RequestInit {
  const contentType = { "content-type": "application/json", ...headers };
  return { method: "POST", headers: contentType, body: JSON.stringify(body), ...(signal && { signal }) };
}

/**
 * A command of the real program in a process of its own, with no variables but the given ones.
 * @param limits `fileKilobytes` is how large files may become that it writes
 */
export function runFootnote(command: string[], variables: Variables = {}, limits: { fileKilobytes?: number } = {}) {
  const { PATH = "", HOME = "", TMPDIR = tmpdir() } = process.env;
  const main = join(project, "src/runtime/node/main.ts");
  // Node strips types by itself, and starts in two thirds of the time that tsx takes.
  const program = [process.execPath, main, ...command];
  // The shell counts in blocks of 512 bytes.
  const limited = ["sh", "-c", `ulimit -f ${2 * (limits.fileKilobytes ?? 0)} && exec "$0" "$@"`, ...program];
  const [executable, ...args] = limits.fileKilobytes === undefined ? program : limited;
  const child = spawn(executable!, args, {
    // Not the project's root, where a developer may keep an .env.
    cwd: variables.DATA_DIR ?? tmpdir(),
    env: { PATH, HOME, TMPDIR, CORPUS_DIR: bundledCorpus, ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  /** Resolves when standard output matches, rejects when the process ends without. */
  const printed = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(output.stdout);
        if (found) resolve(found);
      };
      look();
      child.stdout.on("data", look);
      child.once("close", () => reject(new Error(`${command.join(" ")} ended: ${output.stdout}${output.stderr}`)));
    });
  return {
    output,
    printed,
    /** As `| head` does when it has seen enough. */
    closeOutput: () => child.stdout.destroy(),
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** The exit code; null when a signal ended it. */
    exited: once(child, "close").then(([code]: (number | null)[]) => code ?? null),
    [Symbol.asyncDispose]: () => end(child),
  };
}

/** A server process, once it says that it is ready. */
export async function startServer(variables: Variables, command: "serve" | "start" = "serve") {
  const server = runFootnote([command], { PORT: "0", ...variables });
  const [, url] = await server.printed(/Footnote is ready at (\S+)\n[^]*\n\n/);
  return { ...server, url: url! };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}
