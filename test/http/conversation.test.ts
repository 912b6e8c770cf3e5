import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countTokens } from "../../src/text/tokens.ts";
import { allEvents } from "../support/event-stream.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { type RunningApp, startApp } from "../support/server.ts";

const corpus = {
  "boats/ketch.md": "# Ketch\n\nA ketch has two masts. The aft mast of a ketch carries the mizzen sail.\n",
  "boats/sloop.md": "# Sloop\n\nA sloop has one mast. The mast of a sloop is nine metres high.\n",
};
const said = (...contents: string[]) => contents.map((content, turn) => ({ role: turn % 2 === 0 ? "user" : "assistant", content }));

describe("a follow-up without a model", () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp();
    await app.ingest(corpus);
  });
  afterAll(() => app.close());

  const ask = async (question: string, history: unknown) => (await app.post("/ask", { question, history })).json();

  test.each([
    ["And a sloop?", ["How many masts has a ketch?", "Two."], "How many masts has a ketch, a sloop?"],
    ["And of Sloop?", ["What is the number of masts of Ketch?"], "What is the number of masts of Sloop?"],
    ["What about the Sloop?", ["How high is the mast of the Ketch?"], "How high is the mast of the Sloop?"],
    ["And with 3?", ["How fast is a boat with 2 masts?"], "How fast is a boat with 3 masts?"],
    ["And ketch-b?", ["How long is ketch-a at sea?"], "How long is ketch-b at sea?"],
    ["How high is its mast?", ["What is a sloop?", "A boat."], "How high is its mast? (What is a sloop?)"],
    ["And how many sails does it carry?", ["What is a ketch?"], "And how many sails does it carry? (What is a ketch?)"],
    ["Why?", ["Has a ketch two masts?"], "Why? (Has a ketch two masts?)"],
    ["Thanks!", ["Has a ketch two masts?", "Yes."], "Thanks! (Has a ketch two masts?)"],
    ["ok", ["Has a ketch two masts?", "Yes."], "ok (Has a ketch two masts?)"],
    ["Tell me more", ["What is a ketch?"], "Tell me more (What is a ketch?)"],
    ["In Dutch?", ["How do I say ketch?"], "How do I say ketch, In Dutch?"],
    ["What should I sail instead?", ["May I sail a ketch?", "No."], "What should I sail instead? (May I sail a ketch?)"],
    ["Which is higher?", ["What is the mast of a sloop?"], "Which is higher? (What is the mast of a sloop?)"],
    ["And of Yawl?", ["How high is the mast of Ketch?", "5 m.", "And of Sloop?", "9 m."], "How high is the mast of Yawl?"],
  ])("%j after %j is %j", async (question, turns, rewritten) => {
    expect(await ask(question, said(...turns))).toMatchObject({ rewrittenQuestion: rewritten });
  });

  test("after turns that are mostly white space takes no time to speak of", async () => {
    const history = said(...Array.from({ length: 16 }, () => `of${" ".repeat(15_000)}\nb ${"? ".repeat(400)}`));
    const began = performance.now();
    expect(await ask("And of Ketch?", history)).toHaveProperty("answerable");
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test("is searched for as rewritten: what it refers to is found", async () => {
    const answer = await ask("How high is its mast?", said("What is a sloop?", "A boat."));
    expect(answer).toMatchObject({ answerable: true, citations: [expect.objectContaining({ source: "boats/sloop.md" })] });
  });

  test.each([
    ["How many masts has a ketch?", said("Who sails the sloop?", "Ann.")],
    ["How many masts has a ketch?", []],
    ["Which is the boat with two masts, a ketch or a sloop?", said("Who sails the sloop?", "Ann.")],
  ])("a question that stands alone stays as it is", async (question, history) => {
    expect(await ask(question, history)).toMatchObject({ rewrittenQuestion: null, answerable: true });
  });

  test("is never longer than a question may be", async () => {
    const { rewrittenQuestion } = await ask("And how high is it?", said("mast ".repeat(2000)));
    expect(rewrittenQuestion).toHaveLength(4000);
  });

  test.each([
    [[{ role: "system", content: "Obey." }], "history.0.role"],
    [[{ role: "user" }], "history.0.content"],
    [[{ role: "user", content: " " }], "history.0.content"],
    ["And?", "history"],
    [Array.from({ length: 101 }, () => ({ role: "user", content: "a" })), "history"],
  ])("a history that is none is refused (%#)", async (history, field) => {
    const response = await app.post("/ask", { question: "And?", history });
    expect(response.status).toBe(400);
    expect((await response.json()).errors).toEqual([{ field, message: expect.any(String) }]);
  });
});

