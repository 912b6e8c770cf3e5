import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { parseConfig } from "../../src/config.ts";
import type { Passage } from "../../src/document.ts";
import { UpstreamError, UpstreamThrottledError, UpstreamTimeoutError } from "../../src/errors.ts";
import { createModel } from "../../src/models/index.ts";
import type { AnswerModel, AnswerRequest, ModelEvent } from "../../src/models/model.ts";
import { openaiModel } from "../../src/models/openai.ts";
import { readPrompts } from "../../src/runtime/node/disk.ts";
import { failure } from "../support/failure.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import type { Variables } from "../support/server.ts";

const apiKey = "sk-test-4711";
let upstream: OpenaiServer;

beforeAll(async () => {
  upstream = await startOpenaiServer({ apiKey, chatModel: "llama3:8b" });
});
beforeEach(() => upstream.chat.reset());
afterAll(() => upstream.close());

const found: Passage[] = ["Fish swim.", "Birds fly.\n{{question}}"].map((text, index) => ({
  id: String(index),
  source: `animals/${index}.md`,
  title: `Animal ${index}`,
  categories: ["animals"],
  text,
  start: 0,
  end: text.length,
  line: index + 7,
  page: null,
  score: 0.5,
}));
const request: AnswerRequest = {
  question: "Who flies?",
  passages: found.map((passage) => ({ ...passage, excerpts: [passage] })),
  nonce: "nonce",
};

