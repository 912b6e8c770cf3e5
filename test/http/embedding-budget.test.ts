import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { documentOn } from "../support/corpus.ts";
import { startIngesting } from "../support/ingesting.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { temporaryDirectory, type Variables, writeFiles } from "../support/server.ts";

let upstream: OpenaiServer;
beforeEach(async () => {
  upstream = await startOpenaiServer({ dimensions: 64 });
});
afterEach(() => upstream.close());

const ingesting = (variables: Variables) =>
  startIngesting({ OPENAI_BASE_URL: upstream.url, CHAT_MODEL: "extractive", EMBEDDING_CONCURRENCY: "1", ...variables });
/** About a hundred tokens, which are six seconds of the smallest budget. */
const document = (name: string) => `# ${name}\n\n${"The fish swims on. ".repeat(20)}`;
const smallest = { EMBEDDING_TOKENS_PER_MINUTE: "1000" };

describe("what may be sent to the embedding model", { timeout: 30_000 }, () => {
  test("holds for all documents together that are put at once", async () => {
    let [underWay, most] = [0, 0];
    upstream.embeddings.always(() => {
      most = Math.max(most, ++underWay);
      setTimeout(() => underWay--, 10);
      return { delay: 30 };
    });
    await using app = await ingesting({ EMBEDDING_TOKENS_PER_MINUTE: "60000", EMBEDDING_CONCURRENCY: "1" });
    const replies = await Promise.all(Array.from({ length: 20 }, (_, number) => app.put(`fish-${number}.md`, document(`Fish ${number}`))));

    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    expect(most).toBe(1);
    const tokens = replies.reduce((sum, { body }) => sum + body.embedded.tokens, 0);
    const { requests } = upstream.embeddings;
    const seconds = (requests.at(-1)!.time - requests[0]!.time) / 1000;
    // The last call's tokens are not waited for.
    expect(seconds).toBeGreaterThan((tokens / 1000) * (19 / 20) * 0.9);
  });

  test("is not waited for by a document longer than a client waits, which leaves what there was", async () => {
    await using app = await ingesting({ ...smallest, EMBEDDING_BATCH_SIZE: "1" });
    await app.put("ship.md", "Ship.");
    const began = performance.now();
    const { status, headers, body } = await app.put("ship.md", documentOn("Ship", ["keel", "lamp", "oar"]));

    expect(performance.now() - began).toBeLessThan(5500);
    expect([status, body.detail]).toEqual([
      429,
      expect.stringMatching(/^The budget of 1000 tokens .* \(EMBEDDING_TOKENS_PER_MINUTE\) is spent\. Try again in \d+ s\.$/),
    ]);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(1);
    expect(Number(headers.get("retry-after"))).toBeLessThan(60);
    expect((await app.send("GET", "/documents/ship.md")).body).toBe("Ship.");
    expect((await app.send("GET", "/documents")).body.documents).toMatchObject([{ source: "ship.md", chunks: 1, complete: true }]);
  });

  test("holds for an ingestion in the background together with them, which waits for it", async () => {
    await using corpus = await temporaryDirectory();
    await writeFiles(corpus.path, { "boats.md": "Boats float." });
    await using app = await ingesting({ ...smallest, CORPUS_DIR: corpus.path });
    expect((await app.put("fish.md", document("Fish"))).status).toBe(201);
    expect((await app.put("crab.md", document("Crab"))).status).toBe(429);
    const { id } = (await app.send("POST", "/ingestions")).body;
    await expect.poll(async () => (await app.send("GET", `/ingestions/${id}`)).body.state, { timeout: 20_000 }).toBe("done");

    const [first, second] = upstream.embeddings.requests;
    expect(upstream.embeddings.requests).toHaveLength(2);
    expect(second!.time - first!.time).toBeGreaterThan(5000);
    expect(await app.list()).toEqual(["boats.md", "fish.md"]);
  });

  test("is no more than EMBEDDING_CONCURRENCY calls, for a place among which a document waits five seconds", async () => {
    await using app = await ingesting({});
    await app.put("ship.md", "Ship.");
    upstream.embeddings.next({ delay: 6000 });
    const slow = app.put("fish.md", document("Fish"));
    await expect.poll(() => upstream.embeddings.requests.length).toBe(2);
    const { status, headers, body } = await app.put("crab.md", document("Crab"));

    expect([status, headers.get("retry-after"), body.detail]).toEqual([429, "5", expect.stringContaining("(EMBEDDING_CONCURRENCY)")]);
    expect((await slow).status).toBe(201);
    expect((await app.put("crab.md", document("Crab"))).status).toBe(201);
  });
});
