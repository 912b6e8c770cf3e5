import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { createClient } from "redis";
import { temporaryDirectory } from "./server.ts";

/** Path of a Redis server for tests that kill it, and what loads its query engine unless that is built in. */
const { REDIS_SERVER: server, REDIS_SERVER_ARGS: more = "" } = process.env;

export const hasRedisServer = server !== undefined;
export const redisServerMissing =
  'needs a Redis of its own: set REDIS_SERVER to its path, and REDIS_SERVER_ARGS="--loadmodule …" unless its engine is built in';

/** A Redis process that a test may kill, pause and start again with what it held. */
export async function startRedisProcess() {
  const directory = await temporaryDirectory();
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const settings = ["--port", port, "--bind", "127.0.0.1", "--dir", directory.path, "--save", "", "--maxmemory-policy", "noeviction"];

  const launch = async () => {
    const child = spawn(server!, [...settings.map(String), ...more.split(" ").filter(Boolean)], { stdio: "ignore" });
    const exited = once(child, "exit");
    const client = createClient({ url, socket: { reconnectStrategy: 20 } }).on("error", () => {});
    await client.connect();
    while ((await client.info("persistence")).includes("loading:1")) await new Promise((resolve) => setTimeout(resolve, 10));
    return { child, exited, client };
  };
  let running = await launch();
  const kill = async () => {
    if (running.client.isOpen) running.client.destroy();
    running.child.kill("SIGCONT");
    running.child.kill("SIGKILL");
    await running.exited;
  };
  return {
    url,
    /** Ends it at once; what it held is kept for `restart`. */
    async kill() {
      await running.client.sendCommand(["SAVE"]);
      await kill();
    },
    /** Resolves when it has loaded what it held. */
    async restart() {
      running = await launch();
    },
    pause: () => running.child.kill("SIGSTOP"),
    resume: () => running.child.kill("SIGCONT"),
    /** @param bytes that it may use; 0 for no limit */
    limitMemory: (bytes: number) => running.client.configSet("maxmemory", String(bytes)),
    /** Bytes that it uses now. */
    usedMemory: async () => Number(/used_memory:(\d+)/.exec(await running.client.info("memory"))![1]),
    /** Deletes an index and leaves what was in it. */
    loseIndex: (name: string) => running.client.ft.dropIndex(name),
    /** Connections of others than this. */
    connections: async () => (await running.client.clientList()).length - 1,
    async [Symbol.asyncDispose]() {
      await kill();
      await directory[Symbol.asyncDispose]();
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
