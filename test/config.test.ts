import { readFile } from "node:fs/promises";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { environment, parseConfig } from "../src/config.ts";
import { ConfigurationError } from "../src/errors.ts";

function problemsOf(variables: Record<string, string>): string[] {
  try {
    parseConfig(variables);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  throw new Error("The configuration was accepted.");
}

describe("the defaults", () => {
  test("need no server, no key and no open port", () => {
    const endpoint = { baseUrl: undefined, apiKey: undefined };
    expect(parseConfig({})).toEqual({
      given: new Set(),
      host: "127.0.0.1",
      port: 8787,
      allowAnonymous: false,
      clientKey: undefined,
      dataDirectory: ".data",
      corpusDirectory: "corpus",
      redisUrl: undefined,
      index: { name: "footnote", algorithm: "HNSW", metric: "COSINE", m: 16, efConstruction: 200, efRuntime: 150 },
      chat: {
        variable: "CHAT_MODEL",
        service: "chat model",
        model: "extractive",
        baseUrl: undefined,
        apiKey: undefined,
        timeout: 60_000,
        maxRetries: 4,
      },
      embedding: {
        provider: "lexical",
        model: "lexical-3",
        modelDirectory: undefined,
        modelCache: ".data/models",
        baseUrl: undefined,
        apiKey: undefined,
        dimensions: undefined,
        batchSize: 32,
        concurrency: 4,
        tokensPerMinute: undefined,
        patience: 120_000,
        cacheHours: 168,
        timeout: 30_000,
        maxRetries: 4,
      },
      embeddingEndpoints: { lexical: endpoint, openai: endpoint, cohere: endpoint, transformers: endpoint },
      breaker: { failures: 5, pause: 1000 },
      promptTokens: 20_000,
      rerank: undefined,
      chunking: { maxTokens: 320, overlapTokens: 32 },
      storeTimeout: 5000,
      shutdownTimeout: 10_000,
      limits: {
        requestTimeout: 300_000,
        requestsPerAddress: undefined,
        requestsPerKey: undefined,
        tokensPerDay: undefined,
        costPerDay: undefined,
        concurrentAnswers: undefined,
        waitingAnswers: 100,
        trustedProxies: 0,
      },
      maxBodyBytes: 262_144,
      maxFileBytes: 67_108_864,
      maxTextBytes: 4_194_304,
      recordFields: { text: ["text", "content", "body"], title: ["title", "name"], category: "category", id: "id" },
      reading: { timeout: 120_000, memory: 1024 },
      corsOrigins: [],
      logLevel: "info",
    });
  });

  test("hold for an empty variable as for an unset one", () => {
    const empty = Object.fromEntries(Object.keys(environment.shape).map((name) => [name, ""]));
    expect(parseConfig(empty)).toEqual(parseConfig({}));
  });

  test("are what .env.example sets, whether its lines are uncommented or not", async () => {
    const example = await readFile(new URL("../.env.example", import.meta.url), "utf8");
    const uncommented = example.replaceAll(/^#[ \t]*(?=[A-Z][A-Z0-9_]*=)/gm, "");
    expect(Object.keys(parseEnv(uncommented))).toContain("PORT");
    for (const text of [example, uncommented]) {
      expect({ ...parseConfig(parseEnv(text)), given: new Set() }).toEqual(parseConfig({}));
    }
  });

  test(".env.example names every variable once, with its default", async () => {
    const example = await readFile(new URL("../.env.example", import.meta.url), "utf8");
    const named = Array.from(example.matchAll(/^#?[ \t]*([A-Z][A-Z0-9_]*)=(\S*)/gm), ([, name, value]) => [name, value]);
    const known = Object.entries(environment.shape).map(([name, schema]) => [name, defaultOf(schema)]);
    expect(named.toSorted()).toEqual(known.toSorted());
  });
});

/** As it would be written; empty where the variable has no default. */
const defaultOf = (schema: z.ZodType) => (schema instanceof z.ZodDefault ? String(schema.def.defaultValue) : "");

describe("the models", () => {
  const providers = (variables: Record<string, string>) => {
    const { chat, embedding } = parseConfig(variables);
    return [embedding.provider, chat.model];
  };

  test.each<[given: Record<string, string>, embeddings: string, chatModel: string]>([
    [{ OPENAI_API_KEY: "key" }, "openai", "openai:gpt-5-mini"],
    [{ OPENAI_BASE_URL: "http://localhost:11434/v1" }, "openai", "openai:gpt-5-mini"],
    [{ EMBEDDING_BASE_URL: "http://localhost:8080" }, "openai", "extractive"],
    [{ OPENAI_API_KEY: "key", EMBEDDINGS: "lexical" }, "lexical", "openai:gpt-5-mini"],
    [{ EMBEDDINGS: "openai" }, "openai", "extractive"],
    [{ OPENAI_API_KEY: "key", CHAT_MODEL: "extractive" }, "openai", "extractive"],
    [{ CHAT_MODEL: "anthropic:claude-sonnet-4-5" }, "lexical", "anthropic:claude-sonnet-4-5"],
  ])("with %o are %s embeddings and the answerer %s", (given, embeddings, chatModel) => {
    expect(providers(given)).toEqual([embeddings, chatModel]);
  });

  test("share OpenAI's key and base URL, unless the embeddings have their own", () => {
    const openai = { OPENAI_API_KEY: "chat key", OPENAI_BASE_URL: "https://chat.example.com/v1" };
    expect(parseConfig(openai).embedding).toMatchObject({ apiKey: "chat key", baseUrl: "https://chat.example.com/v1" });
    const own = { EMBEDDING_API_KEY: "own key", EMBEDDING_BASE_URL: "https://embed.example.com" };
    expect(parseConfig({ ...openai, ...own })).toMatchObject({
      chat: { apiKey: "chat key", baseUrl: "https://chat.example.com/v1" },
      embedding: { apiKey: "own key", baseUrl: "https://embed.example.com" },
    });
  });

  test("a separate server for the fallback model is not sent the chat model's key", () => {
    const given = { OPENAI_API_KEY: "chat key", CHAT_FALLBACK_MODEL: "openai:gpt-4o" };

    expect(parseConfig(given).chatFallback).toMatchObject({ model: "openai:gpt-4o", apiKey: "chat key", baseUrl: undefined });
    expect(parseConfig({ ...given, CHAT_FALLBACK_BASE_URL: "https://spare.example.com" }).chatFallback).toMatchObject({
      apiKey: undefined,
      baseUrl: "https://spare.example.com",
    });
  });

  test("a server for a fallback model needs its name", () => {
    expect(problemsOf({ CHAT_FALLBACK_BASE_URL: "https://spare.example.com" })).toEqual([
      expect.stringMatching(/^CHAT_FALLBACK_MODEL is not set/),
    ]);
  });

  test("a separate embedding server is not sent the chat model's key", () => {
    const { embedding } = parseConfig({ OPENAI_API_KEY: "chat key", EMBEDDING_BASE_URL: "https://embed.example.com" });
    expect(embedding.apiKey).toBeUndefined();
  });
});

test("what is given is told from defaults, embeddings by a key or base URL too", () => {
  expect(parseConfig({ PORT: "8787", HNSW_M: "", PATH: "/bin" }).given).toEqual(new Set(["PORT"]));
  expect(parseConfig({ OPENAI_API_KEY: "key" }).given).toEqual(new Set(["EMBEDDINGS", "OPENAI_API_KEY"]));
});

test("an index of another provider is asked at that provider, with its key", () => {
  const keys = { OPENAI_API_KEY: "openai key", COHERE_API_KEY: "cohere key", OPENAI_BASE_URL: "https://chat.example.com/v1" };
  const own = { EMBEDDING_API_KEY: "own key", EMBEDDING_BASE_URL: "https://embed.example.com" };
  expect(parseConfig({ ...keys, ...own, EMBEDDINGS: "cohere" }).embeddingEndpoints).toMatchObject({
    cohere: { apiKey: "own key", baseUrl: "https://embed.example.com" },
    openai: { apiKey: "openai key", baseUrl: "https://chat.example.com/v1" },
  });
  expect(parseConfig({ ...keys, ...own, EMBEDDINGS: "lexical" }).embeddingEndpoints).toMatchObject({
    openai: { apiKey: "own key", baseUrl: "https://embed.example.com" },
  });
});

describe("mistakes", () => {
  test("are all reported at once, with the variable, what was given and what is allowed", () => {
    const given = {
      PORT: "http",
      INDEX_METRIC: "cosine",
      INDEX_NAME: "My Index",
      HNSW_M: "1",
      OPENAI_BASE_URL: "localhost:11434",
      CORS_ORIGINS: "https://chat.example.com/app",
      LOG_LEVEL: "verbose",
    };
    expect(problemsOf(given).toSorted()).toEqual([
      'CORS_ORIGINS is "https://chat.example.com/app"; allowed: origins such as https://chat.example.com, separated by commas, or *.',
      'HNSW_M is "1"; allowed: a whole number from 2 to 512.',
      'INDEX_METRIC is "cosine"; allowed: COSINE, L2, IP.',
      'INDEX_NAME is "My Index"; allowed: 1 to 64 lower-case letters, digits, - and _, the first a letter or digit.',
      'LOG_LEVEL is "verbose"; allowed: debug, info, warn, error, silent.',
      'OPENAI_BASE_URL is "localhost:11434"; allowed: a URL that starts with http:// or https://.',
      'PORT is "http"; allowed: a whole number from 0 to 65535.',
    ]);
  });

  test("of any variable name it and what is allowed", () => {
    const constrained = Object.entries(environment.shape).filter(([, schema]) => !schema.safeParse("?").success);
    expect(constrained.length).toBeGreaterThan(20);
    for (const [name] of constrained)
      expect(problemsOf({ [name]: "?" })).toEqual([expect.stringMatching(`^${name} is "\\?"; allowed: .{4,}\\.$`)]);
  });

  test.each(["extractve", "gpt-5-mini", "openai:", ":gpt-5-mini", "openai: ", ":"])(
    "a chat model is no %j, nor is its fallback",
    (model) => {
      for (const variable of ["CHAT_MODEL", "CHAT_FALLBACK_MODEL"])
        expect(problemsOf({ [variable]: model, OPENAI_API_KEY: "key" })).toEqual([
          `${variable} is ${JSON.stringify(model)}; allowed: extractive, or provider:model, such as openai:gpt-5-mini.`,
        ]);
    },
  );

  test("a model of OpenAI with neither a key nor a server is one, its fallback too", () => {
    expect(problemsOf({ CHAT_MODEL: "openai:gpt-5-mini" })).toEqual([
      expect.stringMatching(/^CHAT_MODEL is "openai:gpt-5-mini", but .* Set OPENAI_API_KEY, or OPENAI_BASE_URL .*CHAT_MODEL=extractive/),
    ]);
    const fallback = { CHAT_FALLBACK_MODEL: "openai:small" };
    expect(problemsOf(fallback)).toEqual([
      expect.stringMatching(/^CHAT_FALLBACK_MODEL is .* Set CHAT_FALLBACK_API_KEY, or CHAT_FALLBACK_BASE_URL/),
    ]);
    expect(parseConfig({ ...fallback, OPENAI_API_KEY: "key" }).chatFallback).toMatchObject({ model: "openai:small", apiKey: "key" });
    expect(parseConfig({ ...fallback, CHAT_FALLBACK_BASE_URL: "http://127.0.0.1:1" }).chatFallback).toMatchObject({ apiKey: undefined });
  });

  test.each(["-1", "1.5", "65536", " 80", "0x50", "1e3", "80 "])("a port is no %j", (port) => {
    expect(problemsOf({ PORT: port })).toEqual([expect.stringContaining(`PORT is ${JSON.stringify(port)}`)]);
  });

  test("an overlap of more than half a chunk is one, also beside others", () => {
    expect(problemsOf({ CHUNK_TOKENS: "100", CHUNK_OVERLAP_TOKENS: "51" })).toEqual([
      "CHUNK_OVERLAP_TOKENS is 51; allowed: at most half of CHUNK_TOKENS (100).",
    ]);
    expect(problemsOf({ CHUNK_TOKENS: "100", CHUNK_OVERLAP_TOKENS: "51", PORT: "http" })).toHaveLength(2);
    expect(problemsOf({ CHUNK_OVERLAP_TOKENS: "200" })).toEqual([expect.stringContaining("at most half of CHUNK_TOKENS (320)")]);
    expect(parseConfig({ CHUNK_TOKENS: "100", CHUNK_OVERLAP_TOKENS: "50" }).chunking).toEqual({ maxTokens: 100, overlapTokens: 50 });
  });

  test("a list of origins is split at commas, and each must be an origin", () => {
    expect(parseConfig({ CORS_ORIGINS: "https://a.example.com, http://localhost:3000" }).corsOrigins).toEqual([
      "https://a.example.com",
      "http://localhost:3000",
    ]);
    expect(problemsOf({ CORS_ORIGINS: "https://a.example.com,b.example.com" })).toHaveLength(1);
  });

  test("variables that Footnote does not know are left alone", () => {
    expect(parseConfig({ PATH: "/usr/bin", npm_config_port: "x" })).toEqual(parseConfig({}));
  });

  test.each([
    "http://default:hunter2@redis.example.com:6379",
    "http://default:hun/ter2/hunter2@redis.example.com:6379",
    'http://default:"hunter2"hunter2@redis.example.com:6379',
    "http://default:hunter2@hunter2@redis.example.com:6379",
    "default:hunter2@redis.example.com:6379",
    "redis-cli -u redis://default:hunter2@redis.example.com:6379",
    "redis://default:hunter2@redis.example.com:port",
    "http://default:hunter2\nhunter2@redis.example.com",
  ])("no password of %j is shown, but the rest is", (url) => {
    const [problem, ...more] = problemsOf({ REDIS_URL: url });
    expect(more).toEqual([]);
    expect(problem).toMatch(/^REDIS_URL is .*redis\.example\.com.*; allowed: a URL that starts with redis:\/\/ or rediss:\/\/ .*\.$/);
    expect(problem).not.toContain("hunter2");
  });

  test.each([
    "redis://localhost",
    "rediss://default:hun%40ter2@redis.example.com:6380/0",
    "redis://[::1]:6379",
    "redis://user:hunter2@one:7001,two:7002,[::1]:7003",
    "redis-cluster://redis.example.internal",
    "rediss-sentinel://:hunter2@one:26379,two/?sentinelMasterId=mymaster",
  ])("REDIS_URL may be %s", (url) => {
    expect(parseConfig({ REDIS_URL: url }).redisUrl).toBe(url);
  });

  test.each([
    ["sentinels need the name of their primary", "redis-sentinel://one,two"],
    ["only sentinels have such a name", "redis://one?sentinelMasterId=mymaster"],
    ["a cluster has one database", "redis://one,two/1"],
    ["the query engine does not work in that database", "redis://one/2"],
    ["the path is no number", "redis://one/name"],
    ["a host is missing", "redis://one,,two"],
    ["all hosts are missing", "redis-cluster:///0"],
    ["a port is no number", "redis://one:7001,two:port"],
    ["the password has a stray percent sign", "redis://user:100%@one"],
    ["each host has a scheme", "redis://one,redis://two"],
  ])("REDIS_URL is refused where %s", (_, url) => {
    expect(problemsOf({ REDIS_URL: url })).toEqual([
      expect.stringMatching(/^REDIS_URL is .*; allowed: .*redis-sentinel:\/\/.*the query engine works in database 0 only/),
    ]);
  });
});