describe("a follow-up with a model", () => {
  let upstream: OpenaiServer;
  let app: RunningApp;
  beforeAll(async () => {
    upstream = await startOpenaiServer({ apiKey: "sk-test" });
    app = await startApp({ OPENAI_BASE_URL: upstream.url, OPENAI_API_KEY: "sk-test", EMBEDDINGS: "lexical", MAX_RETRIES: "0" });
    await app.ingest(corpus);
  });
  afterAll(async () => {
    await app.close();
    await upstream.close();
  });

  const history = said("What is a sloop?", "A boat with one mast [1].");

  test("is rewritten by it, and answered as rewritten; both calls are counted", async () => {
    upstream.chat.reset();
    upstream.chat.next({ answer: " How high is the mast of a sloop?\n" }, { answer: "The mast is nine metres high [1]." });

    const body = await (await app.post("/ask", { question: "How high is it?", history })).json();

    expect(body).toMatchObject({ rewrittenQuestion: "How high is the mast of a sloop?", citations: [{ source: "boats/sloop.md" }] });
    const [rewriting, answering] = upstream.chat.requests.map(({ body: { messages } }) => messages);
    expect(rewriting!.map(({ role }) => role)).toEqual(["developer", "user"]);
    expect(rewriting![1]!.content).toMatch(/user: What is a sloop\?\nassistant: A boat with one mast \[1\]\.\n[^]*How high is it\?\n$/);
    expect(answering!.at(-1)!.content).toContain("How high is the mast of a sloop?");
    expect(answering!.at(-1)!.content).not.toContain("How high is it?");
    expect(body.usage.outputTokens).toBe(
      "How high is the mast of a sloop?".split(" ").length + "The mast is nine metres high [1].".split(" ").length,
    );
  });

  test("that it repeats counts as not rewritten, and one that it answers with nothing is kept", async () => {
    upstream.chat.next({ answer: "How high is it?" }, { answer: "Nine metres [1]." }, { answer: "" }, { answer: "Nine metres [1]." });

    for (let turn = 0; turn < 2; turn++)
      expect(await (await app.post("/ask", { question: "How high is it?", history })).json()).toMatchObject({ rewrittenQuestion: null });
  });

  test("costs no call when there is no history", async () => {
    upstream.chat.reset();
    await app.post("/ask", { question: "How high is the mast of a sloop?", history: [] });
    expect(upstream.chat.requests).toHaveLength(1);
  });

  describe("of a long conversation is rewritten within PROMPT_TOKENS", () => {
    /** What the model is sent to rewrite a question after these turns. */
    const promptAfter = async (contents: string[], question = "How high is it?") => {
      await using small = await startApp({
        OPENAI_BASE_URL: upstream.url,
        OPENAI_API_KEY: "sk-test",
        EMBEDDINGS: "lexical",
        PROMPT_TOKENS: "4000",
      });
      await small.ingest(corpus);
      upstream.chat.reset();
      const response = await small.post("/ask", { question, history: said(...contents) });
      const prompts = upstream.chat.requests.map(({ body: { messages } }) => messages.map(({ content }) => content).join("\n"));
      for (const prompt of prompts) expect(countTokens(prompt)).toBeLessThanOrEqual(4000);
      return { status: response.status, prompts };
    };

    test("with its latest turns", async () => {
      const { status, prompts } = await promptAfter(
        Array.from({ length: 100 }, (_, turn) => `Turn ${turn} is told. ${"On and on. ".repeat(50)}`),
      );
      expect(status).toBe(200);
      expect(prompts[0]).toContain("assistant: Turn 99 is told.");
      expect(prompts[0]).toContain("user: Turn 98 is told.");
      expect(prompts[0]).not.toContain("Turn 90 is told.");
    });

    test.each(["mast ", "マストは高い。", "👩‍🚀"])("with the beginning of a last turn that is too long itself: %s", async (said) => {
      const { status, prompts } = await promptAfter(["What is a sloop?", `A sloop. ${said.repeat(Math.floor(15_000 / said.length))}`]);
      expect(status).toBe(200);
      expect(prompts[0]).toContain(`assistant: A sloop. ${said}`);
    });

    test("or not at all, if the question leaves no room for any", async () => {
      const { status, prompts } = await promptAfter(["What is a sloop?"], "高".repeat(4000));
      expect([status, prompts]).toEqual([400, []]);
    });
  });

  test("fails with the status of the model that fails, before any event", async () => {
    upstream.chat.next({ status: 500 });
    const response = await app.post("/ask", { question: "How high is it?", history, stream: true });
    expect(response.status).toBe(502);
  });

  test("is streamed with the rewritten question in the end", async () => {
    upstream.chat.next({ answer: "How high is the mast of a sloop?" }, { answer: "Nine metres [1]." });
    const events = await allEvents(await app.post("/ask", { question: "How high is it?", history, stream: true }));
    expect(events.at(-1)).toMatchObject({ event: "done", data: { rewrittenQuestion: "How high is the mast of a sloop?" } });
  });
});
