import { describe, expect, test } from "vitest";
import type { z } from "zod";
import type { searchResponse } from "../../src/http/schemas.ts";
import { textPool } from "../../src/retrieval/find.ts";
import type { ChunkIndex } from "../../src/stores/chunk-index.ts";
import type { Store } from "../../src/stores/store.ts";
import { type Files, paragraphOn } from "../support/corpus.ts";
import { allEvents } from "../support/event-stream.ts";
import { type RunningApp, startApp, type Variables } from "../support/server.ts";

const modes = ["hybrid", "vector", "text"];
type SearchResponse = z.infer<typeof searchResponse>;

async function search(app: RunningApp, body: object): Promise<SearchResponse> {
  const response = await app.post("/search", body);
  expect(response.status).toBe(200);
  return (await response.json()) as SearchResponse;
}
const sources = ({ hits }: SearchResponse) => hits.map(({ source }) => source);

async function appWith(files: Files, variables: Variables = {}) {
  const app = await startApp(variables);
  await app.ingest(files);
  return app;
}

/** Texts that say the same in nearly the same words. */
const lighthouse = paragraphOn("lighthouse");
const copies = (count: number): Files =>
  Object.fromEntries(
    Array.from({ length: count }, (_, number) => [
      `copies/copy-${number}.md`,
      `# Copy ${number}\n\n${lighthouse} Seen by visitor ${number}.\n`,
    ]),
  );
const others: Files = Object.fromEntries(
  ["harbour", "pier", "buoy", "anchor", "mast", "sail", "rudder", "oar"].map((subject) => [
    `others/${subject}.md`,
    `# The ${subject} by the lighthouse\n\n${paragraphOn(subject, 6)}\n`,
  ]),
);

describe("passages of several documents that say nearly the same", () => {
  test.each(modes)("are found once, and the list is refilled, in the mode %s", async (mode) => {
    await using app = await appWith({ ...copies(6), ...others });

    const found = await search(app, { query: "lighthouse", k: 5, mode });

    expect(found.hits).toHaveLength(5);
    expect(sources(found).filter((source) => source.startsWith("copies/"))).toHaveLength(1);
    expect(await search(app, { query: "lighthouse", k: 5, mode })).toEqual(found);
  });

  test.each(modes)("take no place either when there are many more than candidates, in the mode %s", async (mode) => {
    await using app = await appWith({ ...copies(150), ...others });

    const found = await search(app, { query: "lighthouse number", k: 6, mode });

    expect(found.hits).toHaveLength(6);
    expect(sources(found).filter((source) => source.startsWith("copies/"))).toHaveLength(1);
    const scores = found.hits.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
  });

  test("are all that there is: then the list is shorter than asked for", async () => {
    await using app = await appWith(copies(3));

    expect((await search(app, { query: "lighthouse", k: 5 })).hits).toHaveLength(1);
  });

  test("are not given to an answerer twice, and the best is the one that is kept", async () => {
    await using app = await appWith({ ...copies(6), ...others });
    const [best] = (await search(app, { query: "lighthouse 3", k: 1 })).hits;

    const events = await allEvents(await app.post("/ask", { question: "lighthouse 3", stream: true }));

    expect(best!.source).toBe("copies/copy-3.md");
    const [passages] = events as unknown as { data: SearchResponse["hits"] }[];
    expect(sources({ hits: passages!.data }).filter((source) => source.startsWith("copies/"))).toEqual(["copies/copy-3.md"]);
  });

  test("stay apart where one holds a word of the query that the better one lacks", async () => {
    const tariff = (name: string) => `# Tariffs\n\nThe tariff ${name} is explained here. ${paragraphOn("tariff clause", 12)}\n`;
    await using app = await appWith({ "amber.md": tariff("amber"), "cobalt.md": tariff("cobalt"), "violet.md": tariff("violet") });

    const found = sources(await search(app, { query: "amber or cobalt tariff", k: 3 }));

    expect(found.slice(0, 2).toSorted()).toEqual(["amber.md", "cobalt.md"]);
    expect(found).not.toContain("violet.md");
  });
});

