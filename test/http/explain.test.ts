import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { explanation } from "../../src/http/explanation.ts";
import { textPool } from "../../src/retrieval/find.ts";
import { askResponse, type searchResponse } from "../../src/http/schemas.ts";
import { paragraphOn } from "../support/corpus.ts";
import { allEvents } from "../support/event-stream.ts";
import { startOpenaiServer } from "../support/openai-server.ts";
import { startRerankServer } from "../support/rerank-server.ts";
import { bundledCorpus, type RunningApp, startApp } from "../support/server.ts";

type SearchResponse = z.infer<typeof searchResponse>;
type AskResponse = z.infer<typeof askResponse>;
type Explanation = z.infer<typeof explanation>;
type Candidate = Explanation["candidates"][number];

const query = "How much memory does an HNSW index need?";
let app: RunningApp;

beforeAll(async () => {
  app = await startApp();
  await app.ingest(bundledCorpus);
});
afterAll(() => app.close());

const search = async (fields: object, from = app) =>
  (await (await from.post("/search", { query, explain: true, ...fields })).json()) as SearchResponse & { explain: Explanation };

/** That ranks are 1, 2, 3 … and that scores never rise. */
function expectRanking(candidates: Candidate[], of: (candidate: Candidate) => { rank: number; score: number } | null) {
  const placed = candidates.flatMap((candidate) => of(candidate) ?? []).toSorted((one, other) => one.rank - other.rank);
  expect(placed.map(({ rank }) => rank)).toEqual(placed.map((_, index) => index + 1));
  expect(placed.map(({ score }) => score)).toEqual(placed.map(({ score }) => score).toSorted((one, other) => other - one));
  return placed.length;
}

describe("an explanation", () => {
  test("is there only if it was asked for, and changes nothing else", async () => {
    const plain = await (await app.post("/search", { query, explain: false })).json();
    const { explain, ...rest } = await search({});

    expect(Object.keys(plain)).toEqual(["hits"]);
    expect(rest).toEqual(plain);
    expect(explanation.parse(explain)).toEqual(explain);
    expect(await (await app.post("/ask", { question: query })).json()).not.toHaveProperty("explain");
  });

  test("begins with the hits in their order, and names each candidate once, with its place in the source", async () => {
    const { hits, explain } = await search({ k: 5 });

    const { candidates } = explain;
    expect(candidates.slice(0, 5).map(({ id, source, start, end, rank }) => ({ id, source, start, end, rank }))).toEqual(
      hits.map(({ id, source, start, end }, index) => ({ id, source, start, end, rank: index + 1 })),
    );
    expect(new Set(candidates.map(({ id }) => id)).size).toBe(candidates.length);
    expect(candidates.length).toBeGreaterThanOrEqual(textPool);
  });

  test("has each candidate's rank and score by embeddings, by words and fused", async () => {
    const { hits, explain } = await search({ k: 5 });
    const { candidates } = explain;

    expect(expectRanking(candidates, ({ vector }) => vector)).toBe(10);
    expect(expectRanking(candidates, ({ text }) => text)).toBe(textPool);
    expect(expectRanking(candidates, ({ text }) => text && { rank: text.engineRank, score: text.engineScore! })).toBe(textPool);
    expect(expectRanking(candidates, ({ fusion }) => fusion)).toBe(candidates.length);
    expect(candidates.slice(0, 5).map(({ fusion }) => fusion!.score)).toEqual(hits.map(({ score }) => score));
    // Refining changes the engine's order, or it would be of no use.
    expect(candidates.some(({ text }) => text && text.rank !== text.engineRank)).toBe(true);
    // Weights as the documentation has them: words 1, lexical embeddings 0.01.
    for (const { vector, text, fusion } of candidates) {
      const share = (text ? 1 / (60 + text.rank) : 0) + (vector ? 0.01 / (60 + vector.rank) : 0);
      expect(fusion!.score).toBeCloseTo((share * 61) / 1.01, 10);
    }
  });

  test.each([
    ["vector", "text"],
    ["text", "vector"],
  ] as const)("of the mode %s has only its ranking", async (mode, other) => {
    const { candidates } = (await search({ k: 5, mode })).explain;

    expect(candidates.every((candidate) => candidate[mode] && !candidate[other] && !candidate.fusion && !candidate.rerank)).toBe(true);
  });

  test("says of what was dropped that enough candidates were better", async () => {
    const { candidates } = (await search({ k: 5 })).explain;

    expect(candidates.slice(0, 5).every(({ dropped }) => dropped === null)).toBe(true);
    expect(candidates.slice(5).every(({ rank, dropped }) => rank === null && dropped?.reason === "beyond-k")).toBe(true);
  });

  test("says which passage says the same as one that was dropped", async () => {
    await using own = await startApp();
    const text = paragraphOn("lighthouse");
    await own.ingest({
      "a.md": `# A\n\n${text}\n`,
      "b.md": `# B\n\n${text}\n`,
      "c.md": `# C\n\n${paragraphOn("pier")} By the lighthouse.\n`,
    });

    const { hits, explain } = await search({ query: "lighthouse", k: 3 }, own);

    const dropped = explain.candidates.find(({ rank }) => rank === null)!;
    expect(hits).toHaveLength(2);
    expect(dropped.dropped).toEqual({ reason: "duplicate", of: hits[0]!.id });
    expect([hits[0]!.source, dropped.source].toSorted()).toEqual(["a.md", "b.md"]);
  });

  test("has the rank and score by the reranker, and those that it placed too far down", async () => {
    await using reranker = await startRerankServer();
    await using own = await startApp({ RERANK_URL: reranker.url, RERANK_MODEL: "m" });
    await own.ingest(bundledCorpus);

    const { hits, explain } = await search({ k: 5 }, own);

    expect(expectRanking(explain.candidates, ({ rerank }) => rerank)).toBe(30);
    expect(explain.candidates.slice(0, 5).map(({ rerank }) => rerank)).toEqual(
      hits.map(({ score }, index) => ({ rank: index + 1, score })),
    );
    expect(explain.candidates.filter(({ rerank, rank }) => rerank && rank === null)).toHaveLength(25);
  });
});

