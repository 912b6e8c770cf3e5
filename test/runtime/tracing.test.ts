import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { startOtlpReceiver } from "../support/otlp-receiver.ts";
import { jsonRequest, runFootnote, startServer, temporaryDirectory, writeFiles } from "../support/server.ts";

const question = "What is a fish?";
const answer = "A fish is an animal that swims in water [1].";
const caller = "0af7651916cd43dd8448eb211c80319c";
const traceparent = `00-${caller}-b7ad6b7169203331-01`;

let upstream: OpenaiServer;
let data: Awaited<ReturnType<typeof temporaryDirectory>>;
let variables: Record<string, string>;

beforeAll(async () => {
  upstream = await startOpenaiServer({ answer: () => answer });
  data = await temporaryDirectory();
  await writeFiles(data.path, { "corpus/fish.md": "# Fish\n\nA fish is an animal that swims in water.\n" });
  variables = { DATA_DIR: data.path, OPENAI_BASE_URL: upstream.url };
  await using command = runFootnote(["ingest", `${data.path}/corpus`], variables);
  if ((await command.exited) !== 0) throw new Error(command.output.stderr);
});
afterAll(async () => {
  await upstream.close();
  await data[Symbol.asyncDispose]();
});

const ask = (url: string, body: object = {}) =>
  fetch(`${url}/ask`, jsonRequest({ question, ...body }, { headers: { traceparent } })).then((response) => response.text());

describe("with a receiver of OTLP", () => {
  test.each([{ stream: false }, { stream: true }])("an answer is a trace of its steps, without a word of it: %j", async (body) => {
    await using receiver = await startOtlpReceiver();
    await using server = await startServer({ ...variables, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_SERVICE_NAME: "library" });

    await ask(server.url, body);
    server.kill("SIGTERM");
    expect(await server.exited).toBe(0);

    const { spans } = receiver;
    const request = spans.find(({ name }) => name === "POST /ask");
    expect(request).toMatchObject({
      parentSpanId: "b7ad6b7169203331",
      attributes: { "http.route": "/ask", "http.response.status_code": 200 },
    });
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([caller]));
    const retrieval = spans.find(({ name }) => name.startsWith("retrieval "));
    expect(retrieval).toMatchObject({
      parentSpanId: request!.spanId,
      attributes: {
        "gen_ai.operation.name": "retrieval",
        "gen_ai.data_source.id": expect.stringMatching(/^footnote-/),
        "footnote.mode": "hybrid",
        "footnote.passages": 1,
      },
    });
    expect(spans.find(({ name }) => name === "embeddings text-embedding-3-small")).toMatchObject({
      parentSpanId: retrieval!.spanId,
      attributes: {
        "gen_ai.operation.name": "embeddings",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "text-embedding-3-small",
        "gen_ai.embeddings.dimension.count": 256,
      },
    });
    expect(spans.find(({ name }) => name === "chat gpt-5-mini")).toMatchObject({
      parentSpanId: request!.spanId,
      attributes: {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "gpt-5-mini",
        "gen_ai.response.time_to_first_chunk": expect.any(Number),
        "gen_ai.usage.input_tokens": expect.any(Number),
        "gen_ai.usage.output_tokens": 10,
      },
      failed: false,
    });
    expect(receiver.resources[0]).toMatchObject({ "service.name": "library" });
    expect(receiver.bodies.join()).not.toMatch(/fish|swims/);
  });

  test("a model that fails is a span that failed, by the kind of its failure", async () => {
    upstream.chat.next({ status: 401, message: "The key sk-1 of the fishmonger is wrong." });
    await using receiver = await startOtlpReceiver();
    await using server = await startServer({ ...variables, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });

    await ask(server.url);
    server.kill("SIGTERM");
    await server.exited;

    const chat = receiver.spans.find(({ name }) => name === "chat gpt-5-mini");
    expect(chat).toMatchObject({ failed: true, attributes: { "error.type": "UpstreamError" } });
    expect(receiver.bodies.join()).not.toMatch(/fish|sk-1/);
  });

  test.each([
    ["refuses", 400],
    ["hangs", "none"],
  ] as const)("one that %s has no effect on answers, and holds up the end only for seconds", async (_, status) => {
    await using receiver = await startOtlpReceiver(status);
    await using server = await startServer({ ...variables, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });

    expect(JSON.parse(await ask(server.url))).toMatchObject({ answer });
    await expect.poll(() => receiver.bodies.length, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(JSON.parse(await ask(server.url))).toMatchObject({ answer });
    await server.printed(/"level":"warn","message":"traces cannot be sent"/);
    const began = performance.now();
    server.kill("SIGTERM");

    expect(await server.exited).toBe(0);
    expect(performance.now() - began).toBeLessThan(8000);
    expect(server.output.stderr).toBe("");
  });
});

test("without a receiver, nothing of OpenTelemetry is loaded but its interface", async () => {
  const hook = `import{registerHooks}from"node:module";registerHooks({resolve(name,context,next){if(name.startsWith("@opentelemetry/"))process.stderr.write(name+"\\n");return(next(name,context))}})`;
  const NODE_OPTIONS = `--import data:text/javascript,${encodeURIComponent(hook)}`;
  const loaded = async (more: Record<string, string>) => {
    await using server = await startServer({ ...variables, NODE_OPTIONS, ...more });
    await ask(server.url);
    return new Set(server.output.stderr.trim().split("\n"));
  };
  await using receiver = await startOtlpReceiver();

  expect(await loaded({})).toEqual(new Set(["@opentelemetry/api"]));
  expect(await loaded({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url })).toContain("@opentelemetry/sdk-trace");
});
