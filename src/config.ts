import { z } from "zod";
import { type ChatService, ConfigurationError } from "./errors.ts";
import { parseRedisUrl, redisUrlForms } from "./redis-url.ts";

const integer = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .pipe(z.number().min(minimum).max(maximum))
    .meta({ allowed: `a whole number from ${minimum} to ${maximum}` });

const amount = z
  .string()
  .regex(/^\d+(?:\.\d+)?$/)
  .transform(Number)
  .meta({ allowed: "a number such as 2.50" });

const share = z
  .string()
  .regex(/^(?:0(?:\.\d+)?|1(?:\.0+)?)$/)
  .transform(Number)
  .meta({ allowed: "a number from 0 to 1" });

const url = (...protocols: string[]) =>
  z
    .string()
    .refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol))
    .meta({ allowed: `a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}` });

const oneOf = <const T extends string>(...values: T[]) => z.enum(values).meta({ allowed: values.join(", ") });

const text = z.string();

/** A provider is never guessed: passages would be sent to it. */
const chatModel = z
  .string()
  .regex(/^(?:extractive|[^\s:]+:\S.*)$/)
  .meta({ allowed: "extractive, or provider:model, such as openai:gpt-5-mini" });

const flag = z
  .enum(["true", "false"])
  .transform((value) => value === "true")
  .meta({ allowed: "true, false" });

const names = text
  .transform((value) => value.split(",").map((name) => name.trim()))
  .pipe(z.array(z.string().min(1)).min(1))
  .meta({ allowed: "names separated by commas" });

const origins = z
  .string()
  .transform((value) => value.split(",").map((origin) => origin.trim()))
  .pipe(z.array(z.string().refine((origin) => origin === "*" || (URL.canParse(origin) && new URL(origin).origin === origin))))
  .meta({ allowed: "origins such as https://chat.example.com, separated by commas, or *" });

export const embeddingProviders = ["lexical", "openai", "cohere", "transformers"] as const;
export type EmbeddingProvider = (typeof embeddingProviders)[number];

export const defaultEmbeddingModels: Record<EmbeddingProvider, string> = {
  lexical: "lexical-3",
  openai: "text-embedding-3-small",
  cohere: "embed-v4.0",
  transformers: "Xenova/all-MiniLM-L6-v2",
};