describe("an explanation of an answer", () => {
  test("is the same in the JSON form and at the end of a stream", async () => {
    const body = { question: query, k: 4, explain: true };
    const json = (await (await app.post("/ask", body)).json()) as AskResponse;
    const events = await allEvents(await app.post("/ask", { ...body, stream: true }));
    const done = events.find((event) => "event" in event && event.event === "done") as unknown as { data: AskResponse };

    expect(askResponse.parse(json)).toEqual(json);
    expect(json.explain!.candidates.filter(({ rank }) => rank !== null)).toHaveLength(4);
    expect(done.data.explain).toEqual(json.explain);
  });

  test("says which passages the prompt had no room for, and which neighbours came with the others", async () => {
    await using openai = await startOpenaiServer();
    const model = { OPENAI_BASE_URL: openai.url, EMBEDDINGS: "lexical" };
    await using narrow = await startApp({ ...model, PROMPT_TOKENS: "6000" });
    await using wide = await startApp(model);
    await Promise.all([narrow.ingest(bundledCorpus), wide.ingest(bundledCorpus)]);
    const ask = async (from: RunningApp, k: number) =>
      ((await (await from.post("/ask", { question: query, k, explain: true })).json()) as AskResponse).explain!.candidates;

    const cut = await ask(narrow, 50);
    const given = cut.filter(({ rank }) => rank !== null).length;
    expect(given).toBeGreaterThan(2);
    expect(cut.filter(({ dropped }) => dropped?.reason === "over-budget")).toHaveLength(50 - given);
    expect(cut.every(({ neighbours }) => neighbours.length === 0)).toBe(true);

    const [first] = await ask(wide, 3);
    expect(first!.neighbours.length).toBeGreaterThan(0);
    for (const { start, end } of first!.neighbours) expect(end <= first!.start || start >= first!.end).toBe(true);
  });
});
