import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

  test("tells a browser the same as a page, with links that work", async () => {
    const response = await fetch(`${server.url}/`, { headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" } });
    const html = await response.text();

    expect(response.headers.get("content-type")).toMatch(/^text\/html/);
    expect(html).toContain("<h1>Footnote</h1>");
    expect(html).toContain("POST /ask");
    expect(references(html)).toEqual(["/docs"]);
  });

  test("shows a request's own host as text, not as markup", async () => {
    const html = await (await app.app.request("http://a'b&c/", { headers: { accept: "text/html" } })).text();

    expect(html).toContain("http://a&#39;b&#38;c/ask");
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