/** Every variable that Footnote reads. `.env.example` and the README describe them. */
export const environment = z.object({
  HOST: text.default("127.0.0.1"),
  PORT: integer(0, 65_535).default(8787),
  ALLOW_ANONYMOUS: flag.default(false),
  FOOTNOTE_KEY: text.optional(),
  DATA_DIR: text.default(".data"),
  CORPUS_DIR: text.default("corpus"),
  REDIS_URL: z
    .string()
    .refine((value) => parseRedisUrl(value) !== undefined)
    .meta({ allowed: redisUrlForms })
    .optional(),
  INDEX_NAME: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/)
    .meta({ allowed: "1 to 64 lower-case letters, digits, - and _, the first a letter or digit" })
    .default("footnote"),
  INDEX_ALGORITHM: oneOf("HNSW", "FLAT").default("HNSW"),
  INDEX_METRIC: oneOf("COSINE", "L2", "IP").default("COSINE"),
  HNSW_M: integer(2, 512).default(16),
  HNSW_EF_CONSTRUCTION: integer(1, 4096).default(200),
  HNSW_EF_RUNTIME: integer(1, 4096).default(150),
  OPENAI_API_KEY: text.optional(),
  OPENAI_BASE_URL: url("http:", "https:").optional(),
  CHAT_MODEL: chatModel.optional(),
  CHAT_FALLBACK_MODEL: chatModel.optional(),
  CHAT_FALLBACK_BASE_URL: url("http:", "https:").optional(),
  CHAT_FALLBACK_API_KEY: text.optional(),
  CHAT_TIMEOUT_MS: integer(100, 600_000).default(60_000),
  PROMPT_TOKENS: integer(4000, 10_000_000).default(20_000),
  PRICES_FILE: text.optional(),
  CALIBRATION_FILE: text.optional(),
  ANSWER_CACHE_HOURS: integer(0, 87_600).default(0),
  ANSWER_CACHE_SIMILARITY: share.optional(),
  EMBEDDINGS: oneOf(...embeddingProviders).optional(),
  EMBEDDING_MODEL: text.optional(),
  EMBEDDING_MODEL_DIR: text.optional(),
  EMBEDDING_BASE_URL: url("http:", "https:").optional(),
  EMBEDDING_API_KEY: text.optional(),
  COHERE_API_KEY: text.optional(),
  EMBEDDING_DIMENSIONS: integer(1, 32_768).optional(),
  EMBEDDING_BATCH_SIZE: integer(1, 2048).default(32),
  EMBEDDING_CONCURRENCY: integer(1, 64).default(4),
  EMBEDDING_TOKENS_PER_MINUTE: integer(1000, 1_000_000_000).optional(),
  EMBEDDING_PATIENCE_MS: integer(0, 86_400_000).default(120_000),
  EMBEDDING_CACHE_HOURS: integer(0, 87_600).default(168),
  EMBEDDING_TIMEOUT_MS: integer(100, 600_000).default(30_000),
  RERANK_URL: url("http:", "https:").optional(),
  RERANK_MODEL: text.optional(),
  RERANK_API_KEY: text.optional(),
  RERANK_TIMEOUT_MS: integer(50, 60_000).default(2000),
  CHUNK_TOKENS: integer(32, 4096).default(320),
  CHUNK_OVERLAP_TOKENS: integer(0, 1024).default(32),
  BREAKER_FAILURES: integer(0, 1000).default(5),
  BREAKER_PAUSE_MS: integer(100, 600_000).default(1000),
  MAX_RETRIES: integer(0, 20).default(4),
  STORE_TIMEOUT_MS: integer(50, 600_000).default(5000),
  SHUTDOWN_TIMEOUT_MS: integer(0, 600_000).default(10_000),
  REQUEST_TIMEOUT_MS: integer(100, 86_400_000).default(300_000),
  RATE_LIMIT_PER_ADDRESS: integer(1, 1_000_000_000).optional(),
  RATE_LIMIT_PER_KEY: integer(1, 1_000_000_000).optional(),
  TOKENS_PER_DAY: integer(0, 1_000_000_000_000).optional(),
  COST_PER_DAY: amount.optional(),
  MAX_CONCURRENT_ANSWERS: integer(1, 1_000_000).optional(),
  MAX_WAITING_ANSWERS: integer(0, 1_000_000).default(100),
  TRUSTED_PROXIES: integer(0, 100).default(0),
  MAX_BODY_BYTES: integer(1024, 104_857_600).default(262_144),
  MAX_FILE_BYTES: integer(1, 1_073_741_824).default(67_108_864),
  MAX_TEXT_BYTES: integer(1, 104_857_600).default(4_194_304),
  RECORD_TEXT_FIELDS: names.default(["text", "content", "body"]),
  RECORD_TITLE_FIELDS: names.default(["title", "name"]),
  RECORD_CATEGORY_FIELD: text.default("category"),
  RECORD_ID_FIELD: text.default("id"),
  READ_TIMEOUT_MS: integer(100, 3_600_000).default(120_000),
  READ_MEMORY_MB: integer(64, 65_536).default(1024),
  CORS_ORIGINS: origins.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url("http:", "https:").optional(),
  LOG_LEVEL: oneOf("debug", "info", "warn", "error", "silent").default("info"),
});

export type VariableName = keyof typeof environment.shape;
export type Config = ReturnType<typeof parseConfig>;

/** Settings of the vector index; see the Redis documentation of HNSW for the meaning of each. */
export type IndexSettings = Config["index"];

/**
 * Turns environment variables into a typed configuration. An empty variable counts as unset.
 * @throws ConfigurationError that lists every problem at once, with the variable, what was given and what is allowed.
 */
