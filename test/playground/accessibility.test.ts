import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askOn, explainSkip, hasBrowser, openPage, phone, startBrowser, violations } from "../support/browser.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { listen, type RunningApp, startApp } from "../support/server.ts";

const answer = [
  "# Overview\n\nThe **harbour** is `open` at night [1]. *It* is [lit](https://example.com) [1].",
  "1. one\n2. two\n\n- a\n  - b\n\n> quoted\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n",
].join("\n\n");

explainSkip();

describe.skipIf(!hasBrowser).each<[string, BrowserContextOptions]>([
  ["in the light", {}],
  ["in the dark", { colorScheme: "dark" }],
  ["on a phone", phone],
  ["on a phone in the dark", { ...phone, colorScheme: "dark" }],
  ["with forced colours", { forcedColors: "active" }],
])("axe finds nothing to complain about %s", (_, options) => {
  let browser: Browser;
  let upstream: OpenaiServer;
  let app: RunningApp;
  let server: Awaited<ReturnType<typeof listen>>;
  beforeAll(async () => {
    browser = await startBrowser();
    upstream = await startOpenaiServer({ answer: () => answer });
    app = await startApp({ OPENAI_BASE_URL: upstream.url, MAX_RETRIES: "0" });
    await app.ingest({ "boats/harbour.md": "# Harbour\n\nThe harbour is open at night. It is lit.\n" });
    server = await listen(app);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await app.close();
    await upstream.close();
  });

  test("before, during and after an answer, with a source open, and after a failure", async () => {
    await using opened = await openPage(browser, server.url, options);
    const { page } = opened;
    await page.getByText("In all documents").click();
    expect(await violations(page)).toEqual([]);

    upstream.chat.next({ answer, pause: 60 });
    await page.getByRole("textbox", { name: "Question" }).fill("Is the harbour open?");
    await page.keyboard.press("Enter");
    await page.locator("[aria-busy] .answer li").first().waitFor();
    expect(await violations(page)).toEqual([]);

    await page.locator("article:not([aria-busy])").waitFor();
    await page.getByText("1 passage found").click();
    expect(await violations(page)).toEqual([]);

    await page.locator(".answer").locator(".marker").first().click();
    await page.getByRole("dialog").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");

    upstream.chat.next({ status: 500 });
    await askOn(page, "And now?");
    expect(await violations(page)).toEqual([]);
  });
});

test.skipIf(!hasBrowser)("the page follows the reader's choice of light or dark", async () => {
  await using app = await startApp();
  await using server = await listen(app);
  const browser = await startBrowser();
  const brightness = async (colorScheme: "light" | "dark") => {
    await using opened = await openPage(browser, server.url, { colorScheme });
    const colour = await opened.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    return Math.max(...(colour.match(/\d+/g) ?? []).map(Number));
  };

  expect(await brightness("light")).toBeGreaterThan(200);
  expect(await brightness("dark")).toBeLessThan(60);
  await browser.close();
});
