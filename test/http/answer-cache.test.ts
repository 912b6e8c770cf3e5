import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { StoreUnavailableError } from "../../src/errors.ts";
import type { AppParts } from "../../src/http/parts.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { startRerankServer } from "../support/rerank-server.ts";
import { startApp, temporaryDirectory, type Variables, writeFiles } from "../support/server.ts";
import { type Place, places } from "../support/stores.ts";

const corpus = {
  "animals/fish.md": "# Fish\n\nA fish is an animal that swims. It breathes through 2 gills.\n",
  "animals/bird.md": "# Birds\n\nA bird is an animal that flies and lays eggs.\n",
  "plants/oak.md": "# Oaks\n\nAn oak is a tree that bears acorns.\n",
};
const question = "Which animal swims through water?";
const answer = "A fish is an animal that swims [1].";

type Reply = {
  answer: string;
  cached: { age: number } | null;
  citations: { categories: string[]; line: number }[];
  usage: object;
  rewrittenQuestion: string | null;
};

let upstream: OpenaiServer;
beforeAll(async () => {
  upstream = await startOpenaiServer();
});
beforeEach(() => {
  upstream.chat.reset();
  upstream.chat.always({ answer });
});
afterAll(() => upstream.close());

describe.each(places)("answers that are given again on $on", ({ live, newPlace }) => {
  /** An app with a clock of its own, on the corpus in a folder that can be changed. */
  async function start(variables: Variables = {}, overrides: Partial<AppParts> = {}) {
    const resources = new AsyncDisposableStack();
    const place: Place = resources.use(await newPlace());
    const folder = resources.use(await temporaryDirectory());
    let time = 0;
    const settings = { OPENAI_BASE_URL: upstream.url, EMBEDDINGS: "lexical", MAX_RETRIES: "0", ANSWER_CACHE_HOURS: "1" };
    const answerCaching = { seconds: 3600, now: () => time * 1000 };
    const app = resources.use(await startApp({ ...settings, ...place.variables, ...variables }, { answerCaching, ...overrides }));
    const write = async (files: Record<string, string>) => {
      await writeFiles(folder.path, files);
      await app.ingest(folder.path);
    };
    await write(corpus);
    const post = async (body: object, headers: Variables = {}) => {
      const response = await app.post("/ask", { question, ...body }, { headers });
      expect(response.status).toBe(200);
      return { headers: response.headers, reply: (await response.json()) as Reply };
    };
    return {
      app,
      place,
      folder,
      write,
      post,
      /** Whether the answer was given before. */
      ask: async (body: object = {}, headers: Variables = {}) => (await post(body, headers)).reply.cached !== null,
      wait: (seconds: number) => (time += seconds),
      [Symbol.asyncDispose]: () => resources.disposeAsync(),
    };
  }
  const check = live ? test : test.skip;

  check("cost nothing, say so, and tell their age", async () => {
    await using cached = await start();
    const first = await cached.post({});
    expect(first.reply).toMatchObject({ cached: null, answer: "A fish is an animal that swims [1]." });
    expect(first.headers.get("cache-status")).toBe("Footnote; fwd=miss");
    cached.wait(90);

    const second = await cached.post({});
    const { timings: _, usage: __, ...same } = first.reply as Reply & { timings: object };
    expect(second.reply).toMatchObject({
      ...same,
      requestId: expect.any(String),
      cached: { age: 90 },
      usage: { inputTokens: 0, outputTokens: 0, cost: { amount: 0, currency: "USD" } },
    });
    expect(second.headers.get("cache-status")).toBe("Footnote; hit");
    expect(second.headers.get("age")).toBe("90");
    expect(upstream.chat.requests).toHaveLength(1);
  });

  check("answer the same question in other words, and no near miss", async () => {
    await using cached = await start();
    await cached.ask();
    expect(await cached.ask({ question: "which animal is swimming through the water" })).toBe(true);
    for (const other of [
      "Which animal never swims through water?",
      "How many animals swim through water?",
      "Which 3 animals swim through water?",
      "Which animal swims through water in Norway?",
      "Which animal swims before water?",
      "Which animal breathes through gills?",
    ]) {
      expect(await cached.ask({ question: other }), other).toBe(false);
    }
  });

  check("take at most a twentieth of the time where the model takes a second", async () => {
    await using cached = await start();
    upstream.chat.always({ answer, delay: 1000 });
    const timed = async () => {
      const began = performance.now();
      const given = await cached.ask();
      return { given, milliseconds: performance.now() - began };
    };
    const made = await timed();
    expect(made.given).toBe(false);
    const again = [await timed(), await timed(), await timed(), await timed(), await timed()];
    expect(again.every(({ given }) => given)).toBe(true);
    const [, , median] = again.map(({ milliseconds }) => milliseconds).toSorted((one, other) => one - other);
    expect(median! / made.milliseconds).toBeLessThan(1 / 20);
  });

  check("are forgotten after their time, however often they were given", async () => {
    await using cached = await start();
    await cached.ask();
    cached.wait(3599);
    expect(await cached.ask()).toBe(true);
    cached.wait(1);
    expect(await cached.ask()).toBe(false);
    expect(await cached.ask()).toBe(true);
  });

  check.each([
    ["changes", { "animals/fish.md": "# Fish\n\nA fish is an animal that swims and glitters.\n" }],
    ["gets another category", { "animals/fish.md": `---\ncategory: pets\n---\n${corpus["animals/fish.md"]}` }],
    ["moves within its document", { "animals/fish.md": corpus["animals/fish.md"].replace("# Fish\n", "# Fish\n\n\n\n") }],
    ["gets another title", { "animals/fish.md": `---\ntitle: Pisces\ncategory: animals\n---\n${corpus["animals/fish.md"]}` }],
  ])("end when what they cite %s", async (_, files) => {
    await using cached = await start();
    await cached.ask();
    await cached.write({ "plants/elm.md": "# Elms\n\nAn elm is a tree.\n" });
    expect(await cached.ask()).toBe(true);
    await cached.write(files as Record<string, string>);
    expect(await cached.ask()).toBe(false);
    expect(await cached.ask()).toBe(true);
  });

  check("end when what they cite is deleted", async () => {
    await using cached = await start();
    await cached.ask();
    await rm(join(cached.folder.path, "animals/fish.md"));
    await cached.write({});
    const { reply } = await cached.post({});
    expect(reply.cached).toBeNull();
    expect(JSON.stringify(reply.citations)).not.toContain("fish.md");
  });

  check("are those of one view, filter, mode and number of passages", async () => {
    await using cached = await start();
    const [own, other, both] = [
      await cached.app.key({ categories: ["animals"] }),
      await cached.app.key({ categories: ["plants"] }),
      await cached.app.key({ categories: ["plants", "animals"] }),
    ];
    expect(await cached.ask({}, own)).toBe(false);
    expect(await cached.ask({}, await cached.app.key({ categories: ["animals"] }))).toBe(true);
    for (const headers of [other, both, await cached.app.key()]) expect(await cached.ask({}, headers)).toBe(false);
    for (const body of [{ category: "animals" }, { mode: "text" }, { k: 2 }]) {
      expect(await cached.ask(body, own)).toBe(false);
      expect(await cached.ask(body, own)).toBe(true);
    }
  });

  check("are not given to a tenant who may no longer see what they are made from", async () => {
    await using cached = await start();
    const tenant = await cached.app.key({ categories: ["animals"] });
    expect(await cached.ask({}, tenant)).toBe(false);
    expect(await cached.ask({}, tenant)).toBe(true);
    await cached.write({ "animals/bird.md": `---\ncategory: secret\n---\n${corpus["animals/bird.md"]}` });
    const { reply } = await cached.post({ k: 6 }, tenant);
    expect(reply.cached).toBeNull();
  });

  check("are not read with no-cache, which keeps the new one, and neither read nor kept with no-store", async () => {
    await using cached = await start();
    expect(await cached.ask({}, { "cache-control": "no-store" })).toBe(false);
    expect(await cached.ask()).toBe(false);
    upstream.chat.always({ answer: "Fish swim [1]." });
    const fresh = await cached.post({}, { "cache-control": "max-age=0, No-Cache" });
    expect(fresh.reply).toMatchObject({ answer: "Fish swim [1].", cached: null });
    expect(fresh.headers.get("cache-status")).toBe("Footnote; fwd=request");
    expect((await cached.post({})).reply).toMatchObject({ answer: "Fish swim [1].", cached: { age: 0 } });
    expect(await cached.ask({}, { "cache-control": "no-store" })).toBe(false);
  });

  check("are not used where steps are to be explained", async () => {
    await using cached = await start();
    for (const explain of [true, false, true]) expect(await cached.ask({ explain })).toBe(false);
    expect(await cached.ask()).toBe(true);
  });

  check("are the same streamed, to the byte, and through OpenAI's protocol", async () => {
    await using cached = await start({}, { newRequestId: () => "request-1", now: () => 42 });
    const streamed = async () => {
      const response = await cached.app.post("/ask", { question, stream: true });
      const text = await response.text();
      return Array.from(text.matchAll(/^event: (.*)\ndata: (.*)$/gm), ([, event, data]) => ({ event, data: data! }));
    };
    const made = await streamed();
    const again = await streamed();
    const json = await (await cached.app.post("/ask", { question })).text();
    expect(JSON.parse(json).cached).toEqual({ age: 0 });
    expect(again.map(({ event }) => event)).toEqual(["passages", "answer-delta", "citations", "done"]);
    expect(again.at(-1)!.data).toBe(json);
    const dataOf = (events: typeof made, name: string) => events.filter(({ event }) => event === name).map(({ data }) => JSON.parse(data));
    for (const name of ["passages", "citations"]) expect(dataOf(again, name)).toEqual(dataOf(made, name));
    expect(dataOf(again, "answer-delta")).toEqual([{ text: JSON.parse(json).answer }]);

    const chat = (stream: boolean) =>
      cached.app.post("/v1/chat/completions", { model: "footnote", messages: [{ role: "user", content: question }], stream });
    const completion = await chat(false);
    expect(completion.headers.get("cache-status")).toBe("Footnote; hit");
    expect((await completion.json()).choices[0].message.content).toContain("A fish is an animal that swims [1].");
    expect(await (await chat(true)).text()).toContain('"content":"A fish is an animal that swims [1]."');
    expect(upstream.chat.requests).toHaveLength(1);
  });

  check("are found by what a follow-up was rewritten to", async () => {
    await using cached = await start();
    await cached.ask();
    upstream.chat.next({ answer: question });
    const history = [
      { role: "user", content: "Which animal flies?" },
      { role: "assistant", content: "A bird." },
    ];
    const { reply } = await cached.post({ question: "And which one swims?", history });
    expect(reply).toMatchObject({ cached: { age: 0 }, rewrittenQuestion: question });
    expect(reply.usage).not.toMatchObject({ inputTokens: 0 });
  });

  check.each([
    ["declined", { answer: "[no answer] Nothing is said." }],
    ["supported by nothing", { answer: "A dog barks [1]." }],
  ])("are none where the question was %s", async (_, behaviour) => {
    await using cached = await start();
    upstream.chat.always(behaviour);
    await cached.ask();
    expect(await cached.ask()).toBe(false);
  });

  check("are none where the model broke off or the reranker failed", async () => {
    await using reranker = await startRerankServer();
    await using cached = await start({ RERANK_URL: reranker.url, RERANK_MODEL: "rerank" });
    upstream.chat.next({ answer, cut: { after: 3, by: "reset" } });
    expect((await cached.app.post("/ask", { question })).status).toBe(502);
    reranker.behave({ status: 500 });
    expect(await cached.ask()).toBe(false);
    reranker.behave({});
    expect(await cached.ask()).toBe(false);
    expect(await cached.ask()).toBe(true);
  });

  check("are none where a fallback answered in the model's place", async () => {
    await using fallback = await startOpenaiServer({ chatModel: "small" });
    fallback.chat.always({ answer });
    await using cached = await start({ CHAT_FALLBACK_MODEL: "openai:small", CHAT_FALLBACK_BASE_URL: fallback.url });
    upstream.chat.next({ status: 500 });
    const { reply } = await cached.post({});
    expect(reply).toMatchObject({ model: "openai:small", cached: null });
    expect(await cached.ask()).toBe(false);
    expect(await cached.ask()).toBe(true);
  });

  check("are made and kept once each where equal questions come at once", async () => {
    await using cached = await start();
    const replies = await Promise.all(Array.from({ length: 8 }, () => cached.post({})));
    for (const { reply } of replies) expect(reply.answer).toBe("A fish is an animal that swims [1].");
    upstream.chat.always({ status: 500 });
    expect(await cached.ask()).toBe(true);
  });

  check("are done without where what keeps them fails", async () => {
    const failing = () => Promise.reject(new StoreUnavailableError("out of memory"));
    const cache = { nearest: failing, write: failing, remove: failing };
    await using place = await newPlace();
    const store = { ...place.open(), answerCache: () => cache };
    await using cached = await start(place.variables, { useStore: (use) => use(store) });
    expect(await cached.ask()).toBe(false);
    expect(await cached.ask()).toBe(false);
    expect(cached.app.logs.filter(({ message }) => message === "the cache of answers failed")).toHaveLength(2);
    await store.close();
  });

  check("leave a budget as it is", async () => {
    await using cached = await start({ TOKENS_PER_DAY: "1000000" });
    const spent = async () => (await cached.app.store.counters.add("spent:tokens:anonymous", 0, 60)).total;
    await cached.ask();
    const before = await spent();
    expect(before).toBeGreaterThan(0);
    expect(await cached.ask()).toBe(true);
    expect(await spent()).toBe(before);
  });

  check("are none until they are configured", async () => {
    await using cached = await start({}, { answerCaching: undefined });
    const { headers } = await cached.post({});
    expect(headers.get("cache-status")).toBeNull();
    expect(await cached.ask()).toBe(false);
  });
});

test("a question's embedding is asked for once, for the search and the cache together", async () => {
  await using app = await startApp({ OPENAI_BASE_URL: upstream.url, ANSWER_CACHE_HOURS: "1" });
  await app.ingest(corpus);
  upstream.embeddings.reset();
  for (let round = 0; round < 3; round++) await app.post("/ask", { question });
  await app.post("/search", { query: question });
  expect(upstream.embeddings.requests).toHaveLength(1);
});

test("an embedding model that is away is asked once for a question, not once more by the cache", async () => {
  await using app = await startApp({ OPENAI_BASE_URL: upstream.url, MAX_RETRIES: "0", ANSWER_CACHE_HOURS: "1" });
  await app.ingest(corpus);
  upstream.embeddings.reset();
  upstream.embeddings.always({ status: 500 });
  const statuses = [await app.post("/ask", { question }), await app.post("/ask", { question, mode: "text" })].map(({ status }) => status);
  const asked = upstream.embeddings.requests.length;
  upstream.embeddings.reset();
  expect([statuses, asked]).toEqual([[502, 200], 2]);
});
