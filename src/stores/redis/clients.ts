import { createClient, createCluster, createSentinel } from "redis";
import { parseRedisUrl, type RedisLocation, redisUrlForms } from "../../redis-url.ts";

/** node-redis's client of a server, of a cluster, or of the server that sentinels name, without what is called differently. */
export type Client = Omit<ReturnType<typeof serverClient>, "sendCommand">;

export type RedisClient = {
  client: Client;
  /** Sends a command that only reads and names no key; in a cluster to any node. */
  send(args: (string | Buffer)[]): Promise<unknown>;
  /** The servers that share the data: of a cluster its primaries, else the one. */
  nodes(): Promise<RedisNode[]>;
};

export type RedisNode = { client: Client; /** Host and port, or what sentinels call it. */ address: string };

type Options = {
  /** For connecting, in milliseconds. */
  timeout: number;
  /** Whether there has been a connection: a lost one is restored, a first one fails with its cause. */
  wasReady(): boolean;
  onError(error: unknown): void;
};

/** What `url` names, and a client of it that is not connected yet. */
export function newRedisClient(url: string, options: Options): RedisClient & { location: RedisLocation } {
  const location = parseRedisUrl(url);
  if (!location) throw new TypeError(`Not a Redis URL; allowed: ${redisUrlForms}.`);
  const open = {
    server: () => serverOf(url, options),
    cluster: () => clusterOf(location, options),
    sentinel: () => sentinelOf(location, options),
  };
  return { location, ...open[location.kind]() };
}

function serverOf(url: string, options: Options): RedisClient {
  const client = serverClient(url, options);
  return { client, send: (args) => client.sendCommand(args), nodes: async () => [{ client, address: new URL(url).host }] };
}

function serverClient(url: string, options: Options) {
  return createClient({ url, RESP: 3, ...connectionOptions(options) }).on("error", options.onError);
}

/** Follows MOVED and ASK, and sends each command to the node that has its key. */
function clusterOf({ nodes, ...location }: RedisLocation, options: Options): RedisClient {
  const { socket, ...connection } = connectionOptions(options);
  const client = createCluster({
    rootNodes: nodes.map((node) => ({ socket: node })),
    RESP: 3,
    defaults: { ...connection, ...credentials(location), socket: { ...socket, tls: location.tls } as object },
    // A replica takes a lost node's place within seconds; until it is asked for, commands would go to the lost one.
    topologyRefreshOnReconnectionAttemptStrategy: 500,
  }).on("error", options.onError);
  return {
    // The types differ in the client that `withTypeMapping` returns, and in commands that Footnote does not send.
    client: client as unknown as Client,
    send: (args) => client.sendCommand(undefined, true, args),
    nodes: () =>
      Promise.all(
        client.masters.map(async (node) => ({ client: (await client.nodeClient(node)) as unknown as Client, address: node.address })),
      ),
  };
}

/** Asks the sentinels which server is the primary, and again when that one is lost. */
function sentinelOf({ nodes, masterId, ...location }: RedisLocation, options: Options): RedisClient {
  const { socket, ...connection } = connectionOptions(options);
  const clientOptions = { ...connection, ...credentials(location), socket: { ...socket, tls: location.tls } as object };
  const client = createSentinel({
    name: masterId!,
    sentinelRootNodes: nodes,
    RESP: 3,
    nodeClientOptions: clientOptions,
    sentinelClientOptions: clientOptions,
    // Without a connection of their own, commands given at once would be sent one after the other.
    reserveClient: true,
    // A failover takes longer than a request can wait, so that it fails at once, and the next one asks again.
    maxCommandRediscovers: 0,
  }).on("error", options.onError);
  const primary = client as unknown as Client;
  return { client: primary, send: (args) => client.sendCommand(true, args), nodes: async () => [{ client: primary, address: masterId! }] };
}

const credentials = ({ username, password }: Pick<RedisLocation, "username" | "password">) => ({
  ...(username !== undefined && { username }),
  ...(password !== undefined && { password }),
});

function connectionOptions({ timeout, wasReady }: Options) {
  return {
    // Requests fail at once while Redis is away, instead of piling up.
    disableOfflineQueue: true,
    // Redis Enterprise would announce moves of its nodes, but to ask for that the client looks up the host by DNS, where Cloudflare
    // Workers know no "localhost". Without, a node that moves is a lost connection, or MOVED in a cluster, like any other failover.
    maintNotifications: "disabled" as const,
    socket: {
      connectTimeout: timeout,
      // A lost connection is restored soon after the server is back.
      reconnectStrategy: (retries: number, cause: Error) => (wasReady() ? Math.min(50 * 2 ** retries, 1000) : cause),
    },
  };
}
