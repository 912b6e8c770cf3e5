import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseConfig } from "../../src/config.ts";
import { createEmbedder } from "../../src/embeddings/index.ts";
import { UpstreamError, UpstreamThrottledError } from "../../src/errors.ts";
import { type CohereServer, startCohereServer } from "../support/cohere-server.ts";
import { corpusUnderTest } from "../support/corpus.ts";
import { failure } from "../support/failure.ts";
import { installed } from "../support/installed.ts";
import { embedWords } from "../support/openai-server.ts";
import { runFootnote, temporaryDirectory, type Variables } from "../support/server.ts";

const apiKey = "co-test-4711";
const present = await installed("@langchain/cohere", "cohere-ai");

test.skipIf(present)("without its packages, every command says which to install (skipped where they are)", async () => {
  await using data = await temporaryDirectory();
  await using run = runFootnote(["ingest", "."], { DATA_DIR: data.path, EMBEDDINGS: "cohere" });
  expect(await run.exited).toBe(1);
  expect(run.output).toEqual({
    stdout: "",
    stderr:
      "Footnote cannot run like this:\n" +
      '  - EMBEDDINGS is "cohere", which needs packages that are not installed. Run: npm install @langchain/cohere cohere-ai\n',
  });
});

test("dimensions cannot be asked for", () => {
  expect(() => parseConfig({ EMBEDDINGS: "cohere", EMBEDDING_DIMENSIONS: "256" })).toThrow(
    /EMBEDDING_DIMENSIONS is "256"; allowed with EMBEDDINGS=cohere: unset/,
  );
});

test("neither gets the other provider's key", () => {
  const keys = { OPENAI_API_KEY: "openai", COHERE_API_KEY: "cohere" };
  const keyOf = (variables: Variables) => parseConfig({ ...keys, ...variables }).embedding.apiKey;
  expect(keyOf({ EMBEDDINGS: "cohere" })).toBe("cohere");
  expect(keyOf({ EMBEDDINGS: "openai" })).toBe("openai");
  expect(keyOf({ EMBEDDINGS: "cohere", EMBEDDING_API_KEY: "own" })).toBe("own");
  expect(keyOf({ EMBEDDINGS: "cohere", EMBEDDING_BASE_URL: "https://embed.example.com" })).toBeUndefined();
});

describe.skipIf(!present)("Cohere's embeddings (npm install @langchain/cohere cohere-ai to run)", () => {
  let upstream: CohereServer;
  beforeAll(async () => {
    upstream = await startCohereServer(apiKey);
  });
  beforeEach(() => void (upstream.requests.length = 0));
  afterAll(() => upstream[Symbol.asyncDispose]());
  const cohere = (variables: Variables = {}) => ({
    EMBEDDINGS: "cohere",
    EMBEDDING_BASE_URL: upstream.url,
    EMBEDDING_API_KEY: apiKey,
    ...variables,
  });
  const embedder = (variables: Variables = {}) => createEmbedder(parseConfig(cohere(variables)));

  test("tell documents and questions apart", async () => {
    const [document] = await embedder().embedDocuments(["one fish"]);
    const question = await embedder().embedQuery("one fish");
    expect(upstream.requests.map(({ input_type: type }) => type)).toEqual(["search_document", "search_query"]);
    expect(upstream.requests[0]!.model).toBe("embed-v4.0");
    expect(document).toEqual(embedWords("one fish", 16));
    expect(question).toEqual(embedWords("one fish", 16).map((value) => 0 - value));
  });

  test("come in batches, in the order of the texts", async () => {
    const texts = ["one fish", "two fish", "red\nfish", "blue fish", "old fish"];
    const embeddings = await embedder({ EMBEDDING_BATCH_SIZE: "2" }).embedDocuments(texts);
    expect(upstream.requests.map((request) => request.texts)).toEqual([texts.slice(0, 2), texts.slice(2, 4), texts.slice(4)]);
    expect(embeddings).toEqual(texts.map((text) => embedWords(text, 16)));
  });

  test("are asked for again after a 429, not before Retry-After allows it", async () => {
    upstream.next({ status: 429, retryAfter: "1" });
    const began = performance.now();
    await embedder().embedDocuments(["one fish"]);
    expect(performance.now() - began).toBeGreaterThan(990);
    expect(upstream.requests).toHaveLength(2);
  });

  test("fail soon while a client waits, with when to try again", async () => {
    upstream.next({ status: 429, retryAfter: "40" });
    const error = await failure(embedder().embedQuery("one fish"));
    expect(error).toBeInstanceOf(UpstreamThrottledError);
    expect(error).toMatchObject({ service: "embedding model", retryAfter: 40 });
    expect(upstream.requests).toHaveLength(1);
  });

  test("with a wrong key fail at once, and say so", async () => {
    const error = await failure(embedder({ EMBEDDING_API_KEY: "wrong" }).embedDocuments(["one fish"]));
    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toHaveProperty("message", "The embedding model answered with status 401; check its API key");
  });

  test("that are too few are an error", async () => {
    upstream.next({ count: 1 });
    const error = await failure(embedder().embedDocuments(["one", "two"]));
    expect(error).toHaveProperty(
      "message",
      expect.stringMatching(/^The embedding model returned . embeddings for 2 texts, or empty ones$/),
    );
  });

  test("are stopped when the signal says so", async () => {
    upstream.next({ status: 429, retryAfter: "30" });
    const controller = new AbortController();
    const failed = failure(embedder().embedDocuments(["one"], controller.signal));
    await expect.poll(() => upstream.requests.length).toBe(1);
    controller.abort(new Error("Enough."));
    expect(await failed).toHaveProperty("message", "Enough.");
  });

  test("make an index that finds what was meant", async () => {
    await using corpus = await corpusUnderTest(
      { "fish.md": "One fish swims.", "bird.md": "One bird flies." },
      cohere({ EMBEDDING_DIMENSIONS: "" }),
    );
    const { report } = await corpus.ingest();
    expect(report.embedded.chunks).toBe(2);
    expect(corpus.contents().chunks.map(({ embedding }) => embedding.length)).toEqual([16 * 8, 16 * 8]);
  });
});