describe("passages that only look alike stay:", () => {
  test("texts that say the same of different things", async () => {
    await using app = await appWith({
      "lamp.md": `# Lamps\n\n${paragraphOn("lamp")}\n`,
      "oar.md": `# Oars\n\n${paragraphOn("oar")}\n`,
    });

    expect((await search(app, { query: "What is open at night?", k: 5 })).hits).toHaveLength(2);
  });

  test("short entries that differ in a name and a number", async () => {
    await using app = await appWith({
      "a.md": "# Plan Amber\n\nThe plan Amber costs 10 euros a month and may be cancelled at any time.\n",
      "b.md": "# Plan Cobalt\n\nThe plan Cobalt costs 20 euros a month and may be cancelled at any time.\n",
    });

    expect((await search(app, { query: "Which plans may be cancelled?", k: 5 })).hits).toHaveLength(2);
  });

  test.each([
    { CHUNK_TOKENS: "320", CHUNK_OVERLAP_TOKENS: "32" },
    { CHUNK_TOKENS: "64", CHUNK_OVERLAP_TOKENS: "32" },
    { CHUNK_TOKENS: "32", CHUNK_OVERLAP_TOKENS: "16" },
  ])("neighbouring chunks of one document that overlap, with %j", async (variables) => {
    // One paragraph with no word twice, so that only the overlap is common.
    const sentences = Array.from({ length: 400 }, (_, number) => `Tide ${number} was ${(number * 7919) % 1000}.`);
    await using app = await appWith({ "tides.md": `# The long table of tides at the old harbour\n\n${sentences.join(" ")}\n` }, variables);
    const status = await (await app.get("/ready")).json();
    const { chunks } = status.index;
    expect(chunks).toBeGreaterThan(5);

    const { hits } = await search(app, { query: "tide", k: 200 });

    const ordered = hits.toSorted((one, other) => one.start - other.start);
    expect(ordered.some(({ start }, place) => start < (ordered[place - 1]?.end ?? 0))).toBe(true);
    expect(hits).toHaveLength(Math.min(chunks, 200));
  });

  test("the same text at up to three places of one document, since a citation names one of them", async () => {
    const section = (number: number) => `## Round ${number}\n\n${paragraphOn("lighthouse")}\n`;
    const sections = Array.from({ length: 6 }, (_, number) => section(number));
    await using app = await appWith({ "rounds.md": `# Rounds\n\n${sections.join("\n")}`, ...others });

    const found = sources(await search(app, { query: "lighthouse", k: 8 }));

    expect(found).toHaveLength(8);
    expect(found.filter((source) => source === "rounds.md")).toHaveLength(3);
  });

  test("what has no words to compare", async () => {
    await using app = await appWith({ "a.txt": "+++ --- +++\n", "b.txt": "+++ --- +++\n" });

    expect((await search(app, { query: "+++ ---", mode: "vector" })).hits).toHaveLength(2);
  });
});

describe("the store", () => {
  /** An app that notes how many candidates each search asks for. */
  async function observedApp(files: Files) {
    const asked: number[] = [];
    const observe = (index: ChunkIndex): ChunkIndex =>
      new Proxy(index, {
        get(target, name) {
          const value = Reflect.get(target, name, target);
          if (typeof value !== "function") return value;
          return (...args: [{ k: number }]) => {
            if (name === "searchVectors" || name === "searchText") asked.push(args[0].k);
            return value.apply(target, args);
          };
        },
      });
    const app: RunningApp = await startApp(
      {},
      { useStore: (use) => use({ ...app.store, open: (manifest) => observe(app.store.open(manifest)) } as Store) },
    );
    await app.ingest(files);
    return { app, asked };
  }

  test("is asked for no more than the passages that are wanted while none says the same as another", async () => {
    const { app, asked } = await observedApp(others);
    await using _ = app;

    expect((await search(app, { query: "lighthouse", k: 3, mode: "vector" })).hits).toHaveLength(3);

    expect(asked).toEqual([3]);
  });

  test("is asked for more only when passages collapsed and candidates ran out", async () => {
    const { app, asked } = await observedApp({ ...copies(4), ...others });
    await using _ = app;

    await search(app, { query: "lighthouse", k: 3, mode: "vector" });
    expect(asked).toEqual([3, 12]);
    asked.length = 0;

    await search(app, { query: "lighthouse", k: 3, mode: "hybrid" });
    expect(asked).toEqual([6, textPool]);
  });
});
