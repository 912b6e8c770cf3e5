import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ask, type AskEvent, bodyOf, type Client, createClient, followIngestion, FootnoteError, putDocument } from "footnote/client";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { failure } from "../support/failure.ts";
import { authorization, startIngesting } from "../support/ingesting.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { listen, type RunningApp, startApp, temporaryDirectory, writeFiles } from "../support/server.ts";

const question = "When is an invoice due?";

async function collect(events: AsyncIterable<AskEvent>): Promise<AskEvent[]> {
  const collected: AskEvent[] = [];
  for await (const event of events) collected.push(event);
  return collected;
}

describe("the typed client", () => {
  let upstream: OpenaiServer;
  let app: RunningApp;
  let server: Awaited<ReturnType<typeof listen>>;
  let client: Client;
  beforeAll(async () => {
    upstream = await startOpenaiServer();
    app = await startApp({ OPENAI_BASE_URL: upstream.url, MAX_RETRIES: "0" }, { heartbeat: 20 });
    await app.ingest({ "billing/invoices.md": "# Invoices\n\nAn invoice is due after thirty days.\n" });
    server = await listen(app);
    client = createClient(server.url);
  });
  beforeEach(() => upstream.chat.reset());
  afterAll(async () => {
    await server.close();
    await app.close();
    await upstream.close();
  });

  test("knows each route's request and reply", async () => {
    const { hits } = await bodyOf(client.search.$post({ json: { query: "invoice", category: ["billing"], k: 1 } }));
    const { answer, citations } = await bodyOf(client.ask.$post({ json: { question } }));
    const { categories } = await bodyOf(client.categories.$get());

    const source: string = hits[0]!.source;
    const line: number = citations[0]!.line;
    expect([source, line]).toEqual(["billing/invoices.md", 3]);
    expect(answer).toContain("[1]");
    expect(categories).toEqual([{ name: "billing", documents: 1, chunks: 1 }]);
    // @ts-expect-error a misspelt field does not compile
    const misspelt = await client.ask.$post({ json: { question, categories: "billing" } });
    expect(misspelt.status).toBe(400);
  });

  test("yields the events of an answer as they come", async () => {
    upstream.chat.next({ answer: "After thirty days [1].", pause: 40, delay: 60 });
    const times: number[] = [];
    const events: AskEvent[] = [];

    for await (const event of ask(client, { question, category: "billing" })) {
      events.push(event);
      if (event.type === "answer-delta") times.push(performance.now());
    }

    expect(events.map(({ type }) => type).join(" ")).toMatch(/^passages( answer-delta)+ citations done$/);
    expect(times.at(-1)! - times[0]!).toBeGreaterThan(60);
    const done = events.at(-1)!;
    expect(done).toMatchObject({
      type: "done",
      answer: { answer: "After thirty days [1].", citations: [{ source: "billing/invoices.md" }] },
    });
    expect(events[0]).toMatchObject({ type: "passages", passages: [{ source: "billing/invoices.md" }] });
  });

  test("throws the server's problem, before the stream and in it", async () => {
    const unknown = await failure(collect(ask(client, { question, category: "nonesuch" })));
    expect(unknown).toBeInstanceOf(FootnoteError);
    expect(unknown).toMatchObject({ problem: { status: 400, knownCategories: ["billing"] } });

    upstream.chat.next({ answer: "One two three.", cut: { after: 2, by: "reset" } });
    const events: AskEvent[] = [];
    const broken = await failure(
      (async () => {
        for await (const event of ask(client, { question })) events.push(event);
      })(),
    );
    expect(broken).toMatchObject({ name: "FootnoteError", problem: { status: 502 } });
    expect(events.map(({ type }) => type)).toEqual(["passages", "answer-delta", "answer-delta"]);

    upstream.chat.next({ status: 429, retryAfter: "7" });
    expect(await failure(bodyOf(client.ask.$post({ json: { question } })))).toMatchObject({ problem: { status: 429 }, retryAfter: 7 });
  });

  test("stops the work when the iteration stops, or when it is told to", async () => {
    upstream.chat.always({ answer: "One two three.", cut: { after: 2, by: "hang" } });
    for await (const { type } of ask(client, { question })) if (type === "answer-delta") break;
    expect(await upstream.chat.requests[0]!.ended).toBe("disconnected");

    const controller = new AbortController();
    const reason = new Error("Enough.");
    const stopped = failure(
      (async () => {
        for await (const { type } of ask(client, { question }, controller.signal)) if (type === "answer-delta") controller.abort(reason);
      })(),
    );
    expect(await stopped).toBe(reason);
    expect(await upstream.chat.requests[1]!.ended).toBe("disconnected");
  });
});

