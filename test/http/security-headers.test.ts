import { afterAll, beforeAll, expect, test } from "vitest";
import { openKeyring } from "../../src/access/keyring.ts";
import { createApp } from "../../src/http/app.ts";
import { turns } from "../../src/http/limits/turns.ts";
import { createLogger } from "../../src/observation/log.ts";
import { createContext } from "../../src/runtime/node/context.ts";
import { type RunningApp, startApp } from "../support/server.ts";

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
  await app.ingest({ "page.html": "<!doctype html><title>Page</title><main><p>Oars are stored in the shed.</p></main>" });
});
afterAll(() => app.close());

const policyOf = ({ headers }: Response) => headers.get("content-security-policy");

test("no reply can be taken for a page, run, framed or read by another site", async () => {
  const replies = [
    app.post("/ask", { question: "Where are oars stored?" }),
    app.post("/ask", { question: "Where are oars stored?", stream: true }),
    app.post("/search", {}),
    app.get("/documents/page.html"),
    app.get("/nothing"),
    app.get("/ready"),
    app.app.request("/ask", { method: "DELETE" }),
  ];
  for (const reply of await Promise.all(replies)) {
    expect(policyOf(reply)).toBe("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "cross-origin-resource-policy": "same-origin",
    });
    await reply.body?.cancel();
  }
});

test("pages bring their own policy, which allows nothing inline and nothing from elsewhere", async () => {
  for (const path of ["/", "/docs"]) {
    const policy = policyOf(await app.get(path, { accept: "text/html" }))!;
    expect(policy).toContain("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; script-src 'self'");
    expect(policy).not.toMatch(/unsafe|http|\*/);
  }
});

test("the page of runtimes without a playground has its style by a nonce, which is used once", async () => {
  const logger = createLogger("silent", () => {}, Date.now);
  const limits = { limits: app.config.limits, turns: turns(), addressOf: () => "here" };
  const parts = { ...(await createContext(app.config)), ...limits, logger, keyring: openKeyring };
  const bare = createApp({ ...parts, newRequestId: () => "id", maxBodyBytes: 1024, corsOrigins: [], heartbeat: 1000 });
  const nonces = await Promise.all(
    [1, 2].map(async () => {
      const reply = await bare.request("/", { headers: { accept: "text/html" } });
      const nonce = /style-src 'nonce-([^']+)'/.exec(policyOf(reply)!)![1]!;
      expect(await reply.text()).toContain(`<style nonce="${nonce}">`);
      return nonce;
    }),
  );
  expect(nonces[0]).not.toBe(nonces[1]);
});
