import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseConfig } from "../../src/config.ts";
import { createEmbedder } from "../../src/embeddings/index.ts";
import { InvalidEmbeddingError, UpstreamError, UpstreamThrottledError, UpstreamTimeoutError } from "../../src/errors.ts";
import { newManifest } from "../../src/manifest/manifest.ts";
import { sqliteStore } from "../../src/stores/sqlite/store.ts";
import { failure } from "../support/failure.ts";
import { embedWords, type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { temporaryDirectory, type Variables } from "../support/server.ts";

const apiKey = "sk-test-4711";
let upstream: OpenaiServer;

beforeAll(async () => {
  upstream = await startOpenaiServer({ apiKey, dimensions: 16 });
});
beforeEach(() => upstream.embeddings.reset());
afterAll(() => upstream.close());

const configuration = (variables: Variables = {}) => parseConfig({ OPENAI_BASE_URL: upstream.url, OPENAI_API_KEY: apiKey, ...variables });
const embedder = (variables: Variables = {}) => createEmbedder(configuration(variables));

describe("what is sent", () => {
  test("texts go in batches, and the embeddings come back in the order of the texts", async () => {
    const texts = ["one fish", "two fish", "red\nfish", "blue fish", "old fish"];

    const embeddings = await embedder({ EMBEDDING_BATCH_SIZE: "2" }).embedDocuments(texts);

    expect(upstream.embeddings.requests.map(({ body }) => body.input)).toEqual([texts.slice(0, 2), texts.slice(2, 4), texts.slice(4)]);
    expect(embeddings).toEqual(texts.map((text) => embedWords(text, 16)));
  });

  test("a question is embedded as a document with the same text is", async () => {
    const text = "How much memory\ndoes HNSW need?";

    const [document] = await embedder().embedDocuments([text]);

    expect(await embedder().embedQuery(text)).toEqual(document);
  });

  test("dimensions are asked for only if they are configured", async () => {
    const asked = await embedder({ EMBEDDING_DIMENSIONS: "8" }).embedQuery("fish");
    const unasked = await embedder().embedQuery("fish");

    expect(upstream.embeddings.requests.map(({ body }) => body.dimensions)).toEqual([8, undefined]);
    expect([asked.length, unasked.length]).toEqual([8, 16]);
  });

  test("a separate embedding server is not sent the chat provider's key", async () => {
    await using separate = await startOpenaiServer();

    await embedder({ EMBEDDING_BASE_URL: separate.url }).embedQuery("fish");
    await embedder({ EMBEDDING_BASE_URL: separate.url, EMBEDDING_API_KEY: "sk-embedding" }).embedQuery("fish");

    expect(separate.embeddings.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer none", "Bearer sk-embedding"]);
    expect(JSON.stringify(separate.embeddings.requests.map(({ headers }) => headers))).not.toContain(apiKey);
    expect(upstream.embeddings.requests).toEqual([]);
  });
});

describe("failures that pass", () => {
  test("a 429 is tried again, not before Retry-After allows it", async () => {
    upstream.embeddings.next({ status: 429, retryAfter: "1" });

    await embedder().embedQuery("fish");

    const [first, second] = upstream.embeddings.requests;
    expect(upstream.embeddings.requests).toHaveLength(2);
    expect(second!.time - first!.time).toBeGreaterThanOrEqual(990);
    expect(second!.time - first!.time).toBeLessThan(2500);
  });

  test.each([408, 500, 502, 503, 504, 529])("a %i is tried again", async (status) => {
    upstream.embeddings.next({ status });

    expect(await embedder().embedQuery("fish")).toHaveLength(16);
    expect(upstream.embeddings.requests).toHaveLength(2);
  });

  test("an attempt that hangs is given up and tried again", async () => {
    upstream.embeddings.next({ hang: "all" });

    expect(await embedder({ EMBEDDING_TIMEOUT_MS: "500" }).embedQuery("fish")).toHaveLength(16);
    expect(await upstream.embeddings.requests[0]!.ended).toBe("disconnected");
  });

  test("a slow answer within the time-out is waited for", async () => {
    upstream.embeddings.next({ delay: 300 });

    expect(await embedder({ EMBEDDING_TIMEOUT_MS: "2000" }).embedQuery("fish")).toHaveLength(16);
    expect(upstream.embeddings.requests).toHaveLength(1);
  });
});

describe("failures that stay", () => {
  test("a persistent 429 tells when to try again", async () => {
    upstream.embeddings.always({ status: 429, retryAfter: "1" });

    const error = await failure(embedder({ MAX_RETRIES: "1" }).embedQuery("fish"));

    expect(error).toBeInstanceOf(UpstreamThrottledError);
    expect(error).toMatchObject({ service: "embedding model", retryAfter: 1 });
    expect(upstream.embeddings.requests).toHaveLength(2);
  });

  test.each([
    [400, /status 400/],
    [401, /status 401; check its API key/],
    [404, /status 404; check the model's name and the base URL/],
  ])("a %i is not tried again, and the error names the remedy", async (status, message) => {
    upstream.embeddings.always({ status, message: "You sent a fish." });

    const error = await failure(embedder().embedQuery("fish"));

    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toHaveProperty("message", expect.stringMatching(message));
    expect(error).toHaveProperty("message", expect.not.stringContaining("fish"));
    expect(upstream.embeddings.requests).toHaveLength(1);
  });

  test.each(["all", "body"] as const)("a server that does not send its reply (%s) is given up in time", async (hang) => {
    upstream.embeddings.always({ hang });
    const began = performance.now();

    const error = await failure(embedder({ MAX_RETRIES: "0", EMBEDDING_TIMEOUT_MS: "200" }).embedQuery("fish"));

    expect(error).toBeInstanceOf(UpstreamTimeoutError);
    expect(performance.now() - began).toBeLessThan(2000);
    expect(await upstream.embeddings.requests[0]!.ended).toBe("disconnected");
  });

  test("a server that is not there is named as the cause", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));

    const error = await failure(embedder({ MAX_RETRIES: "0", EMBEDDING_BASE_URL: `http://127.0.0.1:${port}/v1` }).embedQuery("fish"));

    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toHaveProperty("message", expect.stringMatching(/could not be reached.*ECONNREFUSED.*base URL/));
  });

  test.each([
    ["is not JSON", "<html>Bad gateway</html>"],
    ["is JSON of another form", '{"answer":42}'],
    ["is an empty list", '{"object":"list","data":[]}'],
    ["holds no numbers", '{"object":"list","data":[{"object":"embedding","index":0,"embedding":null}]}'],
  ])("a reply that %s is an error of the embedding model", async (_, garbage) => {
    upstream.embeddings.always({ garbage });

    const error = await failure(embedder().embedQuery("fish"));

    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toHaveProperty("message", expect.stringMatching(/^The embedding model /));
  });

  test.each([1, 3])("%i embeddings for 2 texts are an error, whichever is missing or too many", async (count) => {
    upstream.embeddings.always({ count });

    const error = await failure(embedder().embedDocuments(["one", "two"]));

    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toHaveProperty("message", expect.stringMatching(`returned ${count} embeddings for 2 texts`));
  });
});

