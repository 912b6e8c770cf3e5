import { get } from "node:http";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { homeRoute } from "../../src/http/home.ts";
import { listen, type RunningApp, startApp } from "../support/server.ts";

let app: RunningApp;
let server: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  app = await startApp();
  server = await listen(app);
});
afterAll(async () => {
  await server.close();
  await app.close();
});

const browserAccept = "text/html,application/xhtml+xml,*/*;q=0.8";

/** Where a page's scripts, styles, images and links point to. */
const references = (html: string) => Array.from(html.matchAll(/(?:src|href|action)="([^"]*)"/g), ([, target]) => target!);

describe("GET /", () => {
  test("tells a program what this is and where to go next", async () => {
    const response = await fetch(`${server.url}/`);
    const body = await response.json();

    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(body).toMatchObject({ name: "Footnote", docs: "/docs", example: expect.stringContaining(`curl -s ${server.url}/ask`) });
    for (const [method, path] of Object.keys(body.endpoints).map((endpoint) => endpoint.split(" ") as [string, string])) {
      expect([path, (await fetch(`${server.url}${path}`, { method })).status]).not.toEqual([path, 404]);
    }
  });

  test("is the playground for a browser, and caches keep the two apart", async () => {
    const response = await fetch(`${server.url}/`, { headers: { accept: browserAccept } });

    expect(response.headers.get("content-type")).toMatch(/^text\/html/);
    expect(response.headers.get("vary")?.toLowerCase()).toContain("accept");
    expect((await fetch(`${server.url}/`)).headers.get("vary")?.toLowerCase()).toContain("accept");
    expect(references(await response.text())).toEqual(expect.arrayContaining(["/playground/style.css", "/playground/main.js", "/docs"]));
  });
});

describe("GET / where there is no playground, as in the Worker", () => {
  test("tells a browser the same as a page, with a request's own host as text, not as markup", async () => {
    const response = await homeRoute("/docs").request("http://a'b&c/", { headers: { accept: browserAccept } });
    const html = await response.text();

    expect(html).toContain("<h1>Footnote</h1>");
    expect(html).toContain("POST /ask");
    expect(references(html)).toEqual(["/docs"]);
    expect(html).toContain("http://a&#39;b&#38;c/ask");
  });
});

describe("the playground's files", () => {
  const paths = ["/", "/playground/main.js", "/playground/style.css", "/playground/icon.svg"];
  const load = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path}`, { headers: { accept: browserAccept, ...headers } });

  test("have their types and a policy that allows nothing inline and nothing from elsewhere", async () => {
    const responses = await Promise.all(paths.map((path) => load(path)));

    expect(responses.map(({ headers }) => headers.get("content-type")!.split(";")[0])).toEqual([
      "text/html",
      "text/javascript",
      "text/css",
      "image/svg+xml",
    ]);
    for (const { headers } of responses) {
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      const policy = headers.get("content-security-policy")!;
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|http|data:|\*/);
    }
  });

  test("name no other server", async () => {
    for (const path of ["/", "/playground/style.css"]) expect(await (await load(path)).text()).not.toMatch(/https?:|\/\//);
  });

  test("are sent once, and then only when they have changed", async () => {
    for (const path of paths) {
      const { headers } = await load(path);
      expect(headers.get("cache-control")).toBe("no-cache");
      expect((await load(path, { "if-none-match": headers.get("etag")! })).status).toBe(304);
    }
  });

  test("come compressed, and take less than 60 KB in all", async () => {
    let bytes = 0;
    for (const path of paths) {
      // fetch would hide how much was sent.
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      const options = { headers: { accept: browserAccept, "accept-encoding": "gzip" } };
      get(`${server.url}${path}`, options, (response) => void buffer(response).then(({ length }) => resolve(length), reject)).on(
        "error",
        reject,
      );
      bytes += await promise;
    }

    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(60_000);
  });
});

describe("GET /docs", () => {
  test("and all that it needs comes from here", async () => {
    const response = await fetch(`${server.url}/docs`);
    const html = await response.text();

    expect(response.headers.get("content-type")).toMatch(/^text\/html/);
    expect(references(html)).toEqual(["/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js", "/docs/open.js"]);
    for (const path of references(html)) {
      const asset = await fetch(`${server.url}${path}`);
      expect([path, asset.status, asset.headers.get("content-type")]).toEqual([
        path,
        200,
        expect.stringMatching(path.endsWith(".css") ? /^text\/css/ : /^text\/javascript/),
      ]);
      expect((await asset.text()).length).toBeGreaterThan(50);
    }
  });

  test("page, style and own script name no other server", async () => {
    for (const path of ["/docs", "/docs/open.js", "/docs/swagger-ui.css"]) {
      const text = await (await fetch(`${server.url}${path}`)).text();
      expect(Array.from(text.matchAll(/url\(\s*["']?(https?:|\/\/)|(?:src|href|url)\s*[=:]\s*"(https?:|\/\/)/g))).toEqual([]);
    }
  });

  test.each(["/docs/package.json", "/docs/..%2fpackage.json", "/docs/%2e%2e/package.json", "/docs/constructor", "/docs/swagger-ui.css%00"])(
    "serves no other file: %s",
    async (path) => {
      expect((await fetch(`${server.url}${path}`)).status).toBe(404);
    },
  );
});
