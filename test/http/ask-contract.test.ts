import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bundledCalibrations } from "../../src/answering/calibration.ts";
import { problemSchema } from "../../src/http/problem.ts";
import { askResponse } from "../../src/http/schemas.ts";
import { type ChatBehaviour, type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { jsonRequest, listen, type RunningApp, startApp } from "../support/server.ts";

/** Ids, clock and delimiters are fixed, so that the same request has the same response, to the byte. */
const fixed = { newRequestId: () => "request-1", now: () => 42, newNonce: () => "nonce", heartbeat: 60_000 };
const corpus = {
  "animals/fish.md": "# Fish\n\nA fish is an animal that swims. It breathes through gills.\n",
  "animals/bird.md": "# Birds\n\nA bird is an animal that flies and lays eggs.\n",
};
const question = "Which animal swims and which one flies?";

let upstream: OpenaiServer;
let app: RunningApp;
let strict: RunningApp;
beforeAll(async () => {
  upstream = await startOpenaiServer();
  // The model fails in many ways, one after the other, and is to be asked again each time.
  const variables = {
    OPENAI_BASE_URL: upstream.url,
    EMBEDDINGS: "lexical",
    MAX_RETRIES: "0",
    CHAT_TIMEOUT_MS: "1000",
    BREAKER_FAILURES: "1000",
  };
  app = await startApp(variables, fixed);
  const [calibration] = bundledCalibrations;
  strict = await startApp(variables, { ...fixed, calibrations: [{ ...calibration!, leastEvidence: 1.1 }] });
  await app.ingest(corpus);
  await strict.ingest(corpus);
});
beforeEach(() => upstream.chat.reset());
afterAll(async () => {
  await app.close();
  await strict.close();
  await upstream.close();
});

/** The events of a stream, with their data as it was sent. */
async function streamed(server: RunningApp): Promise<{ event: string; data: string }[]> {
  const response = await server.post("/ask", { question, stream: true });
  return (await response.text())
    .split("\n\n")
    .filter((block) => block !== "")
    .map((block) => {
      const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(block)!;
      return { event: event!, data: data! };
    });
}

type Told = [name: string, behaviour: ChatBehaviour, expected: object, server?: () => RunningApp];
const answers: Told[] = [
  [
    "an answer",
    { answer: "A fish swims [1]. A bird\nflies **and** lays eggs. [2] See `list[0]`." },
    { answerable: true, reason: null, droppedCitations: 0, citations: [{ marker: 1 }, { marker: 2 }] },
  ],
  [
    "an answer with a marker that is not supported, one without a passage, and a foreign link",
    { answer: "A fish swims [1]. A bird barks [2]. Fish have gills [1][9], see [here](https://evil.example/x) [2, 1]." },
    {
      answer: expect.not.stringMatching(/evil|\[2\]|\[9\]/),
      answerable: true,
      droppedCitations: 4,
      citations: [{ marker: 1 }, { marker: 1 }],
    },
  ],
  [
    "an answer of which nothing is supported",
    { answer: "A dog barks [1]." },
    { answer: "A dog barks.", answerable: false, reason: "weak-evidence", droppedCitations: 1, citations: [] },
  ],
  [
    "what the model says when it declines",
    { answer: "  [No Answer] Nothing is said about dogs." },
    { answer: "Nothing is said about dogs.", answerable: false, reason: "model-declined", citations: [] },
  ],
  [
    "a model that declines without a word",
    { answer: "[no answer]" },
    { answer: "The documents do not answer this question.", answerable: false, reason: "model-declined" },
  ],
  [
    "evidence that is too weak to ask the model",
    { status: 500 },
    {
      answer: "The documents do not answer this question.",
      answerable: false,
      reason: "weak-evidence",
      usage: { inputTokens: 0, outputTokens: 0 },
    },
    () => strict,
  ],
];

describe.each(answers)("%s", (_, behaviour, expected, server = () => app) => {
  let body: string;
  let events: Awaited<ReturnType<typeof streamed>>;
  beforeAll(async () => {
    upstream.chat.always(behaviour);
    const response = await server().post("/ask", { question });
    expect(response.status).toBe(200);
    body = await response.text();
    events = await streamed(server());
  });
  const dataOf = (name: string) => events.filter(({ event }) => event === name).map(({ data }) => JSON.parse(data));

  test("is what the documentation says it is", () => {
    const json = JSON.parse(body);
    expect(askResponse.strict().parse(json)).toEqual(json);
    expect(json).toMatchObject(expected);
    expect(json.requestId).toBe("request-1");
  });

  test("can be put together from the stream without its end", () => {
    const { answer, citations } = JSON.parse(body);
    expect(
      dataOf("answer-delta")
        .map(({ text }) => text)
        .join(""),
    ).toBe(answer);
    expect(dataOf("citations")).toEqual([citations]);
  });

  test("is the same, to the byte, at the end of the stream", () => {
    expect(events.map(({ event }) => event).join(" ")).toMatch(/^passages( answer-delta)+ citations done$/);
    expect(events.at(-1)).toEqual({ event: "done", data: body });
  });

  test("has for each citation a marker after the statement, and a quote that stands in the file", () => {
    const { answer, citations } = JSON.parse(body);
    let from = 0;
    for (const { marker, answerStart, answerEnd, source, start, end, line, quote } of citations) {
      const file = corpus[source as keyof typeof corpus];
      expect(file.slice(start, end)).toBe(quote);
      expect(file.slice(0, start).split("\n")).toHaveLength(line);
      expect(answerEnd).toBeGreaterThan(answerStart);
      from = answer.indexOf(`[${marker}]`, Math.max(from, answerEnd)) + 1;
      expect(from).toBeGreaterThan(answerEnd);
    }
  });
});

test("the model is not asked when nothing was found", async () => {
  await using empty = await startApp({ OPENAI_BASE_URL: upstream.url, EMBEDDINGS: "lexical" }, fixed);
  await empty.ingest({ "a.md": "x" });
  const body = await (await empty.post("/ask", { question: "zzz?", mode: "text" })).json();
  expect(body).toMatchObject({
    answer: "The documents do not answer this question.",
    answerable: false,
    reason: "no-passages",
    citations: [],
  });
  expect(upstream.chat.requests).toHaveLength(0);
});

test("evidence decides before the model is asked", async () => {
  await strict.post("/ask", { question });
  expect(upstream.chat.requests).toHaveLength(0);
});

describe.each([
  ["breaks off", { cut: { after: 4, by: "reset" } }, 502],
  ["ends without a reason", { cut: { after: 4, by: "end" } }, 502],
  ["stalls", { cut: { after: 4, by: "hang" } }, 504],
] as const)("a model that %s half-way", (_, behaviour, status) => {
  test("is the same problem, to the byte, in both forms, and what was streamed is the beginning of an answer", async () => {
    upstream.chat.always({ answer: "A fish swims [1]. A bird flies [2].", ...behaviour });

    const response = await app.post("/ask", { question });
    const problem = await response.text();
    const events = await streamed(app);

    expect(response.status).toBe(status);
    expect(problemSchema.strict().parse(JSON.parse(problem))).toMatchObject({ status, requestId: "request-1" });
    expect(events.at(-1)).toEqual({ event: "error", data: problem });
    expect(events.map(({ event }) => event).join(" ")).toMatch(/^passages( answer-delta)+ error$/);
    const said = events
      .slice(1, -1)
      .map(({ data }) => JSON.parse(data).text)
      .join("");
    expect("A fish swims [1]. A bird flies [2].".startsWith(said)).toBe(true);
    expect(said).toContain("A fish swims");
  });
});

test("a client that goes away half-way gets the beginning of the answer and no more, and the model is stopped", async () => {
  upstream.chat.always({ answer: "A fish swims [1]. A bird flies [2].", cut: { after: 4, by: "hang" } });
  await using server = await listen(app);
  const controller = new AbortController();
  const response = await fetch(`${server.url}/ask`, jsonRequest({ question, stream: true }, { signal: controller.signal }));
  let received = "";
  const reading = (async () => {
    for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
      received += text;
      if (received.includes('{"text":" swims')) controller.abort();
    }
  })();

  await expect(reading).rejects.toThrow("abort");
  expect(received).toMatch(/^event: passages\n.*\n\n(event: answer-delta\n.*\n\n)+$/);
  expect(await upstream.chat.requests[0]!.ended).toBe("disconnected");
});

test("a client that goes away before the first word stops the model, too, long before its time is up", async () => {
  upstream.chat.always({ answer: "A fish swims [1].", cut: { after: 0, by: "hang" } });
  await using patient = await startApp({ OPENAI_BASE_URL: upstream.url, EMBEDDINGS: "lexical", CHAT_TIMEOUT_MS: "60000" }, fixed);
  await patient.ingest(corpus);
  await using server = await listen(patient);
  const controller = new AbortController();
  const asked = fetch(`${server.url}/ask`, jsonRequest({ question }, { signal: controller.signal }));
  await expect.poll(() => upstream.chat.requests.length).toBe(1);
  controller.abort();

  await expect(asked).rejects.toThrow("abort");
  expect(await upstream.chat.requests[0]!.ended).toBe("disconnected");
});
