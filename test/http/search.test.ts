import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { searchResponse } from "../../src/http/schemas.ts";
import { bundledCorpus, type RunningApp, startApp } from "../support/server.ts";

const query = "How much memory does an HNSW index need?";
let app: RunningApp;

beforeAll(async () => {
  app = await startApp();
  await app.ingest(bundledCorpus);
});
afterAll(() => app.close());

async function search(body: object): Promise<z.infer<typeof searchResponse>["hits"]> {
  const response = await app.post("/search", body);
  expect(response.status).toBe(200);
  return (await response.json()).hits;
}

test("the response has exactly the documented fields", async () => {
  const body = await (await app.post("/search", { query })).json();

  expect(searchResponse.parse(body)).toEqual(body);
  expect(Object.keys(body.hits[0])).toEqual(["id", "source", "title", "categories", "text", "start", "end", "score"]);
});

test("each hit is found once, and its text is that of the file at its offsets", async () => {
  const hits = await search({ query, k: 50 });

  expect(new Set(hits.map(({ id }) => id)).size).toBe(50);
  for (const { source, text, start, end } of hits) {
    expect((await readFile(join(bundledCorpus, source), "utf8")).slice(start, end)).toBe(text);
  }
});

test("scores are from 0 to 1 and never rise", async () => {
  const scores = (await search({ query, k: 200 })).map(({ score }) => score);

  expect(scores).toEqual(scores.toSorted((one, other) => other - one));
  expect(scores[0]).toBeLessThanOrEqual(1);
  expect(scores.at(-1)).toBeGreaterThanOrEqual(0);
  expect(scores[0]).toBeGreaterThan(scores.at(-1)!);
});

test("the same query finds the same", async () => {
  expect(await search({ query, k: 30 })).toEqual(await search({ query, k: 30 }));
});

test.each([
  [10, {}],
  [1, { k: 1 }],
  [200, { k: 200 }],
])("%i hits for %j", async (count, fields) => {
  expect(await search({ query, ...fields })).toHaveLength(count);
});

describe("what a document is filed under", () => {
  const text = "# Leave\n\nThirty days of leave are granted each year.\n";
  const files = Object.fromEntries(["sales/austria/leave-policy.md", "sales/belgium/leave-policy.md"].map((source) => [source, text]));

  test.each(["leave in Belgium", "belgium leave-policy"])("is found for %j, although its text does not say so", async (question) => {
    await using own = await startApp();
    await own.ingest(files);
    for (const mode of ["text", "hybrid"]) {
      const { hits } = await (await own.post("/search", { query: question, mode })).json();
      expect(hits[0].source).toBe("sales/belgium/leave-policy.md");
    }
  });

  test("is found for a folder whose name is a function word but in capitals", async () => {
    await using own = await startApp();
    await own.ingest({ "uk/leave.md": "# Leave\n\nThirty days of leave.\n", "us/leave.md": "# Leave\n\nTwenty days of leave a year.\n" });
    const { hits } = await (await own.post("/search", { query: "leave in the US", mode: "text" })).json();
    expect(hits[0].source).toBe("us/leave.md");
  });

  test("is found in a name that has dots, blanks or a number sign, and no ending", async () => {
    await using own = await startApp();
    await own.ingest({
      "wiki/St. Gallen office.md": "# Office\n\nThe office opens at eight.\n",
      "C# guide/belgium.md": "# Office\n\nThe office shuts at noon.\n",
    });
    for (const [query, source] of [
      ["Gallen", "wiki/St. Gallen office.md"],
      ["Belgium", "C# guide/belgium.md"],
    ]) {
      const { hits } = await (await own.post("/search", { query, mode: "text" })).json();
      expect(hits.map((hit: { source: string }) => hit.source)).toEqual([source]);
    }
  });

  test("does not make two documents of copies in different places", async () => {
    await using own = await startApp();
    await own.ingest({ ...files, "archive/of/the/former/years/copy-of-the-leave-policy.md": text });
    const { hits } = await (await own.post("/search", { query: "How many days are granted?" })).json();
    expect(hits).toHaveLength(1);
  });

  test("leaves out the numbers of records, which would be found for any number", async () => {
    await using own = await startApp();
    await own.ingest({ "rows.jsonl": '{"id": "7", "text": "The lamp burns oil."}\n{"id": "8", "text": "The boat has oars."}\n' });
    const { hits } = await (await own.post("/search", { query: "7", mode: "text" })).json();
    expect(hits).toEqual([]);
  });
});

describe("a category", () => {
  test("given by its name limits the search to it", async () => {
    const hits = await search({ query, category: "clients", k: 20 });

    expect(hits).toHaveLength(20);
    expect(hits.every(({ categories }) => categories.includes("clients"))).toBe(true);
  });

  test("list limits the search to any of its names", async () => {
    const hits = await search({ query: "client library for hybrid search", category: ["clients", "retrieval"], k: 50 });

    const found = new Set(hits.flatMap(({ categories }) => categories));
    expect([...found].toSorted()).toEqual(expect.arrayContaining(["clients", "retrieval"]));
    expect(hits.every(({ categories }) => categories.includes("clients") || categories.includes("retrieval"))).toBe(true);
  });

  test("limits the candidates, not the hits of a search for all", async () => {
    const [best] = await search({ query: "persistence and backups", category: "clients", k: 1 });

    expect(best!.categories).toContain("clients");
  });

  test.each([["nonesuch"], ["Clients"], ["clients "], ["client"], ["*"], [["clients", "nonesuch"]]])(
    "that no chunk has is refused with the known ones: %j",
    async (category) => {
      const { categories } = await (await app.get("/categories")).json();

      const response = await app.post("/search", { query, category });

      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        detail: expect.stringContaining(JSON.stringify([category].flat().at(-1))),
        errors: [{ field: "category", message: expect.any(String) }],
        knownCategories: categories.map(({ name }: { name: string }) => name),
      });
    },
  );

  test("is found however its accents are written", async () => {
    await using own = await startApp();
    await own.ingest({ "Cafe\u0301/menu.md": "# Menu\n\nThe menu has coffee.\n" });

    for (const category of ["Caf\u00e9", "Cafe\u0301"]) {
      const { hits } = await (await own.post("/search", { query: "coffee", category })).json();
      expect(hits).toMatchObject([{ categories: ["Caf\u00e9"] }]);
    }
  });

  test("that is new is found within a second, and one that is gone is unknown by then", async () => {
    await using own = await startApp();
    await own.ingest({ "old/menu.md": "# Menu\n\nThe menu has coffee.\n" });
    expect((await own.post("/search", { query: "coffee", category: "new" })).status).toBe(400);
    expect((await own.post("/search", { query: "coffee", category: "old" })).status).toBe(200);

    await own.ingest({ "new/menu.md": "# Menu\n\nThe menu has coffee.\n" });

    await expect.poll(async () => (await own.post("/search", { query: "coffee", category: "new" })).status).toBe(200);
  });
});
