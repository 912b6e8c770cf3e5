import answer from "../../prompts/answer.md";
import followup from "../../prompts/followup.md";
import passage from "../../prompts/passage.md";
import question from "../../prompts/question.md";
import rewrite from "../../prompts/rewrite.md";
import turn from "../../prompts/turn.md";
import { storedKeyring } from "../access/keyring.ts";
import { bundledCalibrations } from "../answering/calibration.ts";
import { createBreakers } from "../upstream/breaker.ts";
import { type Config, type EmbeddingProvider, parseConfig } from "../config.ts";
import { guardedEmbedder } from "../embeddings/guarded.ts";
import { indexEmbedder } from "../embeddings/index.ts";
import { rememberingEmbedder } from "../embeddings/remembering.ts";
import { ConfigurationError } from "../errors.ts";
import { createApp } from "../http/app.ts";
import { assertPriced } from "../http/limits/budget.ts";
import { turns } from "../http/limits/turns.ts";
import { liveIndexSource } from "../manifest/live-index.ts";
import { createLogger } from "../observation/log.ts";
import { extractiveModel } from "../models/extractive.ts";
import { guardedModel, withFallback } from "../models/guarded.ts";
import type { AnswerModel } from "../models/model.ts";
import { openaiModel } from "../models/openai.ts";
import { noMeter } from "../observation/meter.ts";
import { listedPrices } from "../prices/prices.ts";
import type { Prompts } from "../models/prompt.ts";
import { createReranker } from "../rerankers/index.ts";
import { redisStore } from "../stores/redis/store.ts";

type Variables = Record<string, string | undefined>;

const prompts: Prompts = { answer, passage, question, rewrite, followup, turn };
const heartbeat = 15_000;

/** Variables and secrets do not change while an isolate lives, so the app is made once. */
let app: ReturnType<typeof createApp> | undefined;

export default {
  fetch(request: Request, variables: Variables): Response | Promise<Response> {
    app ??= createWorkerApp(parseConfig(variables));
    return app.fetch(request, variables);
  },
};

function createWorkerApp(config: Config) {
  const { redisUrl, index, storeTimeout } = config;
  if (redisUrl === undefined) throw new ConfigurationError(["REDIS_URL is not set; on Cloudflare Workers, Footnote needs a Redis."]);
  assertSupported(config.embedding.provider);
  if (config.limits.concurrentAnswers !== undefined) {
    throw new ConfigurationError([
      "MAX_CONCURRENT_ANSWERS is set; on Cloudflare Workers, where no request can wait for another, it must not be.",
    ]);
  }
  const now = () => performance.now();
  const breakers = createBreakers(config.breaker, now, noMeter.upstreamFailure);
  const answerer = (chat: Config["chat"]) => guardedModel(createModel(chat), chat.service, breakers);
  const model = answerer(config.chat);
  const fallback = config.chatFallback && answerer(config.chatFallback);
  for (const one of [model, fallback]) if (one) assertPriced(config.limits.costPerDay, listedPrices, one);
  return createApp({
    useStore: async (use) => {
      // A socket belongs to the request that opened it: a client kept for the next one would hang.
      const store = redisStore(redisUrl, index, storeTimeout);
      try {
        return await use(store);
      } finally {
        await store.close();
      }
    },
    liveIndex: liveIndexSource((manifest) => {
      assertSupported(manifest.embedding.provider);
      const guarded = guardedEmbedder(indexEmbedder(config, manifest), breakers);
      return config.answerCache ? rememberingEmbedder(guarded) : guarded;
    }, now),
    model: fallback ? withFallback(model, fallback) : model,
    reranker: createReranker(config),
    promptTokens: config.promptTokens,
    prices: listedPrices,
    calibrations: bundledCalibrations,
    // An isolate lives too short for counting; Cloudflare has metrics of its own.
    meter: noMeter,
    // A Worker is always reachable.
    keyring: storedKeyring(config.allowAnonymous, now),
    breakers,
    // oxlint-disable-next-line no-console -- where a Worker's logs go
    logger: createLogger(config.logLevel, (line) => console.log(line), Date.now),
    now,
    newRequestId: () => crypto.randomUUID(),
    newNonce: () => crypto.randomUUID().slice(0, 8),
    answerCaching: config.answerCache && { ...config.answerCache, now: Date.now },
    limits: config.limits,
    turns: turns(),
    // Cloudflare sets it, whatever a client sends.
    addressOf: (context) => context.req.header("cf-connecting-ip") ?? "unknown",
    maxBodyBytes: config.maxBodyBytes,
    corsOrigins: config.corsOrigins,
    heartbeat,
  });
}

function assertSupported(provider: EmbeddingProvider): void {
  if (provider !== "cohere" && provider !== "transformers") return;
  throw new ConfigurationError([`EMBEDDINGS is "${provider}"; on Cloudflare Workers allowed: lexical, openai.`]);
}

function createModel(chat: Config["chat"]): AnswerModel {
  if (chat.model === "extractive") return extractiveModel();
  // The Worker has OpenAI's protocol only.
  if (!chat.model.startsWith("openai:")) {
    throw new ConfigurationError([
      `${chat.variable} is ${JSON.stringify(chat.model)}; on Cloudflare Workers allowed: openai:name, or extractive.`,
    ]);
  }
  return openaiModel(chat, prompts);
}
