import { existsSync } from "node:fs";
import { asBuilt, describeDifferences, differences, unlessGiven } from "../../manifest/as-built.ts";
import { type Breakers, createBreakers } from "../../upstream/breaker.ts";
import { type Config, parseConfig, type VariableName } from "../../config.ts";
import { guardedEmbedder } from "../../embeddings/guarded.ts";
import { rememberingEmbedder } from "../../embeddings/remembering.ts";
import { assertEmbedderInstalled, createEmbedder, indexEmbedder } from "../../embeddings/index.ts";
import { createThrottle, type Throttle } from "../../embeddings/throttle.ts";
import type { Answering } from "../../gather.ts";
import { assertPriced } from "../../http/limits/budget.ts";
import type { ReadMetrics } from "../../http/parts.ts";
import type { ParseFile } from "../../ingestion/parse.ts";
import { liveIndexSource } from "../../manifest/live-index.ts";
import { createLogger, type Logger } from "../../observation/log.ts";
import type { Manifest } from "../../manifest/manifest.ts";
import { guardedModel, withFallback } from "../../models/guarded.ts";
import { createModel } from "../../models/index.ts";
import { countingMeter } from "../../observation/counting-meter.ts";
import { tracedEmbedder, tracedModel, tracedReranker } from "../../observation/gen-ai-spans.ts";
import { createRegistry } from "../../observation/registry.ts";
import { createReranker } from "../../rerankers/index.ts";
import type { Store } from "../../stores/store.ts";
import { createStore } from "./create-store.ts";
import { readCalibrations, readPrices, readPrompts } from "./disk.ts";
import { metricsReader } from "./metrics.ts";
import { parseInThread } from "./parse-in-thread.ts";

/** Everything that commands are made from. Nothing connects before it is used. */
export type NodeContext = Answering & {
  config: Config;
  store: Store;
  parseFile: ParseFile;
  /** Of all calls of ingestions, so that what they may send holds for the process. */
  throttle: Throttle;
  breakers: Breakers;
  logger: Logger;
  readMetrics: ReadMetrics;
};

/** The environment over `.env`, if there is one. @param options in place of variables of the environment @throws ConfigurationError */
export function readConfig(options: Partial<Record<VariableName, string>> = {}): Config {
  if (existsSync(".env")) process.loadEnvFile();
  return parseConfig({ ...process.env, ...options });
}

/** @throws ConfigurationError when a package of the chat model or of the embeddings is missing */
export async function createContext(config: Config): Promise<NodeContext> {
  await assertEmbedderInstalled(config);
  const now = () => performance.now();
  const store = await createStore(config);
  const prompts = await readPrompts();
  const reranker = createReranker(config);
  const registry = createRegistry();
  const meter = countingMeter(registry);
  const breakers = createBreakers(config.breaker, now, meter.upstreamFailure);
  const traced = config.traceEndpoint !== undefined;
  const answerer = async (chat: Config["chat"]) => {
    const model = await createModel(chat, prompts);
    return guardedModel(traced ? tracedModel(model, now) : model, chat.service, breakers);
  };
  const model = await answerer(config.chat);
  const fallback = config.chatFallback && (await answerer(config.chatFallback));
  const prices = await readPrices(config);
  for (const one of [model, fallback]) if (one) assertPriced(config.limits.costPerDay, prices, one);
  return {
    config,
    store,
    parseFile: parseInThread(config.reading),
    throttle: createThrottle(config.embedding),
    useStore: (use) => use(store),
    model: fallback ? withFallback(model, fallback) : model,
    reranker: traced && reranker ? tracedReranker(reranker) : reranker,
    promptTokens: config.promptTokens,
    prices,
    calibrations: await readCalibrations(config),
    liveIndex: liveIndexSource((manifest) => {
      const embedder = indexEmbedder(config, manifest);
      const guarded = guardedEmbedder(traced ? tracedEmbedder(embedder) : embedder, breakers);
      return config.answerCache ? rememberingEmbedder(guarded) : guarded;
    }, now),
    logger: createLogger(config.logLevel, (line) => process.stdout.write(`${line}\n`), Date.now),
    meter,
    breakers,
    readMetrics: metricsReader(registry, store, breakers),
    now,
    newNonce: () => crypto.randomUUID().slice(0, 8),
  };
}

export type StoreCheck = {
  /** Undefined before the first ingestion. */
  live: Manifest | undefined;
  /** What an operator should know, if anything. */
  warnings: string[];
};

/**
 * Connects, and checks that questions can be asked of the live index.
 * @throws StoreUnavailableError, IndexMissingError, IndexMismatchError, ConfigurationError, each with its remedy
 */
export async function checkStore({ config, store }: NodeContext): Promise<StoreCheck> {
  await store.connect();
  const live = await store.readManifest();
  if (!live) {
    return { live, warnings: ["Nothing has been ingested yet, so questions get status 503. Run `npm run ingest`."] };
  }
  indexEmbedder(config, live);
  await assertEmbedderInstalled(asBuilt(config, live));
  const wanted = unlessGiven(config, live);
  const otherwise = differences(live, wanted, createEmbedder(wanted).identity);
  const { complete, failures, reason } = await store.open(live).status();
  const warnings = [
    otherwise.length > 0 &&
      `The live index has other settings than the configuration; questions follow the index, and ingestion is refused:\n${describeDifferences(otherwise)}\n` +
        "Set these to what the index has, leave them unset, or run `npm run reindex`.",
    !complete && (reason ?? "The index is still being built; until it is complete, answers may miss passages."),
    failures > 0 &&
      `${failures} chunks could not be indexed and are never found. FT.INFO ${live.index} names the reason; build the index anew with \`npm run reindex\`.`,
  ];
  return { live, warnings: warnings.filter((warning) => warning !== false) };
}
