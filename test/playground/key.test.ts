import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storedKeyring } from "../../src/access/keyring.ts";
import { askOn, explainSkip, hasBrowser, openPage, phone, startBrowser, violations } from "../support/browser.ts";
import { listen, type RunningApp, startApp } from "../support/server.ts";

explainSkip();

describe.skipIf(!hasBrowser)("where the server wants a key, a browser", () => {
  let browser: Browser;
  let app: RunningApp;
  let server: Awaited<ReturnType<typeof listen>>;
  let token: string;
  let time = 0;
  beforeAll(async () => {
    browser = await startBrowser();
    app = await startApp({}, { keyring: storedKeyring(true, () => time) });
    await app.ingest({
      "boats/oars.md": "# Oars\n\nOars are stored in the shed.\n",
      "money/safe.md": "# Safe\n\nThe safe holds the oars of gold.\n",
    });
    token = (await app.key({ categories: ["boats"] })).authorization.slice("Bearer ".length);
    server = await listen(app);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await app.close();
  });

  test("asks for it, sends it with everything, keeps it for the tab, and forgets it when told", async () => {
    await using opened = await openPage(browser, server.url);
    const { page } = opened;
    const urls: string[] = [];
    page.on("request", (request) => urls.push(request.url()));
    const field = page.getByLabel("This server wants a key.");
    await field.fill(`${token.slice(0, -1)}${token.endsWith("0") ? "1" : "0"}`);
    await page.getByRole("button", { name: "Use key" }).click();
    await page.getByText("There is no such key, or it was revoked.").waitFor();
    await field.fill(token);
    await page.keyboard.press("Enter");

    // What it may not see is not there.
    await page.getByText("In all documents").click();
    expect(await page.getByRole("checkbox").evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value))).toEqual(["boats"]);
    await askOn(page, "Where are oars stored?");
    await page.locator(".answer .marker").click();
    await page.getByRole("dialog").locator("mark").waitFor();
    expect(await page.getByRole("dialog").locator(".text").textContent()).toContain("# Oars");
    expect(await field.isVisible()).toBe(false);

    await page.reload();
    await page.getByText("In all documents").waitFor();
    await page.getByRole("button", { name: "Forget key" }).click();
    await field.waitFor();
    expect(await page.evaluate(() => [sessionStorage.length, localStorage.length, document.cookie])).toEqual([0, 0, ""]);
    expect(urls.filter((url) => url.includes(token))).toEqual([]);
    expect(opened.complaints).toEqual([]);
  });

  test("shows a question that was refused, which goes on once there is a key; the command to copy does not tell it", async () => {
    await using opened = await openPage(browser, server.url);
    const { page } = opened;
    await page.getByLabel("This server wants a key.").waitFor();
    await askOn(page, "Where are oars stored?");
    expect(await page.locator("article").getByRole("alert").textContent()).toContain("A key is needed");
    await page.getByLabel("This server wants a key.").fill(token);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.locator(".answer", { hasText: "Oars are stored in the shed." }).waitFor();

    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error()) } }));
    await page.getByRole("button", { name: "Copy as curl" }).click();
    const command = await page.getByRole("textbox", { name: "The curl command" }).inputValue();
    expect(command).toContain('-H "authorization: Bearer $FOOTNOTE_KEY"');
    expect(command).not.toContain(token);
  });

  test.each<[string, BrowserContextOptions]>([
    ["in the light", {}],
    ["in the dark on a phone", { ...phone, colorScheme: "dark" }],
  ])("shows a field that axe finds nothing wrong with, %s", async (_, options) => {
    await using opened = await openPage(browser, server.url, options);
    await opened.page.getByLabel("This server wants a key.").waitFor();
    expect(await violations(opened.page)).toEqual([]);
  });

  test("opens the API's documentation with the key as its password, and its policy stops nothing of it", async () => {
    time += 1000;
    const context = await browser.newContext({ httpCredentials: { username: "me", password: token } });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      // The browser sends the key only once it was asked for it.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) complaints.push(message.text());
    });
    page.on("pageerror", ({ message }) => complaints.push(message));
    await page.goto(`${server.url}/docs`);
    await page.getByText("Answer a question from the corpus, with citations").click();
    await page.getByRole("button", { name: "Try it out" }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
