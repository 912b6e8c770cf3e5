import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { expectHonest, expectRecovery, ingestedDocuments, keepAsking, openSockets, question } from "../support/faults.ts";
import { type ChatBehaviour, type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { jsonRequest, startServer } from "../support/server.ts";

/** Milliseconds until the first token and between tokens. */
const timeout = 600;
const longest = 2 * timeout + 1500;

let upstream: OpenaiServer;
let documents: Awaited<ReturnType<typeof ingestedDocuments>>;
let server: Awaited<ReturnType<typeof startServer>>;
let sockets: number;

beforeAll(async () => {
  upstream = await startOpenaiServer({ answer: () => "Oars are stored in the red shed [1]." });
  documents = await ingestedDocuments({ OPENAI_BASE_URL: upstream.url, EMBEDDINGS: "lexical" });
  server = await startServer({ ...documents.variables, CHAT_TIMEOUT_MS: String(timeout), MAX_RETRIES: "1", BREAKER_PAUSE_MS: "300" });
  sockets = await openSockets(server.url);
}, 60_000);
beforeEach(() => {
  upstream.chat.reset();
  return async () => {
    expect(server.output.stderr).toBe("");
    // One may be kept for the next call of the model.
    await expect.poll(() => openSockets(server.url), { timeout: 8000 }).toBeLessThanOrEqual(sockets + 1);
  };
});
afterAll(async () => {
  for (const part of [server, documents, upstream]) await part?.[Symbol.asyncDispose]();
});

const faults: [string, ChatBehaviour, number[]][] = [
  ["hangs", { hang: "all" }, [504]],
  ["hangs after the headers", { hang: "body" }, [504]],
  ["hangs midway", { cut: { after: 3, by: "hang" } }, [504]],
  ["cuts its stream", { cut: { after: 3, by: "reset" } }, [502]],
  ["ends its stream too early", { cut: { after: 3, by: "end" } }, [502]],
  ["returns garbage", { garbage: "<html>Bad gateway</html>" }, [502]],
  ["resets connections", { reset: true }, [502]],
  ["limits the rate of everything", { status: 429, retryAfter: "3" }, [429]],
];

test.for(faults)("a model that %s gets an honest failure in time, and answers come back with it", async ([, fault, statuses], context) => {
  upstream.chat.always(fault);
  const stop = keepAsking(server.url);
  await sleep(1500);
  upstream.chat.always({});
  await expectRecovery(context, server.url);

  const outcomes = await stop();
  expectHonest(outcomes, [...statuses, 503], longest);
  expect(outcomes.some(({ status }) => statuses.includes(status))).toBe(true);
});

test("a stream that a model breaks off ends with an error, and never as an answer", async () => {
  upstream.chat.always({ cut: { after: 3, by: "reset" } });

  const stream = await (await fetch(`${server.url}/ask`, jsonRequest({ question, stream: true }))).text();

  expect(stream).toMatch(/event: error\ndata: .*"status":502.*\n\n$/);
  expect(stream).not.toContain("event: done");
});

test("clients that go away midway leave nothing behind", async () => {
  upstream.chat.always({ cut: { after: 2, by: "hang" } });
  const gone = Array.from({ length: 30 }, async () => {
    const controller = new AbortController();
    const body = jsonRequest({ question, stream: true }, { signal: controller.signal });
    const response = await fetch(`${server.url}/ask`, body);
    const reader = response.body!.getReader();
    await reader.read();
    controller.abort();
    await reader.closed.catch(() => {});
  });
  await Promise.all(gone);

  await expect.poll(() => upstream.chat.requests.length).toBe(30);
  const ends = await Promise.all(upstream.chat.requests.map(({ ended }) => ended));
  expect(new Set(ends)).toEqual(new Set(["disconnected"]));
});
