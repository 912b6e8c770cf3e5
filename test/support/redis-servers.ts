import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "redis";

/** A redis-server to start processes of. */
export const redisServer = process.env.REDIS_SERVER;
/** Its options, for a query engine that is not built in. */
const moreArguments = (process.env.REDIS_SERVER_ARGS ?? "").split(" ").filter(Boolean);

export type RedisProcess = AsyncDisposable & { port: number; kill(): Promise<void> };

/** Three nodes that share the slots. The cluster's bus takes the port 10,000 above each. */
export async function startCluster() {
  await using stack = new AsyncDisposableStack();
  const nodes: RedisProcess[] = [];
  for (let number = 0; number < 3; number++) {
    nodes.push(stack.use(await start(["--cluster-enabled", "yes", "--cluster-node-timeout", "2000", ...moreArguments])));
  }
  const [first] = nodes as [RedisProcess];
  const bounds = [0, 5461, 10_923, 16_384];
  for (const [number, { port }] of nodes.entries()) {
    await send(port, ["CLUSTER", "ADDSLOTSRANGE", String(bounds[number]), String(bounds[number + 1]! - 1)]);
    await send(port, ["CLUSTER", "MEET", "127.0.0.1", String(first.port)]);
  }
  for (const { port } of nodes) {
    await until(async () => {
      const info = String(await send(port, ["CLUSTER", "INFO"]));
      return info.includes("cluster_state:ok") && info.includes("cluster_size:3");
    });
  }
  const queryEngine = await send(first.port, ["FT._LIST"]).then(
    () => true,
    () => false,
  );
  if (queryEngine) await until(() => searchesAll(nodes.map(({ port }) => port)));
  return disposeWith({ queryEngine, url: `redis://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(",")}`, nodes }, stack);
}

/** Whether each node's query engine knows of the others, which it learns some seconds after the cluster is made. */
async function searchesAll(ports: number[]): Promise<boolean> {
  const probes = Array.from({ length: 20 }, (_, number) => `probe:${number}`);
  const everywhere = (command: string[]) => Promise.allSettled(ports.map((port) => send(port, command)));
  try {
    await send(ports[0]!, ["FT.CREATE", "probe", "PREFIX", "1", "probe:", "SCHEMA", "tag", "TAG"]);
    // Only the node that has its slot takes a key.
    await Promise.all(probes.map((key) => everywhere(["HSET", key, "tag", "x"])));
    const counts = await Promise.all(ports.map((port) => send(port, ["FT.SEARCH", "probe", "*", "LIMIT", "0", "0"])));
    return counts.every((reply) => (reply as { total_results: number }).total_results === probes.length);
  } catch {
    return false;
  } finally {
    await send(ports[0]!, ["FT.DROPINDEX", "probe"]).catch(() => {});
    await Promise.all(probes.map((key) => everywhere(["UNLINK", key])));
  }
}

/** A primary, its replica, and a sentinel that notices within a second when the primary is lost. */
export async function startSentinel() {
  await using stack = new AsyncDisposableStack();
  const primary = stack.use(await start(moreArguments));
  const replica = stack.use(await start(["--replicaof", "127.0.0.1", String(primary.port), ...moreArguments]));
  await until(async () => String(await send(replica.port, ["INFO", "replication"])).includes("master_link_status:up"));
  const sentinel = stack.use(
    await start(["--sentinel"], `sentinel monitor main 127.0.0.1 ${primary.port} 1\nsentinel down-after-milliseconds main 1000\n`),
  );
  await until(async () => JSON.stringify(await send(sentinel.port, ["SENTINEL", "REPLICAS", "main"])).includes(`:${replica.port}`));
  // An engine that is for clusters alone takes no index here.
  const queryEngine = await send(primary.port, ["FT.CREATE", "probe", "SCHEMA", "tag", "TAG"]).then(
    () => true,
    () => false,
  );
  return disposeWith({ queryEngine, url: `redis-sentinel://127.0.0.1:${sentinel.port}?sentinelMasterId=main`, primary, replica }, stack);
}

/** Sends one command to the server at `port`. */
export async function send(port: number, command: string[]): Promise<unknown> {
  const client = createClient({ socket: { host: "127.0.0.1", port, reconnectStrategy: false } }).on("error", () => {});
  await client.connect();
  try {
    return await client.sendCommand(command);
  } finally {
    client.destroy();
  }
}

/** Starts a server on a free port that leaves nothing behind. */
async function start(args: string[], configuration = ""): Promise<RedisProcess> {
  const directory = await mkdtemp(join(tmpdir(), "footnote-redis-"));
  const port = await freePort();
  const file = join(directory, "redis.conf");
  await writeFile(file, `port ${port}\nbind 127.0.0.1\ndir ${directory}\n${configuration}`);
  const child = spawn(redisServer!, [file, ...args], { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const kill = () => {
    child.kill("SIGKILL");
    return ended;
  };
  const dispose = async () => {
    await kill();
    await rm(directory, { recursive: true });
  };
  try {
    await until(() => answers(port, child));
  } catch (error) {
    await dispose();
    throw error;
  }
  return { port, kill, [Symbol.asyncDispose]: dispose };
}

async function answers(port: number, child: ChildProcess): Promise<boolean> {
  if (child.exitCode !== null) throw new Error(`${redisServer} ended with ${child.exitCode}.`);
  return send(port, ["PING"]).then(
    () => true,
    () => false,
  );
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 20_000; performance.now() < end;) {
    if (await condition()) return;
    await sleep(100);
  }
  throw new Error("The servers did not become ready within 20 s.");
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  // The bus of a cluster's node needs the port 10,000 above.
  return port < 55_000 ? port : freePort();
}

function disposeWith<Value extends object>(value: Value, stack: AsyncDisposableStack): Value & AsyncDisposable {
  const moved = stack.move();
  return { ...value, [Symbol.asyncDispose]: () => moved.disposeAsync() };
}