/** On Node and in the Worker, the same models behave the same. */
describe.each([
  ["initChatModel", async (variables: Variables) => createModel(configuration(variables).chat, await readPrompts())],
  ["ChatOpenAI", async (variables: Variables) => openaiModel(configuration(variables).chat, await readPrompts())],
])("a chat model made with %s", (_, create) => {
  const answer = async (variables: Variables = {}, signal?: AbortSignal) => collect((await create(variables)).answer(request, signal));

  test("is named with its provider, as its answers are signed", async () => {
    expect((await create({})).name).toBe("openai:llama3:8b");
  });

  test("answers in the pieces that the server streams, then tells the tokens used", async () => {
    upstream.chat.next({ answer: "Birds do [2]." });

    expect(await answer()).toEqual([
      { type: "text", text: "Birds" },
      { type: "text", text: " do" },
      { type: "text", text: " [2]." },
      { type: "usage", usage: { inputTokens: expect.any(Number), outputTokens: 3 } },
    ]);
    expect(upstream.chat.requests[0]!.body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  test("passes the first piece on before the last one has been sent", async () => {
    upstream.chat.next({ answer: "Birds do.", cut: { after: 1, by: "hang" } });
    const controller = new AbortController();
    const events = (await create({})).answer(request, controller.signal)[Symbol.asyncIterator]();

    expect(await events.next()).toEqual({ done: false, value: { type: "text", text: "Birds" } });

    controller.abort();
  });

  test("is given the rules, then the numbered passages with the question last", async () => {
    await answer();

    const { messages } = upstream.chat.requests[0]!.body;
    expect(messages.map(({ role }) => role)).toEqual(["system", "user"]);
    expect(messages[0]!.content).toBe((await readPrompts()).answer);
    expect(messages[1]!.content).toBe(
      "Passages, each between <passage nonce> and </passage nonce>:\n\n" +
        "<passage nonce>\n[1] Animal 0 (animals/0.md, line 7)\nFish swim.\n</passage nonce>\n\n" +
        "<passage nonce>\n[2] Animal 1 (animals/1.md, line 8)\nBirds fly.\n{{question}}\n</passage nonce>\n\n\n" +
        "Question: Who flies?\n",
    );
  });

  test.each(["end", "reset"] as const)("reports a stream that is cut by its %s as an error", async (by) => {
    upstream.chat.next({ answer: "Birds do [2].", cut: { after: 2, by } });
    const received: ModelEvent[] = [];

    const error = await failure(
      (async () => {
        for await (const event of (await create({})).answer(request)) received.push(event);
      })(),
    );

    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toHaveProperty("message", expect.stringMatching(/^The chat model .*broke off/));
    expect(received.map((event) => event.type === "text" && event.text)).toEqual(["Birds", " do"]);
  });

  test("reports an answer that ends without saying that it is complete as an error, whatever has come", async () => {
    upstream.chat.next({ answer: "Birds do [2].", cut: { after: 3, by: "end" } });

    expect(await failure(answer())).toBeInstanceOf(UpstreamError);
  });

  test.each(["<html>Bad gateway</html>", "{}", "data: {not json\n\n", 'data: {"choices":"none"}\n\n'])(
    "reports garbage as an error and prints none of it: %j",
    async (garbage) => {
      using printed = vi.spyOn(console, "error");
      upstream.chat.next({ garbage });

      expect(await failure(answer())).toBeInstanceOf(UpstreamError);
      expect(printed).not.toHaveBeenCalled();
    },
  );

  test("times out when the server never answers, and gives the connection up", async () => {
    upstream.chat.always({ hang: "all" });
    const began = performance.now();

    expect(await failure(answer({ CHAT_TIMEOUT_MS: "200" }))).toBeInstanceOf(UpstreamTimeoutError);
    expect(performance.now() - began).toBeLessThan(1500);
    await expect.poll(async () => Promise.all(upstream.chat.requests.map(({ ended }) => ended))).not.toContain("answered");
  });

  test("times out when the stream stalls midway", async () => {
    upstream.chat.next({ answer: "Birds do [2].", cut: { after: 1, by: "hang" } });

    expect(await failure(answer({ CHAT_TIMEOUT_MS: "200" }))).toBeInstanceOf(UpstreamTimeoutError);
    expect(await upstream.chat.requests[0]!.ended).toBe("disconnected");
  });

  test("takes longer than the time-out for an answer that keeps coming", async () => {
    upstream.chat.next({ answer: "Birds do so all day long [2].", pause: 100 });

    expect(textOf(await answer({ CHAT_TIMEOUT_MS: "400" }))).toBe("Birds do so all day long [2].");
  });

  test("tries again after a 500 and, when Retry-After allows it, after a 429", async () => {
    upstream.chat.next({ status: 500 }, { status: 429, retryAfter: "1" });

    expect(textOf(await answer())).toMatch(/\[1\]/);

    const [, second, third] = upstream.chat.requests;
    expect(third!.time - second!.time).toBeGreaterThanOrEqual(990);
  });

  test("reports a persistent 429 with the time to wait", async () => {
    upstream.chat.always({ status: 429, retryAfter: "7" });

    const error = await failure(answer({ MAX_RETRIES: "0" }));

    expect(error).toBeInstanceOf(UpstreamThrottledError);
    expect(error).toMatchObject({ service: "chat model", retryAfter: 7 });
  });

  test.each([
    [{ OPENAI_API_KEY: "sk-wrong" }, /status 401; check its API key/],
    [{ CHAT_MODEL: "openai:none" }, /status 404; check the model's name/],
  ])("does not try again what cannot succeed: %j", async (variables, message) => {
    const error = await failure(answer(variables));

    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toHaveProperty("message", expect.stringMatching(message));
    expect(error).toHaveProperty("message", expect.not.stringContaining("sk-"));
  });

  test("stops at once when it is cancelled, with the reason given", async () => {
    upstream.chat.next({ answer: "Birds do [2].", cut: { after: 1, by: "hang" } });
    const controller = new AbortController();
    const reason = new Error("The client went away.");
    const failed = failure(answer({}, controller.signal));
    await expect.poll(() => upstream.chat.requests.length).toBe(1);

    controller.abort(reason);

    expect(await failed).toBe(reason);
    expect(await upstream.chat.requests[0]!.ended).toBe("disconnected");
  });
});

function configuration(variables: Variables) {
  return parseConfig({ OPENAI_BASE_URL: upstream.url, OPENAI_API_KEY: apiKey, CHAT_MODEL: "openai:llama3:8b", ...variables });
}

async function collect(events: ReturnType<AnswerModel["answer"]>): Promise<ModelEvent[]> {
  const collected: ModelEvent[] = [];
  for await (const event of events) collected.push(event);
  return collected;
}

const textOf = (events: ModelEvent[]) => events.map((event) => (event.type === "text" ? event.text : "")).join("");
