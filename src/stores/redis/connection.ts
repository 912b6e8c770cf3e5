import { createClient, ErrorReply } from "redis";
import { StoreTimeoutError, StoreUnavailableError } from "../../errors.ts";

export type Client = ReturnType<typeof newClient>;

/** A client that connects on first use, bounds every command in time and reports failures as the store port wants them. */
export class Connection {
  readonly client: Client;
  /** Host and port, without user and password. */
  readonly address: string;
  readonly #timeout: number;
  readonly #tls: boolean;
  #ready: Promise<void> | undefined;
  #wasReady = false;

  /** @param timeout milliseconds for connecting and for each command */
  constructor(url: string, timeout: number) {
    this.address = new URL(url).host;
    this.#timeout = timeout;
    this.#tls = url.startsWith("rediss:");
    this.client = newClient(url, timeout, () => this.#wasReady);
    // Failures reach callers through their own commands; without a listener the process would end.
    this.client.on("error", () => {});
  }

  connect(): Promise<void> {
    this.#ready ??= this.#connect().catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    });
    return this.#ready;
  }

  /** Runs commands on the connected client. @throws StoreUnavailableError, StoreTimeoutError */
  async run<T>(work: (client: Client) => Promise<T>): Promise<T> {
    await this.connect();
    return this.#bounded(work(this.client));
  }

  async close(): Promise<void> {
    if (this.client.isOpen) this.client.destroy();
  }

  async #connect(): Promise<void> {
    await this.#bounded(this.client.connect());
    this.#wasReady = true;
  }

  async #bounded<T>(work: Promise<T>): Promise<T> {
    // The client's own time-out ends when a command is sent; this one also covers a server that does not reply.
    const { promise: late, reject } = Promise.withResolvers<never>();
    const slow = `Redis at ${this.address} did not answer within ${this.#timeout} ms${this.#wasReady ? "" : this.#tlsHint()}.`;
    const timer = setTimeout(() => reject(new StoreTimeoutError(slow)), this.#timeout);
    try {
      return await Promise.race([work, late]);
    } catch (error) {
      throw this.#explain(error);
    } finally {
      clearTimeout(timer);
    }
  }

  #tlsHint(): string {
    return this.#tls ? "; if it has no TLS, use redis://" : "; if it wants TLS, use rediss://";
  }

  #explain(error: unknown): unknown {
    if (!(error instanceof Error) || error instanceof StoreTimeoutError || error instanceof TypeError) return error;
    const remedy = remedies.find(([pattern]) => pattern.test(`${error.message} ${"code" in error ? error.code : ""}`))?.[1];
    // An unexpected reply to a command is a mistake of ours, not an outage.
    if (!remedy && error instanceof ErrorReply) return error;
    return new StoreUnavailableError(
      `Redis at ${this.address}: ${remedy ?? `${error.message}. Check that it runs and that REDIS_URL is right${this.#tlsHint()}.`}`,
      { cause: error },
    );
  }
}

const remedies: [RegExp, string][] = [
  [/WRONGPASS|NOAUTH|invalid username-password/, "the user or password is wrong. Check the user and password in REDIS_URL."],
  [/unknown command.*\bFT\./i, "the server has no query engine (no FT.* commands). Use Redis 8 or later, or Redis Stack 7.4."],
  [
    /NOPERM/,
    "the user lacks permissions. Grant it ~<INDEX_NAME>:* ~<INDEX_NAME>-* +@read +@write +@connection +@scripting +FT.CREATE +FT.DROPINDEX +FT.ALIASUPDATE +FT.INFO +FT.SEARCH +FT.AGGREGATE +FT._LIST with ACL SETUSER.",
  ],
  [/LOADING/, "the server is still loading its data. Try again when it has finished."],
  [/\bOOM\b/, "the server is out of memory. Raise maxmemory, or delete what is not needed."],
  [/READONLY/, "this is a read-only replica. Point REDIS_URL at the primary."],
  [/MISCONF/, "the server refuses writes because it cannot save to disk. Check its disk."],
  [/ECONNREFUSED/, "no server answers there. Start Redis, or correct REDIS_URL; without REDIS_URL, Footnote uses SQLite."],
  [/ENOTFOUND|EAI_AGAIN/, "there is no host of that name. Correct REDIS_URL."],
  [
    /wrong version number|packet length too long|EPROTO|certificate/i,
    "TLS failed. Use rediss:// for a server with TLS and redis:// for one without.",
  ],
];

function newClient(url: string, timeout: number, wasReady: () => boolean) {
  return createClient({
    url,
    RESP: 3,
    // Requests fail at once while Redis is away, instead of piling up.
    disableOfflineQueue: true,
    socket: {
      connectTimeout: timeout,
      // A first connection fails with its cause; a lost one is restored, soon after the server is back.
      reconnectStrategy: (retries, cause) => (wasReady() ? Math.min(50 * 2 ** retries, 1000) : cause),
    },
  });
}
