import OpenAI, { APIError } from "openai";
import type { ChatCompletion, ChatCompletionChunk, ChatCompletionMessageParam } from "openai/resources";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Annotation } from "../../../src/http/openai/annotations.ts";
import { failure } from "../../support/failure.ts";
import { type OpenaiServer, startOpenaiServer } from "../../support/openai-server.ts";
import { bundledCorpus, listen, type RunningApp, startApp } from "../../support/server.ts";

const files = {
  "billing/invoices.md": "# Invoices\n\nAn invoice is due after thirty days.\n\n# Late invoices\n\nA late invoice costs ten euros.\n",
  "support/hours.md": "# Hours\n\nSupport answers the phone from nine to five.\n",
  "a:b/odd.md": "---\ntitle: Odd *title* [x](javascript:alert(1))\n---\n\nThe flamingo stands on one leg.\n",
};

/** The official client, on real HTTP. */
async function clientOf(app: RunningApp) {
  const server = await listen(app);
  return { server, client: new OpenAI({ baseURL: `${server.url}/v1`, apiKey: "none", maxRetries: 0 }) };
}

type Pieces = { content: string; annotations: Annotation[]; chunks: ChatCompletionChunk[] };

async function collect(stream: AsyncIterable<ChatCompletionChunk>): Promise<Pieces> {
  const collected: Pieces = { content: "", annotations: [], chunks: [] };
  for await (const chunk of stream) {
    collected.chunks.push(chunk);
    const delta = chunk.choices[0]?.delta as { content?: string; annotations?: Annotation[] } | undefined;
    collected.content += delta?.content ?? "";
    collected.annotations.push(...(delta?.annotations ?? []));
  }
  return collected;
}

const messageOf = (completion: ChatCompletion) => completion.choices[0]!.message;
const annotationsOf = (completion: ChatCompletion) => messageOf(completion).annotations as unknown as Annotation[];
const ask = (content: string): ChatCompletionMessageParam[] => [{ role: "user", content }];

describe("the official client, on the bundled corpus with the extractive answerer", () => {
  const question = "Which distance metrics does Redis support?";
  let app: RunningApp;
  let client: OpenAI;
  let server: Awaited<ReturnType<typeof listen>>;

  beforeAll(async () => {
    app = await startApp();
    await app.ingest(bundledCorpus);
    ({ server, client } = await clientOf(app));
  });
  afterAll(async () => {
    await server.close();
    await app.close();
  });

  test("gets the answer that /ask gives, then its footnotes", async () => {
    const { answer, citations } = await (await app.post("/ask", { question })).json();

    const completion = await client.chat.completions.create({ model: "footnote", messages: ask(question) });

    expect(completion).toMatchObject({ object: "chat.completion", model: "footnote", usage: { prompt_tokens: 0, total_tokens: 0 } });
    expect(Math.abs(completion.created - Date.now() / 1000)).toBeLessThan(60);
    const { content, role } = messageOf(completion);
    expect(role).toBe("assistant");
    expect(completion.choices).toMatchObject([{ index: 0, finish_reason: "stop" }]);
    expect(content!.slice(0, answer.length)).toBe(answer);
    expect(content!.slice(answer.length)).toMatch(/^\n\n---\n\n\[1\] Distance metrics: [^\n]+, `algorithms\/distance-metrics\.md`:\d+/);
    expect(annotationsOf(completion).map(({ citation }) => citation)).toEqual(citations);
  });

  test("finds each marker where its annotation says, with a link to the document", async () => {
    const completion = await client.chat.completions.create({ model: "footnote", messages: ask("What does a citation prove?") });
    const { content } = messageOf(completion);

    expect(annotationsOf(completion).length).toBeGreaterThan(1);
    let before = -1;
    for (const { type, url_citation: cited, citation } of annotationsOf(completion)) {
      expect(type).toBe("url_citation");
      expect(content!.slice(cited.start_index, cited.end_index)).toBe(`[${citation.marker}]`);
      expect(cited.start_index).toBeGreaterThan(before);
      expect(cited).toMatchObject({ title: citation.title, url: `${server.url}/documents/${citation.source}` });
      before = cited.start_index;
    }
  });

  test("reads the same text and annotations from a stream", async () => {
    const completion = await client.chat.completions.create({ model: "footnote", messages: ask(question) });

    const streamed = await collect(await client.chat.completions.create({ model: "footnote", messages: ask(question), stream: true }));

    expect(streamed.content).toBe(messageOf(completion).content);
    expect(streamed.annotations).toEqual(annotationsOf(completion));
    expect(streamed.chunks.map(({ choices }) => choices[0]!.finish_reason)).toEqual([
      ...Array(streamed.chunks.length - 1).fill(null),
      "stop",
    ]);
    expect(new Set(streamed.chunks.map(({ id }) => id)).size).toBe(1);
    expect(streamed.chunks.every((chunk) => !("usage" in chunk))).toBe(true);
  });

  test("and its stream helper puts the message together", async () => {
    const completion = await client.chat.completions.stream({ model: "footnote", messages: ask(question) }).finalChatCompletion();

    expect(messageOf(completion).content).toContain("`COSINE`, `L2` and `IP`");
    expect(completion.choices[0]!.finish_reason).toBe("stop");
  });

  test("answers a follow-up from the conversation before it", async () => {
    const first = ask("What is the overhead per vector of an HNSW index with M 16?");
    const { content } = messageOf(await client.chat.completions.create({ model: "footnote", messages: first }));

    const completion = await client.chat.completions.create({
      model: "footnote",
      messages: [{ role: "system", content: "You are a pirate." }, ...first, { role: "assistant", content }, ...ask("And with M 32?")],
    });

    expect(messageOf(completion).content).toMatch(/490/);
  });

  test("lists the corpus and its categories as models, and each can be asked", async () => {
    const models = await client.models.list();

    expect(models.data.map(({ id }) => id)).toEqual([
      "footnote",
      ...["algorithms", "clients", "footnote", "operations", "rag", "redis", "retrieval"].map((name) => `footnote:${name}`),
    ]);
    for (const { id } of models.data) {
      expect((await client.chat.completions.create({ model: id, messages: ask("What is HNSW?") })).model).toBe(id);
    }
  });

  test("says without footnotes or annotations that the documents do not hold an answer", async () => {
    const completion = await client.chat.completions.create({ model: "footnote", messages: ask("Who won the race of 1987 in Ghent?") });

    expect(messageOf(completion)).toMatchObject({ content: "The documents do not answer this question.", annotations: [] });
  });
});

