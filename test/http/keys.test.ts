import OpenAI from "openai";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseToken } from "../../src/access/key.ts";
import { storedKeyring } from "../../src/access/keyring.ts";
import { startAnswering } from "../support/redis-recording.ts";
import { listen, type RunningApp, startApp, type Variables } from "../support/server.ts";

const files = { "boats/oars.md": "# Oars\n\nOars are stored in the shed.\n" };
const question = "Where are oars stored?";

/** What each route with something to protect is asked, which it answers with 200 where it may. */
const requests: Record<string, (app: RunningApp, headers: Variables) => Promise<Response> | Response> = {
  "POST /ask": (app, headers) => app.post("/ask", { question }, { headers }),
  "POST /search": (app, headers) => app.post("/search", { query: question }, { headers }),
  "POST /similar": (app, headers) => app.post("/similar", { source: "boats/oars.md" }, { headers }),
  "GET /categories": (app, headers) => app.get("/categories", headers),
  "GET /documents": (app, headers) => app.get("/documents", headers),
  "GET /documents/:source{[^]+}": (app, headers) => app.get("/documents/boats/oars.md", headers),
  "POST /v1/chat/completions": (app, headers) =>
    app.post("/v1/chat/completions", { model: "footnote", messages: [{ role: "user", content: question }] }, { headers }),
  "GET /v1/models": (app, headers) => app.get("/v1/models", headers),
  "GET /openapi.json": (app, headers) => app.get("/openapi.json", headers),
  "GET /docs": (app, headers) => app.get("/docs", headers),
  "GET /docs/open.js": (app, headers) => app.get("/docs/open.js", headers),
  "GET /docs/:file": (app, headers) => app.get("/docs/swagger-ui.css", headers),
};
/** What takes the scope `ingest`, see `write-documents.test.ts`. */
const writing = [
  "PUT /documents/:source{[^]+}",
  "DELETE /documents/:source{[^]+}",
  "POST /ingestions",
  "GET /ingestions/:id",
  "DELETE /ingestions/:id",
];
const open = ["GET /", "GET /health", "GET /ready", "GET /playground/main.js", "GET /playground/style.css", "GET /playground/icon.svg"];

/** One second is as far away as the test wants it to be. */
let time = 0;
let app: RunningApp;
beforeEach(async () => {
  app = await startApp({ LOG_LEVEL: "debug" }, { keyring: storedKeyring(true, () => time) });
  await app.ingest(files);
});
afterEach(() => app.close());
const aSecondLater = () => (time += 1000);
const statuses = async (headers: Variables) =>
  Object.fromEntries(await Promise.all(Object.entries(requests).map(async ([route, send]) => [route, (await send(app, headers)).status])));
const all = (status: number) => Object.fromEntries(Object.keys(requests).map((route) => [route, status]));

describe("without any key", () => {
  test("everyone may ask, whatever key a client sends", async () => {
    for (const headers of [{}, { authorization: "Bearer none" }, { authorization: `Bearer fn_${"0".repeat(12)}_${"0".repeat(48)}` }]) {
      expect(await statuses(headers)).toEqual(all(200));
    }
  });

  test("a first key closes everything within a second", async () => {
    expect((await app.get("/categories")).status).toBe(200);
    await app.key();
    aSecondLater();
    expect(await statuses({})).toEqual(all(401));
  });

  test("everything is closed where not everyone may ask", async () => {
    await using closed = await startApp({}, { keyring: storedKeyring(false, () => time) });
    const reply = await closed.get("/categories");
    expect(reply.status).toBe(401);
    expect(await reply.json()).toMatchObject({ detail: expect.stringMatching(/npm run keys.*ALLOW_ANONYMOUS=true/) });
    expect((await closed.get("/health")).status).toBe(200);
  });
});

