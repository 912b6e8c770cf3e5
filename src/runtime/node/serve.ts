import type { AddressInfo } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import { createApp } from "../../http/app.ts";
import type { App, AppParts } from "../../http/parts.ts";
import { checkStore, type NodeContext } from "./context.ts";
import { docsRoutes } from "./docs.ts";

const heartbeat = 15_000;

/** Serves until `signal` aborts, then lets requests under way end. @returns the exit code */
export async function serveCommand(context: NodeContext, signal: AbortSignal): Promise<number> {
  const { config, logger } = context;
  const warnings = await checkStore(context);
  const app = createNodeApp(context);
  const { server, address } = await listen(app.fetch, config.host, config.port);
  process.stdout.write(`${describeServer(context, address)}\n`);
  for (const warning of warnings) logger.warn(warning);
  await aborted(signal);
  logger.info("shutting down");
  await close(server, config.shutdownTimeout);
  return 0;
}

/** The HTTP API with its docs. */
export function createNodeApp({ config, store, model, liveIndex, logger, now }: NodeContext, overrides: Partial<AppParts> = {}): App {
  const parts: AppParts = {
    useStore: (use) => use(store),
    liveIndex,
    model,
    logger,
    now,
    newRequestId: () => crypto.randomUUID(),
    maxBodyBytes: config.maxBodyBytes,
    corsOrigins: config.corsOrigins,
    heartbeat,
  };
  return createApp({ ...parts, ...overrides }, { path: "/docs", routes: docsRoutes() });
}

function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  hostname: string,
  port: number,
): Promise<{ server: ServerType; address: AddressInfo }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ server: ServerType; address: AddressInfo }>();
  const server = serve({ fetch, hostname, port }, (address) => resolve({ server, address }));
  server.on("error", reject);
  return promise;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

async function close(server: ServerType, timeout: number): Promise<void> {
  // Streams may last as long as the model takes.
  const timer = setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), timeout);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(timer);
}

function describeServer({ store, config, model }: NodeContext, { port }: AddressInfo): string {
  const { provider, model: embeddingModel } = config.embedding;
  const host = ["127.0.0.1", "0.0.0.0", "::", "::1"].includes(config.host) ? "localhost" : config.host;
  const url = `http://${host}:${port}`;
  const embeddings = provider === "lexical" ? "lexical (words, no model)" : `${embeddingModel} (OpenAI API)`;
  return `
Footnote is ready at ${url}
  store:      ${store.name}
  embeddings: ${embeddings}
  answerer:   ${model.name === "extractive" ? "extractive (quotes sentences, no model)" : model.name}
  API docs:   ${url}/docs

Try it:
  curl -s ${url}/ask -H 'content-type: application/json' -d '{"question":"What does EF_RUNTIME change?"}'
`;
}