describe("the official client, with a chat model", () => {
  const question = "When is an invoice due?";
  let upstream: OpenaiServer;
  let app: RunningApp;
  let client: OpenAI;
  let server: Awaited<ReturnType<typeof listen>>;

  beforeAll(async () => {
    upstream = await startOpenaiServer();
    const timing = { CHAT_TIMEOUT_MS: "600", EMBEDDING_TIMEOUT_MS: "600", MAX_RETRIES: "0" };
    app = await startApp({ OPENAI_BASE_URL: upstream.url, ...timing, BREAKER_FAILURES: "0" }, { heartbeat: 50 });
    await app.ingest(files);
    ({ server, client } = await clientOf(app));
  });
  beforeEach(() => {
    upstream.chat.reset();
    upstream.embeddings.reset();
  });
  afterAll(async () => {
    await server.close();
    await app.close();
    await upstream.close();
  });

  const complete = (more: Partial<OpenAI.ChatCompletionCreateParamsNonStreaming> = {}) =>
    client.chat.completions.create({ model: "footnote", messages: ask(question), ...more });
  const stream = (more: Partial<OpenAI.ChatCompletionCreateParamsStreaming> = {}) =>
    client.chat.completions.create({ model: "footnote", messages: ask(question), stream: true, ...more });

  test("gets the pieces as the model writes them", async () => {
    upstream.chat.next({ answer: "An invoice is due after thirty days [1].", pause: 40 });
    const times: number[] = [];

    for await (const chunk of await stream()) if (chunk.choices[0]?.delta.content) times.push(performance.now());

    expect(times.length).toBeGreaterThan(3);
    expect(times.at(-1)! - times[0]!).toBeGreaterThan(80);
  });

  test("is not disturbed by the comments that keep a stream alive", async () => {
    upstream.chat.next({ answer: "An invoice is due after thirty days [1].", delay: 250 });

    expect((await collect(await stream())).content).toMatch(/^An invoice is due after thirty days \[1\]\.\n\n---\n\n\[1\] /);
  });

  test("gets the tokens that were used, in a stream only if it asks for them", async () => {
    const { usage } = await complete();
    const { chunks } = await collect(await stream({ stream_options: { include_usage: true } }));

    expect(usage).toEqual({ prompt_tokens: expect.any(Number), completion_tokens: expect.any(Number), total_tokens: expect.any(Number) });
    expect(usage!.total_tokens).toBe(usage!.prompt_tokens + usage!.completion_tokens);
    expect(usage!.completion_tokens).toBeGreaterThan(0);
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage });
    expect(chunks.slice(0, -1).map(({ usage }) => usage)).toEqual(Array(chunks.length - 1).fill(null));
  });

  test.each([
    ["the model's name", { model: "footnote:support" }],
    ["metadata", { metadata: { category: "support" } }],
    ["metadata among other entries", { metadata: { category: "support", chat: "4711" } }],
  ])("limits the passages to a category by %s", async (_, named) => {
    const completion = await complete({ messages: ask("invoice or phone?"), ...named });

    expect(annotationsOf(completion).map(({ citation }) => citation.categories)).toEqual([["support"]]);
  });

  test("a category may have a colon in its name", async () => {
    const completion = await complete({ model: "footnote:a:b", messages: ask("Where does the flamingo stand?") });

    expect(annotationsOf(completion)[0]!.citation.source).toBe("a:b/odd.md");
    expect(annotationsOf(completion)[0]!.url_citation.url).toBe(`${server.url}/documents/a%3Ab/odd.md`);
  });

  test("a title cannot become a link or markup in the footnotes", async () => {
    const { content } = messageOf(await complete({ model: "footnote:a:b", messages: ask("Where does the flamingo stand?") }));

    expect(content).toContain(String.raw`[1] Odd \*title\* \[x\](javascript:alert(1)), `);
  });

  test("the model is sent neither the client's system prompt nor the footnotes of its own answers", async () => {
    const { content } = messageOf(await complete());
    upstream.chat.reset();
    upstream.chat.next({ answer: "What does a late invoice cost?" });

    await complete({
      messages: [
        { role: "system", content: "PIRATE" },
        { role: "developer", content: "PIRATE" },
        ...ask(question),
        { role: "assistant", content },
        ...ask("And a late one?"),
      ],
    });

    const sent = upstream.chat.requests.map(({ body }) => JSON.stringify(body.messages));
    expect(sent).toHaveLength(2);
    expect(sent[0]).toContain(question);
    expect(sent[0]).toContain("assistant: An invoice is due after thirty days. [1]");
    expect(sent[0]).not.toContain("---");
    expect(sent[1]).toContain("Question: What does a late invoice cost?");
    expect(sent.join("")).not.toContain("PIRATE");
  });

  test("text parts are joined; what was said in another form before the question is left out", async () => {
    const image = { type: "image_url" as const, image_url: { url: "data:image/png;base64,AAAA" } };
    await complete({
      messages: [
        { role: "user", content: [{ type: "text", text: "What is" }, image] },
        { role: "assistant", content: null, tool_calls: [{ id: "1", type: "function", function: { name: "f", arguments: "{}" } }] },
        { role: "tool", tool_call_id: "1", content: "TOOL" },
        {
          role: "user",
          content: [
            { type: "text", text: "When is an " },
            { type: "text", text: "invoice due?" },
          ],
        },
      ],
    });

    const sent = JSON.stringify(upstream.chat.requests.map(({ body }) => body.messages));
    expect(sent).toContain("When is an invoice due?");
    expect(sent).not.toContain("TOOL");
    expect(sent).not.toContain("base64");
  });

  test("a conversation longer than any limit is cut to its latest turns", async () => {
    const long = Array.from({ length: 130 }, (_, index) => [
      { role: "user" as const, content: `question ${index}` },
      { role: "assistant" as const, content: index === 129 ? "x".repeat(17_000) : `answer ${index}` },
    ]).flat();

    await complete({ messages: [...long, ...ask("When is an invoice due?")] });

    const sent = JSON.stringify(upstream.chat.requests[0]!.body.messages);
    expect(sent).toContain("question 80");
    expect(sent).not.toContain("question 79");
    expect(sent).toContain("x".repeat(8000));
    expect(sent).not.toContain("x".repeat(8001));
  });

  test("settings that tune a model are accepted and not passed on", async () => {
    const tool = { type: "function" as const, function: { name: "f", parameters: {} } };
    const tuning = { temperature: 0.2, top_p: 0.9, max_tokens: 5, max_completion_tokens: 5, seed: 1, stop: ["x"], user: "u", store: false };
    const other = { tools: [tool], tool_choice: "auto" as const, n: 1, response_format: { type: "text" as const }, unheard_of: true };

    const completion = await complete({ ...tuning, ...other, presence_penalty: null, metadata: null });

    expect(messageOf(completion).content).toContain("[1]");
    expect(Object.keys(upstream.chat.requests[0]!.body).toSorted()).toEqual(["messages", "model", "stream", "stream_options"]);
  });

  test.each<[object, number, string | null, RegExp]>([
    [{ messages: [] }, 400, "messages", /messages/],
    [{ messages: [{ role: "assistant", content: "Hello." }] }, 400, "messages", /the user's/],
    [{ messages: ask(" ") }, 400, "messages[0].content", /blank/],
    [{ messages: ask("x".repeat(4001)) }, 400, "messages[0].content", /4000/],
    [{ messages: [{ role: "narrator", content: "Once" }] }, 400, "messages[0].role", /role/],
    [{ messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "x" } }] }] }, 400, "messages[0].content", /text/],
    [{ n: 2 }, 400, "n", /must be 1/],
    [{ response_format: { type: "json_object" } }, 400, "response_format.type", /must be text/],
    [{ modalities: ["text", "audio"] }, 400, "modalities[1]", /must be text/],
    [{ tool_choice: "required" }, 400, "tool_choice", /no tools/],
    [{ logprobs: true }, 400, "logprobs", /must be false/],
    [{ metadata: { category: "nonesuch" } }, 400, "metadata.category", /Unknown category "nonesuch".*billing, support/],
    [{ metadata: { category: "" } }, 400, "metadata.category", /names/],
    [{ model: "footnote:billing", metadata: { category: "support" } }, 400, "metadata.category", /model's name/],
    [{ model: "gpt-5-mini" }, 404, "model", /"gpt-5-mini" does not exist.*"footnote"/],
    [{ model: "footnote:" }, 404, "model", /does not exist/],
    [{ model: "footnote:nonesuch" }, 404, "model", /does not exist.*"footnote:billing", "footnote:support"/],
  ])("throws its own error (%#)", async (more, status, param, message) => {
    const error = await failure(complete(more));

    expect(error).toBeInstanceOf(APIError);
    expect(error).toMatchObject({ status, param, type: "invalid_request_error", code: status === 404 ? "model_not_found" : null });
    expect((error as APIError).message).toMatch(message);
    expect(upstream.chat.requests).toEqual([]);
  });

  test.each([
    ["throttled", { status: 429, retryAfter: "3" }, 429, "rate_limit_error"],
    ["broken", { status: 500, message: "SECRET" }, 502, "server_error"],
    ["silent", { hang: "all" }, 504, "server_error"],
  ] as const)("a model that is %s is told by the status", async (_, behaviour, status, type) => {
    upstream.chat.next(behaviour);

    const error = (await failure(complete())) as APIError;

    expect(error).toMatchObject({ status, type });
    expect(error.message).not.toContain("SECRET");
    if (status === 429) expect(error.headers!.get("retry-after")).toBe("3");
  });

  test.each([{ cut: { after: 2, by: "reset" } }, { status: 429 }] as const)(
    "a model that fails in a stream ends it with an error: %j",
    async (behaviour) => {
      upstream.chat.next({ answer: "One two three.", ...behaviour });
      let content = "";

      const error = await failure(
        (async () => {
          for await (const { choices } of await stream()) content += choices[0]?.delta.content ?? "";
        })(),
      );

      expect(error).toBeInstanceOf(APIError);
      expect((error as APIError).type).toBe("cut" in behaviour ? "server_error" : "rate_limit_error");
      expect(content).toBe("cut" in behaviour ? "One two" : "");
    },
  );

  test("a client that goes away ends the call to the model", async () => {
    upstream.chat.next({ answer: "One two three four five.", pause: 50, cut: { after: 2, by: "hang" } });
    const chunks = await stream();
    for await (const { choices } of chunks) if (choices[0]?.delta.content) break;

    expect(await upstream.chat.requests[0]!.ended).toBe("disconnected");
  });
});

