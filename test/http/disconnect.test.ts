import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type OpenaiServer, type RecordedRequest, startOpenaiServer } from "../support/openai-server.ts";
import { jsonRequest, listen, type RunningApp, startApp } from "../support/server.ts";

let upstream: OpenaiServer;
let app: RunningApp;
let server: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  upstream = await startOpenaiServer();
  app = await startApp({ OPENAI_BASE_URL: upstream.url }, { heartbeat: 50 });
  await app.ingest({ "fish.md": "# Fish\n\nA fish is an animal that swims.\n" });
  server = await listen(app);
});
beforeEach(() => {
  upstream.chat.reset();
  upstream.embeddings.reset();
  app.logs.length = 0;
});
afterAll(async () => {
  await server.close();
  await app.close();
  await upstream.close();
});

const chatRequests = () => upstream.chat.requests;
const embeddingsRequests = () => upstream.embeddings.requests;

const cases: [string, string, object, () => RecordedRequest<unknown>[]][] = [
  ["a stream", "/ask", { question: "fish?", stream: true }, chatRequests],
  ["an answer", "/ask", { question: "fish?" }, chatRequests],
  ["an answer whose question is being embedded", "/ask", { question: "fish?", stream: true }, embeddingsRequests],
  ["a search", "/search", { query: "fish" }, embeddingsRequests],
];

test.each(cases)("a client that gives %s up stops the model call, and that is no failure of ours", async (_, path, body, requests) => {
  upstream.chat.always({ answer: "It swims [1].", cut: { after: 1, by: "hang" } });
  if (requests === embeddingsRequests) upstream.embeddings.always({ hang: "all" });
  const controller = new AbortController();
  const reply = fetch(`${server.url}${path}`, jsonRequest(body, { signal: controller.signal })).then((response) => response.text());
  await expect.poll(() => requests().length).toBe(1);

  controller.abort();
  const began = performance.now();

  await expect(reply).rejects.toThrow("abort");
  expect(await requests()[0]!.ended).toBe("disconnected");
  expect(performance.now() - began).toBeLessThan(1000);
  expect(requests()).toHaveLength(1);
  await expect.poll(() => app.logs.map(({ message }) => message)).toContain("request");
  expect(app.logs.filter(({ level }) => level !== "info")).toEqual([]);
});

test("a client that gives up one request leaves the others alone", async () => {
  upstream.chat.next({ answer: "It swims [1].", cut: { after: 1, by: "hang" } }, { answer: "An animal that swims [1].", pause: 50 });
  const controller = new AbortController();
  const body = { question: "fish?", stream: true };
  const given = fetch(`${server.url}/ask`, jsonRequest(body, { signal: controller.signal })).then((response) => response.text());
  await expect.poll(() => chatRequests().length).toBe(1);
  const other = fetch(`${server.url}/ask`, jsonRequest(body)).then((response) => response.text());
  await expect.poll(() => chatRequests().length).toBe(2);

  controller.abort();

  await expect(given).rejects.toThrow("abort");
  expect(await other).toMatch(/event: done\n.*"answer":"An animal that swims \[1\]\."/);
});