describe("with a key", () => {
  test("every route is asked for here, is open to everyone, or is an administrator's alone", () => {
    const routes = new Set(app.app.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method} ${path}`));
    expect([...routes].toSorted()).toEqual([...Object.keys(requests), ...writing, ...open, "GET /metrics"].toSorted());
  });

  test("all routes answer its holder and nobody else", async () => {
    const headers = await app.key();
    const other = await app.key();
    const { id, secret } = parseToken(headers.authorization.slice("Bearer ".length))!;
    const { id: otherId } = parseToken(other.authorization.slice("Bearer ".length))!;
    aSecondLater();

    expect(await statuses(headers)).toEqual(all(200));
    const wrong = [
      "",
      "Bearer",
      `Bearer ${id}`,
      `Bearer fn_${id}_${secret.slice(0, -1)}`,
      `Bearer fn_${id}_${secret.slice(0, -1)}${secret.endsWith("0") ? "1" : "0"}`,
      `Bearer fn_${otherId}_${secret}`,
      `Bearer fn_${"0".repeat(12)}_${secret}`,
      `Bearer fn_${id}_${secret} more`,
      `Bearer FN_${id}_${secret}`,
      `Token fn_${id}_${secret}`,
      `fn_${id}_${secret}`,
    ];
    for (const authorization of wrong) expect([authorization, await statuses({ authorization })]).toEqual([authorization, all(401)]);
  });

  test("what is open stays so, and a path that does not exist says nothing without it", async () => {
    const headers = await app.key();
    aSecondLater();
    for (const route of open) expect([route, (await app.get(route.slice("GET ".length))).status]).toEqual([route, 200]);
    expect((await app.get("/nothing")).status).toBe(401);
    expect((await app.get("/nothing", headers)).status).toBe(404);
    expect((await app.app.request("/ask", { method: "DELETE", headers })).status).toBe(405);
  });

  test("whether it can answer is told to everyone, and what it holds to those who may see everything", async () => {
    const details = { store: expect.stringMatching(/^SQLite/), index: expect.objectContaining({ chunks: 1 }), upstreams: [] };
    const ready = async (headers: Variables = {}) => (await app.get("/ready", headers)).json();
    expect(await ready()).toEqual({ status: "ready", ...details });
    const [whole, limited] = [await app.key(), await app.key({ categories: ["boats"] })];
    aSecondLater();
    expect(await ready(whole)).toEqual({ status: "ready", ...details });
    expect(await ready(limited)).toEqual({ status: "ready" });
    expect(await ready()).toEqual({ status: "ready" });
  });

  test("that lacks the scope, a request is forbidden", async () => {
    const [ingest, admin] = [await app.key({ scopes: ["ingest"] }), await app.key({ scopes: ["admin"] })];
    aSecondLater();
    const reply = await app.post("/ask", { question }, { headers: ingest });
    expect([reply.status, await reply.json()]).toMatchObject([403, { detail: 'It lacks the scope "ask".' }]);
    expect(await statuses(admin)).toEqual(all(200));
  });

  test("that is revoked, nothing is to be had within a second, nor once all are revoked", async () => {
    const headers = await app.key();
    aSecondLater();
    expect((await app.get("/categories", headers)).status).toBe(200);
    const [record] = await app.store.keys.list();
    await app.store.keys.write({ ...record!, revoked: new Date().toISOString() });
    aSecondLater();
    expect(await statuses(headers)).toEqual(all(401));
    expect(await statuses({})).toEqual(all(401));
    await app.store.keys.clear();
    aSecondLater();
    expect(await statuses({})).toEqual(all(200));
  });

  test("a refusal tells how to send one, and the same of an unknown key and of a wrong secret", async () => {
    const headers = await app.key();
    aSecondLater();
    const none = await app.get("/categories");
    expect(none.headers.get("www-authenticate")).toBe('Bearer realm="Footnote"');
    expect(none.headers.get("content-type")).toBe("application/problem+json");
    expect(await none.json()).toMatchObject({ status: 401, detail: expect.stringContaining("Authorization: Bearer fn_…") });

    const problem = async (authorization: string) => {
      const { requestId: _id, ...rest } = (await (await app.get("/categories", { authorization })).json()) as Record<string, unknown>;
      return rest;
    };
    const unknown = headers.authorization.replace(/fn_\w{12}/, "fn_000000000000");
    expect(await problem(`${headers.authorization.slice(0, -8)}00000000`)).toEqual(await problem(unknown));
  });

  test("the docs open in a browser, which sends it as a password; nothing else does", async () => {
    const { authorization } = await app.key();
    const basic = { authorization: `Basic ${btoa(`whoever:${authorization.slice("Bearer ".length)}`)}` };
    aSecondLater();
    expect((await app.get("/docs")).headers.get("www-authenticate")).toBe('Basic realm="Footnote"');
    expect((await app.get("/docs", basic)).status).toBe(200);
    expect((await app.get("/openapi.json", basic)).status).toBe(200);
    for (const wrong of ["Basic", "Basic !", `Basic ${btoa("no colon")}`, `Basic ${btoa("a:wrong")}`]) {
      expect((await app.get("/docs", { authorization: wrong })).status).toBe(401);
    }
    expect((await app.get("/categories", basic)).status).toBe(401);
  });

  test("logs name it, and never hold its secret", async () => {
    const headers = await app.key();
    const { id, secret } = parseToken(headers.authorization.slice("Bearer ".length))!;
    aSecondLater();
    await app.post("/ask", { question }, { headers });
    await app.post("/ask", { question }, { headers: { authorization: `${headers.authorization}x` } });
    expect(app.logs).toContainEqual(expect.objectContaining({ message: "request", path: "/ask", status: 200, key: id }));
    expect(JSON.stringify(app.logs)).not.toContain(secret);
  });
});

describe("OpenAI's client", () => {
  let server: Awaited<ReturnType<typeof listen>>;
  let apiKey: string;
  let secured: RunningApp;
  beforeAll(async () => {
    secured = await startApp();
    await secured.ingest(files);
    apiKey = (await secured.key()).authorization.slice("Bearer ".length);
    server = await listen(secured);
  });
  afterAll(async () => {
    await server.close();
    await secured.close();
  });
  const ask = (key: string) =>
    new OpenAI({ baseURL: `${server.url}/v1`, apiKey: key, maxRetries: 0 }).chat.completions.create({
      model: "footnote",
      messages: [{ role: "user", content: question }],
    });

  test("sends a key as its own, and understands a refusal", async () => {
    expect((await ask(apiKey)).choices[0]!.message.content).toContain("Oars are stored in the shed.");
    const refusal = await ask("none").catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(OpenAI.AuthenticationError);
    expect(refusal).toMatchObject({ status: 401, code: "invalid_api_key", type: "invalid_request_error" });
  });
});

describe("when the store is away", () => {
  test("nobody is let in, not even who could ask without a key until then", async () => {
    // To every question it answers that there is nothing, also to whether there is a key.
    const redis = await startAnswering(":0\r\n");
    await using away = await startApp({ REDIS_URL: redis.url, STORE_TIMEOUT_MS: "500" }, { keyring: storedKeyring(true, () => time) });
    expect((await away.get("/openapi.json")).status).toBe(200);
    await redis.close();
    expect((await away.get("/openapi.json")).status).toBe(200);
    aSecondLater();
    expect((await away.get("/openapi.json")).status).toBe(503);
    expect((await away.post("/ask", { question })).status).toBe(503);
    expect((await away.get("/health")).status).toBe(200);
  });
});