test("before anything is ingested, the client is told to try again", async () => {
  await using app = await startApp();
  const { server, client } = await clientOf(app);

  expect(await failure(client.models.list())).toMatchObject({ status: 503, type: "server_error" });
  expect(await failure(client.chat.completions.create({ model: "footnote", messages: ask("Anything?") }))).toMatchObject({ status: 503 });
  await server.close();
});

describe("errors below /v1", () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp({ MAX_BODY_BYTES: "2000" });
  });
  afterAll(() => app.close());
  const json = { "content-type": "application/json" };

  test.each<[string, string, RequestInit, number]>([
    ["an unknown path", "/v1/embeddings", { method: "POST", headers: json, body: "{}" }, 404],
    ["another method", "/v1/chat/completions", { method: "GET" }, 405],
    ["another method", "/v1/models", { method: "DELETE" }, 405],
    ["a body that is too large", "/v1/chat/completions", { method: "POST", headers: json, body: `"${"x".repeat(3000)}"` }, 413],
    ["a body of another type", "/v1/chat/completions", { method: "POST", headers: { "content-type": "text/plain" }, body: "{}" }, 415],
    ["a body that is no JSON", "/v1/chat/completions", { method: "POST", headers: json, body: "{" }, 400],
    ["a body that is no object", "/v1/chat/completions", { method: "POST", headers: json, body: "[]" }, 400],
  ])("have OpenAI's form: %s", async (_, path, init, status) => {
    const response = await app.app.request(path, init);

    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("x-request-id")).toBeTruthy();
    if (status === 405) expect(response.headers.get("allow")).toMatch(/^(POST|GET)$/);
    expect(await response.json()).toEqual({
      error: { message: expect.stringMatching(/\w/), type: "invalid_request_error", param: null, code: null },
    });
  });

  test("and nowhere else", async () => {
    expect((await app.get("/v2/models")).headers.get("content-type")).toBe("application/problem+json");
  });
});
