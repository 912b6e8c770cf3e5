import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { problemSchema } from "../../src/http/problem.ts";
import { askResponse, citation, hit } from "../../src/http/schemas.ts";
import { allEvents, type ServerSentEvent } from "../support/event-stream.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { bundledCorpus, listen, type RunningApp, startApp } from "../support/server.ts";

type AskResponse = z.infer<typeof askResponse>;

const eventNames = (events: ServerSentEvent[]) => events.map((event) => ("event" in event ? event.event : "comment"));
const dataOf = (events: ServerSentEvent[], name: string) =>
  events.flatMap((event) => ("event" in event && event.event === name ? [event.data] : []));

describe("with the offline defaults on the bundled corpus", () => {
  const question = "What does EF_RUNTIME change?";
  let app: RunningApp;

  beforeAll(async () => {
    app = await startApp();
    await app.ingest(bundledCorpus);
  });
  afterAll(() => app.close());

  const ask = async (body: object) => (await (await app.post("/ask", body)).json()) as AskResponse;

  test("the answer has exactly the documented fields", async () => {
    const response = await app.post("/ask", { question });
    const body = await response.json();

    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(askResponse.parse(body)).toEqual(body);
    expect(Object.keys(body)).toEqual([
      "answer",
      "answerable",
      "reason",
      "evidence",
      "citations",
      "droppedCitations",
      "rewrittenQuestion",
      "model",
      "usage",
      "timings",
      "cached",
      "requestId",
    ]);
    expect(body).toMatchObject({ answerable: true, model: "extractive", usage: { inputTokens: 0, outputTokens: 0 } });
    expect(body.requestId).toBe(response.headers.get("x-request-id"));
  });

  test("every quote is the literal text of the file at its offsets, on the line that is named", async () => {
    const { citations } = await ask({ question, k: 20 });

    expect(citations.length).toBeGreaterThan(0);
    for (const { source, quote, start, end, line } of citations) {
      const file = await readFile(join(bundledCorpus, source), "utf8");
      expect(file.slice(start, end)).toBe(quote);
      expect(file.slice(0, start).split("\n")).toHaveLength(line);
    }
  });

  test("each marker of the answer has a citation, in their order, whose quote is the statement before it", async () => {
    const { answer, citations, droppedCitations } = await ask({ question: "How do I estimate the memory of an HNSW index?", k: 20 });

    const markers = Array.from(answer.matchAll(/\[(\d+)\]/g), ([, marker]) => Number(marker));
    expect(markers.length).toBeGreaterThan(0);
    expect(citations.map(({ marker }) => marker)).toEqual(markers);
    expect(droppedCitations).toBe(0);
    for (const { answerStart, answerEnd, quote, verified } of citations) {
      expect(answer.slice(answerStart, answerEnd).replaceAll(/\s+/g, " ")).toBe(quote.replaceAll(/\s+/g, " "));
      expect(verified).toBe(true);
    }
  });

  test("code stands in the answer as in the file, and its lines are the quote", async () => {
    const { answer, citations, droppedCitations } = await ask({ question: "Which command moves an alias to another index?" });

    const { quote, answerStart, answerEnd, verified } = citations.find((citation) => citation.quote.includes("FT.ALIASUPDATE docs"))!;
    expect(answer).toContain(`\n${quote}\n\`\`\`\n[`);
    expect(answer.slice(answerStart, answerEnd)).toBe(quote);
    expect({ verified, droppedCitations }).toEqual({ verified: true, droppedCitations: 0 });
  });

  test("a question about something else is not answered", async () => {
    expect(await ask({ question: "Who won the bicycle race of 1987 in Ghent?" })).toMatchObject({ answerable: false, citations: [] });
  });

  test("the times of the stages add up", async () => {
    const { timings } = await ask({ question });

    expect(timings.rewrite + timings.embed + timings.search + timings.rerank + timings.generate).toBeCloseTo(timings.total, 6);
  });

  test.each([["operations"], [["operations", "redis"]]])("category %j limits what is cited", async (category) => {
    const { citations } = await ask({ question: "How much memory does an HNSW index need?", category });

    expect(citations.length).toBeGreaterThan(0);
    for (const { categories } of citations) expect(categories.some((name) => [category].flat().includes(name))).toBe(true);
  });

  describe.each([
    ["stream: true", { stream: true }, {}],
    ["Accept: text/event-stream", {}, { accept: "text/event-stream" }],
  ])("asked with %s", (_, fields, headers) => {
    let response: Response;
    let events: ServerSentEvent[];

    beforeAll(async () => {
      response = await app.post("/ask", { question, ...fields }, { headers });
      events = await allEvents(response);
    });

    test("events come in the documented order, as a stream that nothing may buffer or keep", () => {
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
      expect(response.headers.get("cache-control")).toBe("no-cache");
      expect(response.headers.get("x-accel-buffering")).toBe("no");
      expect(eventNames(events).join(" ")).toMatch(/^passages( answer-delta)+ citations done$/);
    });

    test("passages are what a search for the question finds", async () => {
      const [passages] = dataOf(events, "passages");
      const found = await (await app.post("/search", { query: question, k: 6 })).json();

      expect(passages).toEqual(found.hits);
      expect(hit.array().parse(passages)).toEqual(passages);
    });

    test("the pieces add up to the answer, and the citations are those of the end", () => {
      const [done] = dataOf(events, "done") as [AskResponse];
      const pieces = dataOf(events, "answer-delta") as { text: string }[];

      expect(pieces.map(({ text }) => text).join("")).toBe(done.answer);
      expect(pieces.every((piece) => Object.keys(piece).join() === "text")).toBe(true);
      expect(dataOf(events, "citations")).toEqual([done.citations]);
      expect(citation.array().parse(done.citations)).toEqual(done.citations);
    });

    test("the end is the body of the JSON form", async () => {
      const [done] = dataOf(events, "done") as [AskResponse];
      const { timings, requestId, ...same } = await ask({ question });

      expect(done).toEqual({ ...same, timings: expect.anything(), requestId: response.headers.get("x-request-id") });
      expect(Object.keys(done.timings)).toEqual(Object.keys(timings));
      expect(done.requestId).not.toBe(requestId);
    });
  });
});

