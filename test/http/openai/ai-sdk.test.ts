import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { APICallError, generateText, type ModelMessage, streamText } from "ai";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { failure } from "../../support/failure.ts";
import { type OpenaiServer, startOpenaiServer } from "../../support/openai-server.ts";
import { listen, type RunningApp, startApp } from "../../support/server.ts";

const files = {
  "billing/invoices.md": "# Invoices\n\nAn invoice is due after thirty days.\n",
  "support/hours.md": "# Hours\n\nSupport answers the phone from nine to five.\n",
};
const messages: ModelMessage[] = [{ role: "user", content: "When is an invoice due?" }];

/** Vercel's AI SDK with its provider for compatible servers, on real HTTP. */
async function providerOf(app: RunningApp) {
  const server = await listen(app);
  return { server, footnote: createOpenAICompatible({ name: "footnote", baseURL: `${server.url}/v1`, includeUsage: true }) };
}
type Provider = Awaited<ReturnType<typeof providerOf>>["footnote"];

describe("the AI SDK, with the extractive answerer", () => {
  let app: RunningApp;
  let server: Awaited<ReturnType<typeof listen>>;
  let footnote: Provider;
  beforeAll(async () => {
    app = await startApp();
    await app.ingest(files);
    ({ server, footnote } = await providerOf(app));
  });
  afterAll(async () => {
    await server.close();
    await app.close();
  });

  test("generates the same text that it streams", async () => {
    const generated = await generateText({ model: footnote("footnote"), messages, temperature: 0, maxOutputTokens: 400 });
    const streamed = streamText({ model: footnote("footnote"), messages });

    expect(generated.text).toMatch(/^An invoice is due after thirty days\. \[1\]\n\n---\n\n\[1\] Invoices, `billing\/invoices\.md`:\d+$/);
    expect(generated.finishReason).toBe("stop");
    expect(await streamed.text).toBe(generated.text);
    expect(await streamed.finishReason).toBe("stop");
  });

  test("limits the passages by the model's name, or by metadata in the provider's options", async () => {
    const asked: ModelMessage[] = [{ role: "user", content: "Is the phone or the invoice answered from nine to five?" }];
    const providerOptions = { footnote: { metadata: { category: "support" } } };

    const byName = await generateText({ model: footnote("footnote:support"), messages: asked });
    const byMetadata = await generateText({ model: footnote("footnote"), messages: asked, providerOptions });

    expect(byName.text).toContain("support/hours.md");
    expect(byName.text).not.toContain("invoice");
    expect(byMetadata.text).toBe(byName.text);
  });
});

describe("the AI SDK, with a chat model", () => {
  let upstream: OpenaiServer;
  let app: RunningApp;
  let server: Awaited<ReturnType<typeof listen>>;
  let footnote: Provider;
  beforeAll(async () => {
    upstream = await startOpenaiServer();
    app = await startApp({ OPENAI_BASE_URL: upstream.url, MAX_RETRIES: "0" });
    await app.ingest(files);
    ({ server, footnote } = await providerOf(app));
  });
  beforeEach(() => upstream.chat.reset());
  afterAll(async () => {
    await server.close();
    await app.close();
    await upstream.close();
  });

  test("streams a conversation and tells the tokens used", async () => {
    upstream.chat.next({ answer: "What does the phone cost?" }, { answer: "It is answered from nine to five [1].", pause: 20 });
    const history: ModelMessage[] = [...messages, { role: "assistant", content: "After thirty days [1]." }];
    const streamed = streamText({ model: footnote("footnote"), messages: [...history, { role: "user", content: "And the phone?" }] });
    const pieces: string[] = [];

    for await (const text of streamed.textStream) pieces.push(text);

    expect(pieces.length).toBeGreaterThan(4);
    expect(pieces.join("")).toMatch(/^It is answered from nine to five \[1\]\.\n\n---\n\n\[1\] /);
    expect((await streamed.usage).outputTokens).toBeGreaterThan(0);
    expect(upstream.chat.requests).toHaveLength(2);
  });

  test("throws what went wrong, and ends a stream that breaks off with an error", async () => {
    const unknown = await failure(generateText({ model: footnote("footnote:nonesuch"), messages, maxRetries: 0 }));
    expect(unknown).toBeInstanceOf(APICallError);
    expect(unknown).toMatchObject({ statusCode: 404, message: expect.stringMatching(/does not exist/) });

    upstream.chat.next({ answer: "One two three.", cut: { after: 2, by: "reset" } });
    const errors: unknown[] = [];
    const broken = streamText({ model: footnote("footnote"), messages, maxRetries: 0, onError: ({ error }) => void errors.push(error) });
    const types: string[] = [];
    for await (const part of broken.fullStream) types.push(part.type);

    expect(types).toContain("error");
    expect(JSON.stringify(errors)).toContain("The model failed");
  });
});
