import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ConfigurationError } from "../../src/errors.ts";
import { failure } from "../support/failure.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { startApp, temporaryDirectory, type Variables } from "../support/server.ts";

const corpus = { "fish.md": "# Fish\n\nA fish is an animal that swims.\n" };
let upstream: OpenaiServer;
beforeAll(async () => {
  upstream = await startOpenaiServer({ apiKey: "sk-test" });
});
afterAll(() => upstream.close());

const usageWith = async (variables: Variables) => {
  await using app = await startApp(variables);
  await app.ingest(corpus);
  return (await (await app.post("/ask", { question: "What is a fish?" })).json()).usage;
};
const model = () => ({ OPENAI_BASE_URL: upstream.url, OPENAI_API_KEY: "sk-test", EMBEDDINGS: "lexical" });
const pricesFile = async (directory: string, contents: string) => {
  const path = join(directory, "prices.json");
  await writeFile(path, contents);
  return path;
};

describe("what an answer cost", () => {
  test("is the model's listed price for the tokens of the question and of the answer", async () => {
    const { inputTokens, outputTokens, cost } = await usageWith(model());
    expect(cost).toEqual({ amount: expect.closeTo((inputTokens * 0.25 + outputTokens * 2) / 1e6, 12), currency: "USD" });
    expect(cost.amount).toBeGreaterThan(0);
  });

  test("is nothing without a model", async () => {
    expect(await usageWith({})).toEqual({ inputTokens: 0, outputTokens: 0, cost: { amount: 0, currency: "USD" } });
  });

  test("is what the operator's price list says, by the name without the date of a release", async () => {
    await using directory = await temporaryDirectory();
    const PRICES_FILE = await pricesFile(
      directory.path,
      '{ "asOf": "2026-01-31", "currency": "EUR", "perMillionTokens": { "openai:gpt-x": { "input": 1000000, "output": 0 } } }',
    );
    await using dated = await startOpenaiServer({ apiKey: "sk-test", chatModel: "gpt-x-2026-01-01" });
    const { inputTokens, cost } = await usageWith({
      ...model(),
      OPENAI_BASE_URL: dated.url,
      PRICES_FILE,
      CHAT_MODEL: "openai:gpt-x-2026-01-01",
    });
    expect(cost).toEqual({ amount: inputTokens, currency: "EUR" });
  });

  test("is unknown for a model that is not listed", async () => {
    await using other = await startOpenaiServer({ apiKey: "sk-test", chatModel: "llama3:8b" });
    const usage = await usageWith({ ...model(), OPENAI_BASE_URL: other.url, CHAT_MODEL: "openai:llama3:8b" });
    expect(usage).toMatchObject({ inputTokens: expect.any(Number), cost: null });
  });

  test.each([
    ["{", "is not JSON"],
    ['{ "asOf": "today", "currency": "USD", "perMillionTokens": {} }', "asOf"],
    ['{ "asOf": "2026-01-31", "currency": "USD", "perMillionTokens": { "a": { "input": -1, "output": 0 } } }', "perMillionTokens.a.input"],
  ])("cannot come from a price list that is wrong (%#)", async (contents, problem) => {
    await using directory = await temporaryDirectory();
    const error = await failure(startApp({ PRICES_FILE: await pricesFile(directory.path, contents) }));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect((error as Error).message).toContain(problem);
  });
});

describe("the header Server-Timing", () => {
  test("has the milliseconds of each stage, as the body has", async () => {
    await using app = await startApp();
    await app.ingest(corpus);

    const response = await app.post("/ask", { question: "What is a fish?" });

    const { timings } = (await response.json()) as { timings: Record<string, number> };
    const stages = response.headers
      .get("server-timing")!
      .split(", ")
      .map((stage) => stage.split(";dur="));
    expect(stages.map(([name]) => name)).toEqual(Object.keys(timings));
    for (const [name, duration] of stages) expect(Number(duration)).toBeCloseTo(timings[name!]!, 2);
  });

  test("comes with a search, too", async () => {
    await using app = await startApp();
    await app.ingest(corpus);

    const response = await app.post("/search", { query: "fish" });

    expect(response.headers.get("server-timing")).toMatch(/^embed;dur=[\d.]+, search;dur=[\d.]+/);
  });
});