describe("a stream", () => {
  /** A server that sends these bytes, with pauses between them, and then ends or resets. */
  async function answering(pieces: (string | Uint8Array)[], { status = 200, reset = false } = {}) {
    const server = createServer((_, response) => {
      response.writeHead(status, { "content-type": "text/event-stream" });
      void (async () => {
        for (const piece of pieces) {
          response.write(piece);
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        if (reset) response.socket?.resetAndDestroy();
        else response.end();
      })();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const client = createClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return { client, [Symbol.asyncDispose]: async () => void server.close() };
  }
  const done = 'event: done\ndata: {"answer":"ü"}\n\n';
  const delta = (text: string) => ({ type: "answer-delta", text });

  test.each<[string, (string | Uint8Array)[]]>([
    ["by lines", ["event: answer-delta\n", 'data: {"text":"ü"}\n', "\n", done]],
    [
      "within characters",
      [...new TextEncoder().encode(`event: answer-delta\ndata: {"text":"ü"}\n\n${done}`)].map((byte) => Uint8Array.of(byte)),
    ],
    ["with carriage returns", ["event: answer-delta\r", '\ndata: {"text":"ü"}\r\n\r', "\n", done]],
    ["with carriage returns alone", [`event: answer-delta\rdata: {"text":"ü"}\r\r${done}`]],
    ["with comments, other fields and no spaces", [': hello\n\nid: 7\nevent:answer-delta\nretry: 1\ndata:{"text":\ndata:"ü"}\n\n', done]],
    ["with events of a later version", [`event: hint\ndata: {}\n\nevent: answer-delta\ndata: {"text":"ü"}\n\n${done}`]],
  ])("may be cut and written in any way: %s", async (_, pieces) => {
    await using server = await answering(pieces);

    expect(await collect(ask(server.client, { question }))).toEqual([delta("ü"), { type: "done", answer: { answer: "ü" } }]);
  });

  test.each([
    ["ends before the answer does", {}],
    ["is reset", { reset: true }],
  ])("that %s is an error, after what has come", async (_, how) => {
    await using server = await answering(['event: answer-delta\ndata: {"text":"a"}\n\n', 'event: done\ndata: {"ans'], how);
    const events: AskEvent[] = [];

    const error = await failure(
      (async () => {
        for await (const event of ask(server.client, { question })) events.push(event);
      })(),
    );

    expect(events).toEqual([delta("a")]);
    expect(error).toMatchObject({ name: "FootnoteError", message: "The connection to Footnote was lost", problem: { status: 0 } });
  });

  test("of a proxy that has no answer is an error with its status", async () => {
    await using server = await answering(["<html>"], { status: 502 });

    expect(await failure(collect(ask(server.client, { question })))).toMatchObject({ problem: { status: 502 } });
  });

  test("of no server at all is an error", async () => {
    expect(await failure(collect(ask(createClient("http://127.0.0.1:1"), { question })))).toMatchObject({ problem: { status: 0 } });
  });
});

describe("a body", () => {
  const search = (url: string, signal?: AbortSignal) =>
    bodyOf(createClient(url).search.$post({ json: { query: "invoice" } }, signal && { init: { signal } }));

  /** A server that sends the beginning of a body of 40 bytes, and then does what `end` does. */
  async function sending(status: number, type: string, end: (response: ServerResponse) => unknown) {
    const server = createServer((_, response) => {
      response.writeHead(status, { "content-type": type, "content-length": 40 });
      response.write('{"hits":[', () => setTimeout(() => end(response), 20));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const close = async () => {
      server.closeAllConnections();
      server.close();
    };
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, [Symbol.asyncDispose]: close };
  }
  const lost = { name: "FootnoteError", message: "The connection to Footnote was lost", problem: { status: 0 } };

  test("of no server at all is an error that says so", async () => {
    expect(await failure(search("http://127.0.0.1:1"))).toMatchObject({ ...lost, cause: expect.any(TypeError) });
  });

  test.each<[string, number, string, (response: ServerResponse) => unknown]>([
    ["reset", 200, "application/json", (response) => response.socket!.resetAndDestroy()],
    ["closed", 200, "application/json", (response) => response.socket!.destroy()],
    ["filled with something else", 200, "application/json", (response) => response.end("<html>".padEnd(31))],
    ["reset within a problem", 400, "application/problem+json", (response) => response.socket!.resetAndDestroy()],
  ])("that is %s midway is the same error", async (_, status, type, end) => {
    await using server = await sending(status, type, end);

    expect(await failure(search(server.url))).toMatchObject(lost);
  });

  test("that is told to stop has the reason for it, before the reply and in it", async () => {
    await using server = await sending(200, "application/json", () => {});
    const reason = new Error("Enough.");
    expect(await failure(search(server.url, AbortSignal.abort(reason)))).toBe(reason);

    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 60);
    expect(await failure(search(server.url, controller.signal))).toBe(reason);
    expect(await failure(search(server.url, AbortSignal.timeout(60)))).toMatchObject({ name: "TimeoutError" });
  });
});

describe("a client with the ingest key", () => {
  test("writes, lists and deletes documents, and follows an ingestion to its end", async () => {
    await using corpus = await temporaryDirectory();
    await writeFiles(corpus.path, { "boats/a.md": "# Boats\n\nBoats float." });
    await using app = await startIngesting({ CORPUS_DIR: corpus.path });
    await using server = await listen(app);
    const client = createClient(server.url, { headers: { authorization } });

    const report = await putDocument(client, "notes/ü #1", "# Oars\n\nOars are wet.", {
      contentType: "text/markdown",
      category: ["a", "b"],
    });
    expect([report.source, report.documents.added]).toEqual(["notes/ü #1", 1]);
    await expect(putDocument(client, "notes/a", "Oars.", { title: "" })).rejects.toMatchObject({ problem: { status: 400 } });

    const { id } = await bodyOf(client.ingestions.$post({ json: { folder: "boats" } }));
    const states: string[] = [];
    for await (const { state } of followIngestion(client, id)) states.push(state);
    expect(states.at(-1)).toBe("done");
    await expect(followIngestion(client, "none").next()).rejects.toMatchObject({ problem: { status: 404 } });

    const { documents, next } = await bodyOf(client.documents.$get({ query: { category: "a", limit: "1" } }));
    expect([documents.map(({ source, categories }) => [source, categories]), next]).toEqual([[["notes/ü #1", ["a", "b"]]], null]);
    const path = { param: { source: encodeURIComponent("notes/ü #1") } };
    expect(await bodyOf(client.documents[":source{[^]+}"].$delete(path))).toMatchObject({ documents: { deleted: 1 } });
  });
});