export function parseConfig(variables: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""));
  const result = environment.safeParse(given);
  const problems = result.success ? [] : result.error.issues.map((issue) => describeProblem(String(issue.path[0]), given));
  const parsed = result.data;
  const chunking = environment.pick({ CHUNK_TOKENS: true, CHUNK_OVERLAP_TOKENS: true }).safeParse(given).data;
  if (chunking && chunking.CHUNK_OVERLAP_TOKENS > chunking.CHUNK_TOKENS / 2) {
    problems.push(
      `CHUNK_OVERLAP_TOKENS is ${chunking.CHUNK_OVERLAP_TOKENS}; allowed: at most half of CHUNK_TOKENS (${chunking.CHUNK_TOKENS}).`,
    );
  }
  const reranking = environment.pick({ RERANK_URL: true, RERANK_MODEL: true }).safeParse(given).data;
  if (reranking?.RERANK_URL !== undefined && reranking.RERANK_MODEL === undefined) {
    problems.push("RERANK_MODEL is not set; the endpoint at RERANK_URL needs the name of a model.");
  }
  const { EMBEDDINGS: provider, EMBEDDING_DIMENSIONS: dimensions } = given;
  if (dimensions !== undefined && (provider === "cohere" || provider === "transformers")) {
    problems.push(
      `EMBEDDING_DIMENSIONS is ${JSON.stringify(dimensions)}; allowed with EMBEDDINGS=${provider}: unset, the model's own apply.`,
    );
  }
  const fallback = environment.pick({ CHAT_FALLBACK_MODEL: true, CHAT_FALLBACK_BASE_URL: true }).safeParse(given).data;
  if (fallback?.CHAT_FALLBACK_BASE_URL !== undefined && fallback.CHAT_FALLBACK_MODEL === undefined) {
    problems.push("CHAT_FALLBACK_MODEL is not set; the server at CHAT_FALLBACK_BASE_URL needs the name of a model.");
  }
  problems.push(...unreachableModels(given));
  if (!parsed || problems.length > 0) throw new ConfigurationError([...new Set(problems)]);

  const openai = parsed.OPENAI_API_KEY !== undefined || parsed.OPENAI_BASE_URL !== undefined;
  const embeddings: EmbeddingProvider = parsed.EMBEDDINGS ?? (openai || parsed.EMBEDDING_BASE_URL !== undefined ? "openai" : "lexical");
  const endpointOf = (asked: EmbeddingProvider) => embeddingEndpoint(asked, embeddings, parsed);
  const known = (Object.keys(given) as VariableName[]).filter((name) => name in environment.shape);
  return {
    /** What the environment says; an index may have the rest otherwise than the defaults, see `as-built.ts`. */
    given: new Set<VariableName>(embeddings === "openai" ? ["EMBEDDINGS", ...known] : known) as ReadonlySet<VariableName>,
    host: parsed.HOST,
    port: parsed.PORT,
    allowAnonymous: parsed.ALLOW_ANONYMOUS,
    clientKey: parsed.FOOTNOTE_KEY,
    dataDirectory: parsed.DATA_DIR,
    corpusDirectory: parsed.CORPUS_DIR,
    redisUrl: parsed.REDIS_URL,
    index: {
      name: parsed.INDEX_NAME,
      algorithm: parsed.INDEX_ALGORITHM,
      metric: parsed.INDEX_METRIC,
      m: parsed.HNSW_M,
      efConstruction: parsed.HNSW_EF_CONSTRUCTION,
      efRuntime: parsed.HNSW_EF_RUNTIME,
    },
    chat: {
      variable: "CHAT_MODEL",
      service: "chat model" as ChatService,
      model: parsed.CHAT_MODEL ?? (openai ? "openai:gpt-5-mini" : "extractive"),
      baseUrl: parsed.OPENAI_BASE_URL,
      apiKey: parsed.OPENAI_API_KEY,
      timeout: parsed.CHAT_TIMEOUT_MS,
      maxRetries: parsed.MAX_RETRIES,
    },
    chatFallback:
      parsed.CHAT_FALLBACK_MODEL === undefined
        ? undefined
        : {
            variable: "CHAT_FALLBACK_MODEL",
            service: "fallback model" as ChatService,
            model: parsed.CHAT_FALLBACK_MODEL,
            baseUrl: parsed.CHAT_FALLBACK_BASE_URL ?? parsed.OPENAI_BASE_URL,
            // A separate server is not sent the key of the first.
            apiKey: parsed.CHAT_FALLBACK_API_KEY ?? (parsed.CHAT_FALLBACK_BASE_URL === undefined ? parsed.OPENAI_API_KEY : undefined),
            timeout: parsed.CHAT_TIMEOUT_MS,
            maxRetries: parsed.MAX_RETRIES,
          },
    breaker: { failures: parsed.BREAKER_FAILURES, pause: parsed.BREAKER_PAUSE_MS },
    promptTokens: parsed.PROMPT_TOKENS,
    pricesFile: parsed.PRICES_FILE,
    calibrationFile: parsed.CALIBRATION_FILE,
    /** Undefined where answers are not to be given again. */
    answerCache:
      parsed.ANSWER_CACHE_HOURS === 0
        ? undefined
        : { seconds: parsed.ANSWER_CACHE_HOURS * 3600, leastSimilarity: parsed.ANSWER_CACHE_SIMILARITY },
    embedding: {
      provider: embeddings,
      model: parsed.EMBEDDING_MODEL ?? defaultEmbeddingModels[embeddings],
      modelDirectory: parsed.EMBEDDING_MODEL_DIR,
      modelCache: `${parsed.DATA_DIR}/models`,
      ...endpointOf(embeddings),
      dimensions: parsed.EMBEDDING_DIMENSIONS,
      batchSize: parsed.EMBEDDING_BATCH_SIZE,
      concurrency: parsed.EMBEDDING_CONCURRENCY,
      tokensPerMinute: parsed.EMBEDDING_TOKENS_PER_MINUTE,
      patience: parsed.EMBEDDING_PATIENCE_MS,
      cacheHours: parsed.EMBEDDING_CACHE_HOURS,
      timeout: parsed.EMBEDDING_TIMEOUT_MS,
      maxRetries: parsed.MAX_RETRIES,
    },
    /** For an index whose embeddings are of another provider than those that are configured. */
    embeddingEndpoints: {
      lexical: endpointOf("lexical"),
      openai: endpointOf("openai"),
      cohere: endpointOf("cohere"),
      transformers: endpointOf("transformers"),
    } satisfies Record<EmbeddingProvider, object>,
    rerank:
      parsed.RERANK_URL === undefined
        ? undefined
        : {
            url: parsed.RERANK_URL,
            model: parsed.RERANK_MODEL!,
            apiKey: parsed.RERANK_API_KEY,
            timeout: parsed.RERANK_TIMEOUT_MS,
          },
    chunking: { maxTokens: parsed.CHUNK_TOKENS, overlapTokens: parsed.CHUNK_OVERLAP_TOKENS },
    storeTimeout: parsed.STORE_TIMEOUT_MS,
    shutdownTimeout: parsed.SHUTDOWN_TIMEOUT_MS,
    limits: {
      requestTimeout: parsed.REQUEST_TIMEOUT_MS,
      requestsPerAddress: parsed.RATE_LIMIT_PER_ADDRESS,
      requestsPerKey: parsed.RATE_LIMIT_PER_KEY,
      tokensPerDay: parsed.TOKENS_PER_DAY,
      costPerDay: parsed.COST_PER_DAY,
      concurrentAnswers: parsed.MAX_CONCURRENT_ANSWERS,
      waitingAnswers: parsed.MAX_WAITING_ANSWERS,
      trustedProxies: parsed.TRUSTED_PROXIES,
    },
    maxBodyBytes: parsed.MAX_BODY_BYTES,
    maxFileBytes: parsed.MAX_FILE_BYTES,
    maxTextBytes: parsed.MAX_TEXT_BYTES,
    recordFields: {
      text: parsed.RECORD_TEXT_FIELDS,
      title: parsed.RECORD_TITLE_FIELDS,
      category: parsed.RECORD_CATEGORY_FIELD,
      id: parsed.RECORD_ID_FIELD,
    },
    reading: { timeout: parsed.READ_TIMEOUT_MS, memory: parsed.READ_MEMORY_MB },
    corsOrigins: parsed.CORS_ORIGINS ?? [],
    traceEndpoint: parsed.OTEL_EXPORTER_OTLP_ENDPOINT,
    logLevel: parsed.LOG_LEVEL,
  };
}

