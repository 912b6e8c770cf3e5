import { existsSync } from "node:fs";
import { type Config, parseConfig } from "../../config.ts";
import { assertEmbedderInstalled, createEmbedder } from "../../embeddings/index.ts";
import type { Answering } from "../../gather.ts";
import type { ParseFile } from "../../ingestion/parse.ts";
import { liveIndexSource } from "../../live-index.ts";
import { createLogger, type Logger } from "../../log.ts";
import { assertManifestMatches } from "../../manifest.ts";
import { createModel } from "../../models/index.ts";
import { createReranker } from "../../rerankers/index.ts";
import type { Store } from "../../stores/store.ts";
import { readCalibrations, readPrices, readPrompts } from "./disk.ts";
import { parseInThread } from "./parse-in-thread.ts";

/** Everything that commands are made from. Nothing connects before it is used. */
export type NodeContext = Answering & {
  config: Config;
  store: Store;
  parseFile: ParseFile;
  logger: Logger;
};

/** The environment over `.env`, if there is one. @throws ConfigurationError */
export function readConfig(): Config {
  if (existsSync(".env")) process.loadEnvFile();
  return parseConfig(process.env);
}

/** @throws ConfigurationError when a package of the chat model or of the embeddings is missing */
export async function createContext(config: Config): Promise<NodeContext> {
  await assertEmbedderInstalled(config);
  const now = () => performance.now();
  const store = await createStore(config);
  return {
    config,
    store,
    parseFile: parseInThread(config.reading),
    useStore: (use) => use(store),
    model: await createModel(config, await readPrompts()),
    reranker: createReranker(config),
    promptTokens: config.promptTokens,
    prices: await readPrices(config),
    calibrations: await readCalibrations(config),
    liveIndex: liveIndexSource(({ embedding }) => createEmbedder(config, embedding.dimensions), now),
    logger: createLogger(config.logLevel, (line) => process.stdout.write(`${line}\n`), Date.now),
    now,
    newNonce: () => crypto.randomUUID().slice(0, 8),
  };
}

/** Loads only the adapter in use: the other's libraries would take time and memory. */
async function createStore({ redisUrl, index, dataDirectory, storeTimeout }: Config): Promise<Store> {
  if (redisUrl === undefined) return (await import("../../stores/sqlite/store.ts")).sqliteStore(dataDirectory, index.name);
  return (await import("../../stores/redis/store.ts")).redisStore(redisUrl, index, storeTimeout);
}

/**
 * Connects, and checks that the live index is what the configuration asks for.
 * @returns what an operator should know, if anything
 * @throws StoreUnavailableError, IndexMissingError, IndexMismatchError, each with its remedy
 */
export async function checkStore({ config, store }: NodeContext): Promise<string[]> {
  await store.connect();
  const manifest = await store.readManifest();
  if (!manifest) return ["Nothing has been ingested yet, so questions get status 503. Run `npm run ingest`."];
  assertManifestMatches(manifest, config, createEmbedder(config).identity);
  const { complete, failures } = await store.open(manifest).status();
  return [
    ...(complete ? [] : ["The index is still being built; until it is complete, answers may miss passages."]),
    ...(failures === 0
      ? []
      : [
          `${failures} chunks could not be indexed and are never found. FT.INFO ${manifest.index} names the reason; ingest into a new INDEX_NAME.`,
        ]),
  ];
}