describe("cancellation", () => {
  test("stops at once and closes the connection", async () => {
    upstream.embeddings.always({ hang: "all" });
    const controller = new AbortController();
    const reason = new Error("The client went away.");
    const failed = failure(embedder().embedDocuments(["one"], controller.signal));
    await expect.poll(() => upstream.embeddings.requests.length).toBe(1);

    controller.abort(reason);
    const began = performance.now();

    expect(await failed).toBe(reason);
    expect(performance.now() - began).toBeLessThan(500);
    expect(await upstream.embeddings.requests[0]!.ended).toBe("disconnected");
  });

  test("ends the wait for another attempt", async () => {
    upstream.embeddings.always({ status: 429, retryAfter: "30" });
    const controller = new AbortController();
    const failed = failure(embedder().embedDocuments(["one"], controller.signal));
    await expect.poll(() => upstream.embeddings.requests.length).toBe(1);
    await upstream.embeddings.requests[0]!.ended;

    controller.abort(new Error("Enough."));

    expect(await failed).toHaveProperty("message", "Enough.");
    expect(upstream.embeddings.requests).toHaveLength(1);
  });

  test("sends no further batch", async () => {
    const controller = new AbortController();
    upstream.embeddings.always({ delay: 50 });
    const failed = failure(embedder({ EMBEDDING_BATCH_SIZE: "1" }).embedDocuments(["one", "two", "three", "four"], controller.signal));
    await expect.poll(() => upstream.embeddings.requests.length).toBe(1);

    controller.abort(new Error("Enough."));
    await failed;
    await new Promise((resolve) => setTimeout(resolve, 200));

    expect(upstream.embeddings.requests).toHaveLength(1);
  });
});

test("the store refuses an embedding of another length than its index has", async () => {
  await using data = await temporaryDirectory();
  const store = sqliteStore(data.path, "footnote");
  const index = store.open(await newManifest(configuration(), { ...embedder().identity, dimensions: 16 }));
  await index.create();
  upstream.embeddings.next({ dimensions: 12 });

  const error = await failure(index.searchVectors({ embedding: await embedder().embedQuery("fish"), k: 3 }));
  await store.close();

  expect(error).toBeInstanceOf(InvalidEmbeddingError);
  expect(error).toHaveProperty("message", expect.stringMatching(/12 dimensions, the index has 16/));
});
