import type { Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type ServerType, serve } from "@hono/node-server";
import { getConnInfo } from "@hono/node-server/conninfo";
import { storedKeyring } from "../../access/keyring.ts";
import type { Config } from "../../config.ts";
import { ConfigurationError } from "../../errors.ts";
import type { Manifest } from "../../manifest/manifest.ts";
import { createApp } from "../../http/app.ts";
import { turns } from "../../http/limits/turns.ts";
import type { App, AppParts } from "../../http/parts.ts";
import type { Usage } from "./arguments.ts";
import { checkStore, type NodeContext } from "./context.ts";
import { docsRoutes } from "./docs.ts";
import { ingestionOverHttp } from "./ingestion-over-http.ts";
import { playgroundRoutes } from "./playground.ts";
import { startTracing } from "./tracing.ts";

export const serveUsage: Usage = ["npm run serve (answers over HTTP; set up by variables such as PORT and HOST)"];

const heartbeat = 15_000;

/** Serves until `signal` aborts, then lets requests under way end and refuses others. @returns the exit code */
export async function serveCommand(context: NodeContext, signal: AbortSignal): Promise<number> {
  const { config, logger } = context;
  await assertMayListen(context);
  const { live, warnings } = await checkStore(context);
  const ingesting = ingestionOverHttp(context);
  const tracing = config.traceEndpoint === undefined ? undefined : await startTracing(config.traceEndpoint, logger);
  const app = createNodeApp(context, { ingesting, tracing: tracing?.middleware, stopping: signal });
  const { server, address, underWay } = await listen(app.fetch, config);
  process.stdout.write(`${describeServer(context, live, address)}\n`);
  for (const warning of warnings) logger.warn(warning);
  await aborted(signal);
  logger.info("shutting down");
  await Promise.all([close(server, underWay, config.shutdownTimeout), ingesting.jobs.close()]);
  await ingesting.close();
  await tracing?.stop();
  return 0;
}

/**
 * Everyone may ask as long as there is no key, which only this machine should find out by chance.
 * @throws ConfigurationError, StoreUnavailableError, StoreTimeoutError
 */
export async function assertMayListen({ config, store }: NodeContext): Promise<void> {
  if (allowsAnonymous(config) || (await store.keys.any())) return;
  throw new ConfigurationError([
    `HOST is ${config.host}, which other machines may reach, and there is no key, so that all of them could ask. ` +
      "Create a key with `npm run keys -- create name`, set HOST=127.0.0.1, or set ALLOW_ANONYMOUS=true if everyone may ask.",
  ]);
}

const allowsAnonymous = ({ host, allowAnonymous }: Config) => allowAnonymous || /^(?:localhost|127(?:\.\d+){3}|::1)$/i.test(host);

/** The HTTP API with its docs and the playground. */
export function createNodeApp({ config, ...context }: NodeContext, overrides: Partial<AppParts> = {}): App {
  const parts: AppParts = {
    ...context,
    keyring: storedKeyring(allowsAnonymous(config), context.now),
    newRequestId: () => crypto.randomUUID(),
    answerCaching: config.answerCache && { ...config.answerCache, now: Date.now },
    limits: config.limits,
    turns: turns(config.limits.concurrentAnswers, config.limits.waitingAnswers),
    // A request that was made in this process has no socket.
    addressOf: (context) => (context.env?.incoming ? (getConnInfo(context).remote.address ?? "unknown") : "unknown"),
    maxBodyBytes: config.maxBodyBytes,
    corsOrigins: config.corsOrigins,
    heartbeat,
  };
  return createApp({ ...parts, ...overrides }, { docs: { path: "/docs", routes: docsRoutes() }, playground: playgroundRoutes() });
}

type Listening = { server: ServerType; address: AddressInfo; underWay: ReadonlySet<ServerResponse> };

function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  { host: hostname, port, limits: { requestTimeout } }: Config,
): Promise<Listening> {
  const { promise, resolve, reject } = Promise.withResolvers<Listening>();
  const underWay = new Set<ServerResponse>();
  // A client that sends its request by the byte is cut off.
  const serverOptions = { requestTimeout, headersTimeout: Math.min(requestTimeout, 60_000) };
  const server = serve({ fetch, hostname, port, serverOptions }, (address) => resolve({ server, address, underWay }));
  (server as Server).on("request", (_, response) => {
    underWay.add(response);
    response.once("close", () => underWay.delete(response));
  });
  server.on("error", (error: NodeJS.ErrnoException) => {
    const reason = listenFailures[error.code ?? ""] ?? error.message;
    reject(new ConfigurationError([`PORT is ${port} and HOST is ${hostname}, where Footnote cannot listen: ${reason}.`]));
  });
  return promise;
}

const listenFailures: Record<string, string> = {
  EADDRINUSE: "another program already does; stop it, or set PORT to another port",
  EACCES: "this user may not; set PORT to one above 1023",
  EADDRNOTAVAIL: "this machine has no such address; correct HOST",
  ENOTFOUND: "there is no host of that name; correct HOST",
};

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** Listens on while requests are under way, so that whoever asks meanwhile learns that the server is stopping. */
async function close(server: ServerType, underWay: ReadonlySet<ServerResponse>, timeout: number): Promise<void> {
  const connections = server as Server;
  // Streams may last as long as the model takes.
  const late = setTimeout(() => connections.closeAllConnections(), timeout);
  while (underWay.size > 0) await sleep(20);
  const closed = new Promise((resolve) => server.close(resolve));
  // A connection whose request has ended would be kept open for another one.
  const idle = setInterval(() => connections.closeIdleConnections(), 50);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}

function describeServer({ store, config, model }: NodeContext, live: Manifest | undefined, { port }: AddressInfo): string {
  const host = ["127.0.0.1", "0.0.0.0", "::", "::1"].includes(config.host) ? "localhost" : config.host;
  const url = `http://${host}:${port}`;
  const { provider, model: embeddingModel } = live?.embedding ?? config.embedding;
  const dimensions = live ? `, ${live.embedding.dimensions} dimensions` : "";
  const embeddings = provider === "lexical" ? `lexical (words, no model)${dimensions}` : `${embeddingModel} (${provider})${dimensions}`;
  return `
Footnote is ready at ${url}
  store:      ${store.name}
  index:      ${live?.index ?? "none yet"}
  embeddings: ${embeddings}
  answerer:   ${model.name === "extractive" ? "extractive (quotes sentences, no model)" : model.name}
  API docs:   ${url}/docs

Try it:
  curl -s ${url}/ask -H 'content-type: application/json' -d '{"question":"Which distance metrics does Redis support?"}'
`;
}
