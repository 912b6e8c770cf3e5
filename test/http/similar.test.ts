import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { problemSchema } from "../../src/http/problem.ts";
import { similarResponse } from "../../src/http/schemas.ts";
import { paragraphOn } from "../support/corpus.ts";
import { startOpenaiServer } from "../support/openai-server.ts";
import { bundledCorpus, type RunningApp, startApp } from "../support/server.ts";

type Hits = z.infer<typeof similarResponse>["hits"];

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
  await app.ingest(bundledCorpus);
});
afterAll(() => app.close());

async function similar(body: object, from = app): Promise<Hits> {
  const response = await from.post("/similar", body);
  const reply = await response.json();
  expect([response.status, similarResponse.parse(reply)]).toEqual([200, reply]);
  return reply.hits;
}
const chunkOf = async (query: string, from = app) => (await (await from.post("/search", { query, k: 1 })).json()).hits[0] as Hits[number];
const sources = (hits: Hits) => hits.map(({ source }) => source);

function expectScores(hits: Hits) {
  const scores = hits.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((one, other) => other - one));
  expect(scores[0]).toBeLessThanOrEqual(1);
  expect(scores.at(-1)).toBeGreaterThanOrEqual(0);
}

describe("chunks like a chunk", () => {
  test("are those on the same subject, without the chunk itself", async () => {
    const given = await chunkOf("recall of an approximate index");

    const hits = await similar({ id: given.id, k: 10 });

    expect(hits).toHaveLength(10);
    expect(hits.map(({ id }) => id)).not.toContain(given.id);
    expect(hits.slice(0, 5).filter(({ text }) => /recall/i.test(text)).length).toBeGreaterThanOrEqual(3);
    expectScores(hits);
    expect(await similar({ id: given.id, k: 10 })).toEqual(hits);
  });

  test("are found among the named categories only", async () => {
    const given = await chunkOf("recall of an approximate index");

    const hits = await similar({ id: given.id, category: ["operations", "clients"], k: 20 });

    expect(hits).toHaveLength(20);
    expect(hits.every(({ categories }) => categories.some((name) => name === "operations" || name === "clients"))).toBe(true);
  });

  test("are ten by default, and as many as are asked for", async () => {
    const { id } = await chunkOf("tags");

    expect(await similar({ id })).toHaveLength(10);
    expect(await similar({ id, k: 1 })).toHaveLength(1);
    expect(await similar({ id, k: 150 })).toHaveLength(150);
  });

  test("may be a near-duplicate of it, but one only", async () => {
    await using own = await startApp();
    const text = paragraphOn("lighthouse");
    await own.ingest({
      ...Object.fromEntries(["a", "b", "c", "d"].map((name) => [`${name}.md`, `# Version ${name}\n\n${text}\n`])),
      "pier.md": `# Pier\n\n${paragraphOn("pier")} It is near the lighthouse.\n`,
    });
    const given = await chunkOf("lighthouse", own);

    const hits = await similar({ id: given.id }, own);

    expect(sources(hits)).toEqual([expect.stringMatching(/^[abcd]\.md$/), "pier.md"]);
    expect(hits[0]!.source).not.toBe(given.source);
  });
});