describe("with a model on another server", () => {
  const question = "What is a fish?";
  const secret = "UPSTREAM-SECRET";
  let upstream: OpenaiServer;
  let app: RunningApp;

  beforeAll(async () => {
    upstream = await startOpenaiServer({ apiKey: "sk-test-4711" });
    const variables = { OPENAI_BASE_URL: upstream.url, OPENAI_API_KEY: "sk-test-4711", MAX_RETRIES: "0", CHAT_TIMEOUT_MS: "1000" };
    app = await startApp(variables, { heartbeat: 40 });
    await app.ingest({ "animals/fish.md": "# Fish\n\nA fish is an animal that swims.\n", "animals/bird.md": "# Birds\n\nA bird flies.\n" });
  });
  afterAll(async () => {
    await app.close();
    await upstream.close();
  });

  test("the answer is the model's, with its usage and citations of the passages it was given", async () => {
    upstream.chat.reset();
    upstream.chat.next({ answer: "An animal that swims [1]. A bird flies [2][9]." });

    const body = await (await app.post("/ask", { question })).json();

    expect(body).toMatchObject({
      answer: "An animal that swims [1]. A bird flies [2].",
      answerable: true,
      reason: null,
      citations: [
        { marker: 1, source: "animals/fish.md", title: "Fish", quote: "A fish is an animal that swims.", line: 3 },
        { marker: 2, source: "animals/bird.md", quote: "A bird flies.", line: 3 },
      ],
      droppedCitations: 1,
      model: "openai:gpt-5-mini",
      usage: { inputTokens: expect.any(Number), outputTokens: 9 },
    });
    expect(upstream.chat.requests.map(({ body }) => body.messages.at(-1)!.content)).toEqual([
      expect.stringMatching(
        /\[1\] Fish \(animals\/fish\.md, line 1\)[^]*A fish is an animal that swims\.[^]*\[2\] Birds[^]*Question: What is a fish\?\n$/,
      ),
    ]);
  });

  test("an answer without citations is not answerable", async () => {
    upstream.chat.next({ answer: "The documents do not answer this question." });

    expect(await (await app.post("/ask", { question })).json()).toMatchObject({ answerable: false, citations: [] });
  });

  test("pieces are passed on as they come", async () => {
    upstream.chat.next({ answer: "It swims [1].", pause: 60 });
    await using server = await listen(app);
    const times: number[] = [];

    const body = JSON.stringify({ question, stream: true });
    const response = await fetch(`${server.url}/ask`, { method: "POST", headers: { "content-type": "application/json" }, body });
    for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
      for (const _ of text.matchAll(/event: answer-delta/g)) times.push(performance.now());
    }

    expect(times).toHaveLength(3);
    expect(times[2]! - times[0]!).toBeGreaterThan(80);
  });

  test("comments keep the stream alive while the model thinks", async () => {
    upstream.chat.next({ delay: 250 });

    const events = await allEvents(await app.post("/ask", { question, stream: true }));

    expect(eventNames(events).join(" ")).toMatch(/^passages( comment){3,}( answer-delta)+ citations done$/);
  });

  test.each([
    ["breaks off", { cut: { after: 2, by: "reset" } }, 502],
    ["ends without a reason", { cut: { after: 2, by: "end" } }, 502],
    ["stalls", { cut: { after: 2, by: "hang" } }, 504],
  ] as const)("a model that %s midway ends the stream with a problem", async (_, behaviour, status) => {
    upstream.chat.next({ answer: `One two ${secret} four.`, ...behaviour });

    const response = await app.post("/ask", { question, stream: true });
    const events = await allEvents(response);

    expect(response.status).toBe(200);
    expect(eventNames(events).filter((name) => name !== "comment")).toEqual(["passages", "answer-delta", "answer-delta", "error"]);
    const [problem] = dataOf(events, "error");
    expect(problemSchema.parse(problem)).toEqual(problem);
    expect(problem).toMatchObject({ status, requestId: response.headers.get("x-request-id") });
  });

  test("a model that refuses at once ends the stream with a problem, too", async () => {
    upstream.chat.next({ status: 429, retryAfter: "3", message: secret });

    const events = await allEvents(await app.post("/ask", { question, stream: true }));

    expect(eventNames(events).filter((name) => name !== "comment")).toEqual(["passages", "error"]);
    expect(dataOf(events, "error")).toEqual([expect.objectContaining({ status: 429 })]);
    expect(JSON.stringify(events)).not.toContain(secret);
  });

  test("an embedding that fails is reported by the status, before any event", async () => {
    upstream.embeddings.next({ status: 500 });

    const response = await app.post("/ask", { question, stream: true });

    expect(response.status).toBe(502);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });
});
