import pLimit from "p-limit";
import { ErrorReply } from "redis";
import { batches } from "../../batches.ts";
import { IndexMissingError, StoreTimeoutError, StoreUnavailableError } from "../../errors.ts";
import { type Client, newRedisClient, type RedisClient } from "./clients.ts";

export type { Client };

/** Commands sent together; more would outlast the time-out of a command on a slow server. */
export const sentTogether = 256;

/** Chunks that are indexed before Redis looks at what others ask: it reads all that a connection has sent, and takes some 0.4 ms for each. */
const indexedTogether = 32;

/** A caller of `eachIndexed`. */
type Writer = { failure: { reason: unknown } | undefined };

/**
 * A client that connects on first use, bounds every command in time and reports failures as the store port wants them. One whose
 * connection brings no reply any more is replaced: where a firewall has stopped forwarding, nothing ever tells that it is dead.
 */
export class Connection {
  /** Hosts and ports, without user and password. */
  readonly address: string;
  readonly isCluster: boolean;
  readonly #newClient: () => ReturnType<typeof newRedisClient>;
  readonly #timeout: number;
  readonly #tls: boolean;
  readonly #indexing = pLimit(indexedTogether);
  readonly #writers = new Set<Writer>();
  #redis: RedisClient;
  #ready: Promise<void> | undefined;
  #wasReady = false;
  /** How many have come until now. */
  #replies = 0;
  /** Why a connection failed last: commands tell only that there is none. */
  #lastError: unknown;