describe("documents like a document", () => {
  test("are not those of its folder that have no word in common with it", async () => {
    await using own = await startApp();
    await own.ingest({
      "harbour/pier/lamp.md": "# Lamp\n\nThe lamp burns oil.\n",
      "harbour/pier/oar.md": "# Oar\n\nIts blade consists of ash.\n",
      "elsewhere/light.md": "# Light\n\nA lamp burns oil.\n",
    });
    const [first, second] = await similar({ source: "harbour/pier/lamp.md" }, own);
    expect(first).toMatchObject({ source: "elsewhere/light.md", score: 1 });
    expect(second?.score ?? 0).toBeLessThan(0.1);
  });

  test("are each found once, by their best passage, without the document itself", async () => {
    const hits = await similar({ source: "retrieval/hybrid-search-and-rrf.md", k: 12 });

    expect(hits).toHaveLength(12);
    expect(new Set(sources(hits)).size).toBe(12);
    expect(sources(hits)).not.toContain("retrieval/hybrid-search-and-rrf.md");
    expect(sources(hits).slice(0, 3)).toContain("redis/hybrid-text-and-vector.md");
    expectScores(hits);
  });

  test("are all others, if so many are asked for", async () => {
    await using own = await startApp();
    await own.ingest({ "a.md": paragraphOn("lamp", 60), "b.md": paragraphOn("lamp", 3), "c.md": paragraphOn("oar", 60), "d.md": "Tea." });

    expect(sources(await similar({ source: "a.md" }, own)).toSorted()).toEqual(["b.md", "c.md", "d.md"]);
  });

  test("are found for a document with very many chunks", async () => {
    await using own = await startApp({ CHUNK_TOKENS: "32", CHUNK_OVERLAP_TOKENS: "0" });
    const book = (subject: string) => Array.from({ length: 400 }, (_, number) => `The ${subject} of day ${number} was seen by all of us.`).join("\n\n"); // prettier-ignore
    await own.ingest({ "whale.md": book("whale"), "whales.md": "A whale was seen.", "tea.md": "Tea is drunk hot." });

    expect(sources(await similar({ source: "whale.md", k: 1 }, own))).toEqual(["whales.md"]);
  });

  test("are found among the named categories only", async () => {
    const hits = await similar({ source: "retrieval/hybrid-search-and-rrf.md", category: "clients", k: 5 });

    expect(hits).toHaveLength(5);
    expect(hits.every(({ categories }) => categories.includes("clients"))).toBe(true);
  });
});

describe.each(["COSINE", "L2", "IP"])("with an embedding model and the metric %s", (metric) => {
  test("what is near in meaning is found without words in common, and no embedding is asked for", async () => {
    await using openai = await startOpenaiServer();
    await using own = await startApp({ OPENAI_BASE_URL: openai.url, INDEX_METRIC: metric, CHUNK_TOKENS: "32", CHUNK_OVERLAP_TOKENS: "0" });
    const [harbour, lake] = ["harbour", "lake"].map((place) => `Boats sail out of the ${place} when the bell rings twice, and ${place} folk wave at them until late.`); // prettier-ignore
    await own.ingest({ "a.md": `${harbour}\n\n${lake}\n`, "b.md": "Boats row.", "c.md": "Tea is hot." });
    const { length: before } = openai.embeddings.requests;

    const [best] = await similar({ source: "a.md" }, own);
    const given = await chunkOf("Boats sail", own);
    const { length: searched } = openai.embeddings.requests;
    const like = await similar({ id: given.id }, own);

    expect(best!.source).toBe("b.md");
    expect(sources(like)).toEqual(["a.md", "b.md", "c.md"]);
    expect([before + 1, searched]).toEqual([searched, openai.embeddings.requests.length]);
  });
});

describe("what cannot be found", () => {
  test.each([
    [{ id: "0123456789abcdef0123456789abcdef" }, /no chunk "0123456789abcdef0123456789abcdef".*another one/],
    [{ id: "x y\u0000'\"" }, /no chunk/],
    [{ source: "redis/no-such.md" }, /no document "redis\/no-such\.md".*path of a file/],
    [{ source: "constructor" }, /no document/],
  ])("is a problem that says what to look for: %j", async (body, detail) => {
    const response = await app.post("/similar", body);
    const problem = await response.json();

    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(problemSchema.parse(problem)).toEqual(problem);
    expect(problem.detail).toMatch(detail);
  });

  test.each([
    [{}, "give either id or source"],
    [{ id: "a", source: "b" }, "give either id or source"],
    [{ id: "" }, ""],
    [{ source: "\uD800" }, "well-formed"],
    [{ id: "a", k: 0 }, ""],
    [{ id: "a", k: 201 }, ""],
    [{ id: "a", mode: "text" }, "is not a field of this request"],
    [{ id: "a", category: [] }, ""],
  ])("is a request that is not valid: %j", async (body, message) => {
    const response = await app.post("/similar", body);

    expect(response.status).toBe(400);
    expect((await response.json()).errors).toEqual([{ field: expect.any(String), message: expect.stringContaining(message) }]);
  });

  test("is anything of a category that no chunk has", async () => {
    const response = await app.post("/similar", { source: "redis/tag-filters.md", category: "nonesuch" });

    expect(response.status).toBe(400);
    expect((await response.json()).knownCategories).toContain("redis");
  });
});