/**
 * Where a provider is asked, and with which key: none must be sent another one's, nor a separate server the provider's. A separate server
 * is that of the provider that is configured, if that one has any.
 */
function embeddingEndpoint(provider: EmbeddingProvider, configured: EmbeddingProvider, variables: z.infer<typeof environment>) {
  const { OPENAI_API_KEY, OPENAI_BASE_URL, COHERE_API_KEY } = variables;
  const own = provider === configured || configured === "lexical" || configured === "transformers";
  const { EMBEDDING_API_KEY = undefined, EMBEDDING_BASE_URL = undefined } = own ? variables : {};
  const separate = EMBEDDING_API_KEY !== undefined || EMBEDDING_BASE_URL !== undefined;
  return {
    baseUrl: EMBEDDING_BASE_URL ?? (provider === "openai" ? OPENAI_BASE_URL : undefined),
    apiKey: separate ? EMBEDDING_API_KEY : provider === "cohere" ? COHERE_API_KEY : OPENAI_API_KEY,
  };
}

/** Chat models of OpenAI's protocol for which nothing says where, or with which key, they are asked. */
function unreachableModels(given: Record<string, string | undefined>): string[] {
  const places = {
    CHAT_MODEL: ["OPENAI_API_KEY", "OPENAI_BASE_URL"],
    CHAT_FALLBACK_MODEL: ["CHAT_FALLBACK_API_KEY", "CHAT_FALLBACK_BASE_URL", "OPENAI_API_KEY", "OPENAI_BASE_URL"],
  };
  return Object.entries(places).flatMap(([variable, needed]) => {
    const model = given[variable];
    if (!model?.startsWith("openai:") || needed.some((name) => given[name] !== undefined)) return [];
    const [key, url] = needed;
    return `${variable} is ${JSON.stringify(model)}, but there is neither a key nor a server for it. Set ${key}, or ${url} to a server with OpenAI's endpoints, or ${variable}=extractive, which needs neither.`;
  });
}

function describeProblem(name: string, given: Record<string, unknown>): string {
  const allowed = allowedValues(environment.shape[name as keyof typeof environment.shape]);
  // A URL may carry a password, which may hold any character; no other variable that can be wrong holds a secret.
  const value = String(given[name]).replace(/^([\w+.-]+:\/\/)?.*@/s, "$1***@");
  return `${name} is ${JSON.stringify(value)}; allowed: ${allowed}.`;
}

function allowedValues(schema: z.ZodType): string {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) return allowedValues(schema.unwrap() as z.ZodType);
  return String(schema.meta()?.allowed ?? "any text");
}
