import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { categoriesResponse, readyResponse } from "../../src/http/schemas.ts";
import { type RunningApp, startApp } from "../support/server.ts";

const routesOnTheStore = [
  ["GET", "/ready", undefined],
  ["GET", "/categories", undefined],
  ["POST", "/search", { query: "fish" }],
  ["POST", "/ask", { question: "fish?" }],
  ["POST", "/ask", { question: "fish?", stream: true }],
] as const;

const send = (app: RunningApp, method: string, path: string, body: unknown) => (method === "GET" ? app.get(path) : app.post(path, body));

describe("before the first ingestion", () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  test("the process is alive", async () => {
    const response = await app.get("/health");

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "ok" });
  });

  test.each(routesOnTheStore)("%s %s gets 503 with the remedy and when to try again", async (method, path, body) => {
    const response = await send(app, method, path, body);

    expect(response.status).toBe(503);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({ title: "The index is missing", detail: expect.stringContaining("npm run ingest") });
  });

  test("the first ingestion is seen at once", async () => {
    await using own = await startApp();
    expect((await own.get("/ready")).status).toBe(503);

    await own.ingest({ "fish.md": "# Fish\n\nA fish swims.\n" });

    expect((await own.get("/ready")).status).toBe(200);
  });
});

describe("after an ingestion", () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp();
    await app.ingest({
      "Zebra/one.md": "# One\n\nFirst.\n\n# Two\n\nSecond.\n",
      "apple/one.md": "# One\n\nFirst.\n",
      "apple/two.md": "---\ncategory: [apple, Zebra]\n---\n# Two\n\nSecond.\n",
      "\u{1F41F}/one.md": "# One\n\nFirst.\n",
      "\uFF61/one.md": "# One\n\nFirst.\n",
      "one.txt": "First.\n",
    });
  });
  afterAll(() => app.close());

  test("it is ready, and says with what", async () => {
    const response = await app.get("/ready");
    const body = await response.json();

    expect(response.status).toBe(200);
    expect(readyResponse.parse(body)).toEqual(body);
    expect(body).toMatchObject({ store: expect.stringMatching(/^SQLite at /), index: { complete: true, failures: 0 } });
    expect(body.index.chunks).toBeGreaterThanOrEqual(6);
  });

  test("categories are counted, and listed by code point", async () => {
    const body = await (await app.get("/categories")).json();

    expect(categoriesResponse.parse(body)).toEqual(body);
    expect(body.categories.map(({ name, documents }: { name: string; documents: number }) => [name, documents])).toEqual([
      ["Zebra", 2],
      ["apple", 2],
      ["general", 1],
      ["\uFF61", 1],
      ["\u{1F41F}", 1],
    ]);
  });
});

/** A server that takes connections and never says a word. */
async function silentServer(): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

describe("while the store is away", () => {
  let app: RunningApp;
  beforeAll(async () => {
    const server = await silentServer();
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    app = await startApp({ REDIS_URL: `redis://keeper:hunter2@127.0.0.1:${port}` });
  });
  afterAll(() => app.close());

  test("the process is alive", async () => {
    expect((await app.get("/health")).status).toBe(200);
  });

  test.each(routesOnTheStore)("%s %s gets 503 and when to try again, and is told nothing of the store", async (method, path, body) => {
    const response = await send(app, method, path, body);
    const text = await response.text();

    expect(response.status).toBe(503);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(JSON.parse(text)).toMatchObject({ status: 503, title: "The store is not available" });
    expect(text).not.toMatch(/127\.0\.0\.1|keeper|hunter2|ECONNREFUSED/);
  });

  test("the log names the cause, without the password", () => {
    const failures = JSON.stringify(app.logs.filter(({ level }) => level === "error"));

    expect(failures).toMatch(/ECONNREFUSED/);
    expect(failures).not.toContain("hunter2");
  });
});

test("a store that does not answer in time gets 504", async () => {
  const server = await silentServer();
  const { port } = server.address() as AddressInfo;
  await using app = await startApp({ REDIS_URL: `redis://127.0.0.1:${port}`, STORE_TIMEOUT_MS: "150" });

  const response = await app.post("/search", { query: "fish" });
  server.close();

  expect(response.status).toBe(504);
  expect(await response.json()).toMatchObject({ title: "The store did not answer in time" });
});