  /** @param timeout milliseconds for connecting and for each command */
  constructor(url: string, timeout: number) {
    this.#newClient = () =>
      newRedisClient(url, {
        timeout,
        wasReady: () => this.#wasReady,
        // Failures reach callers through their own commands; without a listener the process would end.
        onError: (error) => (this.#lastError = error),
      });
    const { location, ...redis } = this.#newClient();
    this.address = location.nodes.map(({ host, port }) => `${host.includes(":") ? `[${host}]` : host}:${port}`).join(",");
    this.isCluster = location.kind === "cluster";
    this.#redis = redis;
    this.#timeout = timeout;
    this.#tls = location.tls;
  }

  connect(): Promise<void> {
    return (this.#ready ??= this.#connect());
  }

  /** Runs commands on the connected client. @throws StoreUnavailableError, StoreTimeoutError, IndexMissingError */
  async run<T>(work: (client: Client) => Promise<T>): Promise<T> {
    await this.connect();
    return this.#bounded(({ client }) => this.#heard(work(client)));
  }

  /** One command for each item, none spanning the slots of a cluster; replies in the order of the items. @throws as `run` */
  async each<Item, Reply>(items: Item[], command: (client: Client, item: Item) => Promise<Reply>): Promise<Reply[]> {
    const replies: Reply[] = [];
    for (const batch of batches(items, sentTogether)) {
      replies.push(...(await this.run((client) => Promise.all(batch.map((item) => this.#heard(command(client, item)))))));
    }
    return replies;
  }

  /**
   * The same of writes that the engine indexes before it replies: few of them are under way at once, of all callers. After a failure no
   * more of the items are begun; rejects when none is under way any more. @throws as `run`, each command within the time-out by itself
   */
  async eachIndexed<Item>(items: Item[], command: (client: Client, item: Item) => Promise<unknown>): Promise<void> {
    const writer: Writer = { failure: undefined };
    this.#writers.add(writer);
    const work = items.map((item) =>
      this.#indexing(async () => {
        if (writer.failure) throw writer.failure.reason;
        try {
          await this.run((client) => command(client, item));
        } catch (reason) {
          // A server that does not answer fails everyone; they would wait for it one after the other.
          for (const failed of reason instanceof StoreTimeoutError ? this.#writers : [writer]) failed.failure ??= { reason };
          throw reason;
        }
      }),
    );
    await Promise.allSettled(work);
    this.#writers.delete(writer);
    await Promise.all(work);
  }

  /** Asks each of the servers that share the data what it has of its own. @throws as `run` */
  async onEachNode<Reply>(ask: (client: Client, address: string) => Promise<Reply>): Promise<Reply[]> {
    await this.connect();
    return this.#bounded(async ({ nodes }) => Promise.all((await nodes()).map(({ client, address }) => this.#heard(ask(client, address)))));
  }

  /** Sends a command that only reads and names no key. @throws as `run` */
  async send<Reply>(args: (string | Buffer)[]): Promise<Reply> {
    await this.connect();
    return (await this.#bounded(({ send }) => this.#heard(send(args)))) as Reply;
  }

  async close(): Promise<void> {
    await destroy(this.#redis);
  }

  async #connect(): Promise<void> {
    const redis = this.#redis;
    try {
      await this.#bounded(({ client }) => this.#heard(client.connect()));
    } catch (error) {
      // A client that is still connecting refuses to connect.
      this.#giveUp(redis);
      throw error;
    }
    this.#wasReady = true;
  }

  /** @param work on the client of now, whose replies go through `#heard` */
  async #bounded<T>(work: (redis: RedisClient) => Promise<T>): Promise<T> {
    const redis = this.#redis;
    const replies = this.#replies;
    // The client's own time-out ends when a command is sent; this one also covers a server that does not reply.
    const { promise: late, reject } = Promise.withResolvers<never>();
    const slow = `Redis at ${this.address} did not answer within ${this.#timeout} ms${replies > 0 ? "" : this.#tlsHint()}.`;
    const timer = setTimeout(() => {
      reject(new StoreTimeoutError(slow));
      // A server that is only slow with this command answers others meanwhile.
      if (this.#replies === replies) this.#giveUp(redis);
    }, this.#timeout);
    try {
      return await Promise.race([work(redis), late]);
    } catch (error) {
      // What was under way as well when its client was given up had no reply either.
      throw redis === this.#redis || error instanceof ErrorReply ? this.#explain(error) : new StoreTimeoutError(slow);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Notes when a reply has come, be it an error. */
  #heard<Reply>(reply: Promise<Reply>): Promise<Reply> {
    const note = () => void this.#replies++;
    reply.then(note, (error: unknown) => error instanceof ErrorReply && note());
    return reply;
  }

  /** The next command connects anew. */
  #giveUp(redis: RedisClient): void {
    if (redis !== this.#redis) return;
    this.#redis = this.#newClient();
    this.#ready = undefined;
    this.#wasReady = false;
    // What cannot be closed is not used any more either.
    destroy(redis).catch(() => {});
  }

  #tlsHint(): string {
    return this.#tls ? "; if it has no TLS, use redis://" : "; if it wants TLS, use rediss://";
  }

  #explain(error: unknown): unknown {
    if (!(error instanceof Error) || error instanceof StoreTimeoutError || error instanceof TypeError) return error;
    const cause = this.#lastError;
    if (withoutCause.test(error.message) && cause instanceof Error && !withoutCause.test(cause.message)) return this.#explain(cause);
    if (missingIndex.test(error.message)) {
      const place = this.isCluster ? "on a node of the Redis Cluster" : "in Redis";
      const message = `An index is missing ${place}. Run \`npm run ingest\`, which makes it again from the chunks that are stored there.`;
      return new IndexMissingError(message, { cause: error });
    }
    const said = `${error.message} ${"code" in error ? error.code : ""}`;
    const remedy = notTrusted.test(said)
      ? `its certificate is not trusted (${error.message}). ${trust}`
      : remedies.find(([pattern]) => pattern.test(said))?.[1];
    // An unexpected reply to a command is a mistake of ours, not an outage.
    if (!remedy && error instanceof ErrorReply) return error;
    return new StoreUnavailableError(
      `Redis at ${this.address}: ${remedy ?? `${error.message}. Check that it runs and that REDIS_URL is right${this.#tlsHint()}.`}`,
      { cause: error },
    );
  }
}

async function destroy({ client }: RedisClient): Promise<void> {
  if (client.isOpen) await client.destroy();
}

/** Of a server, of a cluster and of sentinels. */
const withoutCause = /client is offline|root nodes are unavailable|none of the sentinels/i;

/** "Unknown index name" in 2.x, "no such index" in some builds and of a cluster's node, "Index not found" in 8. */
const missingIndex = /unknown index|no such index|index not found/i;

const notTrusted = /certificate/i;
const trust = "Use the host name that it was issued for, or tell Node.js of an authority of your own with NODE_EXTRA_CA_CERTS.";

const remedies: [RegExp, string][] = [
  [/WRONGPASS|NOAUTH|invalid username-password/, "the user or password is wrong. Check the user and password in REDIS_URL."],
  [
    /unknown command.*\bSENTINEL\b/i,
    "it is no sentinel. Name sentinels, whose port is usually 26379, or write redis:// for the server itself.",
  ],
  [/No such master/i, "the sentinels watch no server of that name. Correct sentinelMasterId in REDIS_URL."],
  [/no valid master/i, "the sentinels see no primary. Try again when the failover has ended."],
  [/^MOVED/, "it is a node of a cluster. Name several of its nodes in REDIS_URL, separated by commas, or write redis-cluster://."],
  [/cluster support disabled/i, "it is no node of a cluster. Name one host in REDIS_URL, or write redis-sentinel:// for sentinels."],
  [/CLUSTERDOWN/, "the cluster does not serve all of its slots. Bring its nodes back."],
  [/unknown command.*\bFT\./i, "the server has no query engine (no FT.* commands). Use Redis 8 or later, or Redis Stack 7.4."],
  [
    // The others, of 7.2 and 7.0, of what a script may not do.
    /NOPERM|ACL failure in script|user executing the script/,
    "the user lacks permissions. Grant it ~<INDEX_NAME> ~<INDEX_NAME>:* ~<INDEX_NAME>-* +@read +@write +@connection +@scripting +FT.CREATE +FT.DROPINDEX +FT.ALIASUPDATE +FT.INFO +FT.SEARCH +FT.AGGREGATE +FT._LIST with ACL SETUSER, and in a cluster +CLUSTER|SLOTS.",
  ],
  [/LOADING/, "the server is still loading its data. Try again when it has finished."],
  [/\bOOM\b/, "the server is out of memory. Raise maxmemory, or delete what is not needed."],
  [/READONLY/, "this is a read-only replica. Point REDIS_URL at the primary."],
  [/MISCONF/, "the server refuses writes because it cannot save to disk. Check its disk."],
  [/ECONNREFUSED/, "no server answers there. Start Redis, or correct REDIS_URL; without REDIS_URL, Footnote uses SQLite."],
  [/ENOTFOUND|EAI_AGAIN/, "there is no host of that name. Correct REDIS_URL."],
  [/wrong version number|packet length too long|EPROTO/i, "TLS failed. Use rediss:// for a server with TLS and redis:// for one without."],
];
