import { exec, execFileSync } from "node:child_process";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { askOn, explainSkip, hasBrowser, openPage, startBrowser } from "../support/browser.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { listen, type RunningApp, startApp } from "../support/server.ts";

const question = "When is an invoice due?";
const answer = "An invoice is due after thirty days [1].";

explainSkip();

describe.skipIf(!hasBrowser)("a conversation in a browser", () => {
  let browser: Browser;
  let upstream: OpenaiServer;
  let app: RunningApp;
  let server: Awaited<ReturnType<typeof listen>>;
  beforeAll(async () => {
    browser = await startBrowser();
    upstream = await startOpenaiServer({ answer: () => answer });
    app = await startApp({ OPENAI_BASE_URL: upstream.url, MAX_RETRIES: "0" });
    await app.ingest({
      "billing/invoices.md": "# Invoices\n\nAn invoice is due after thirty days. A late invoice costs ten euros.\n",
      "support/hours.md": "# Hours\n\nSupport answers the phone from nine to five. The invoice desk closes at four.\n",
    });
    server = await listen(app);
  });
  beforeEach(() => upstream.chat.reset());
  afterAll(async () => {
    await browser.close();
    await server.close();
    await app.close();
    await upstream.close();
  });

  const lastArticle = (page: Page) => page.locator("article:last-child");

  test("shows the answer while it is written, and tells those who listen only when it begins and ends", async () => {
    upstream.chat.next({ answer, pause: 80 });
    await using opened = await openPage(browser, server.url);
    const { page } = opened;
    const status = page.getByRole("status");
    await page.evaluate(() => {
      const seen = { told: [] as string[], busy: [] as string[] };
      Object.assign(globalThis, { seen });
      const observe = (selector: string, onChange: (element: Element) => void) => {
        const element = document.querySelector(selector)!;
        new MutationObserver(() => onChange(element)).observe(element, { childList: true, subtree: true });
      };
      observe("#status", ({ textContent }) => seen.told.push(textContent));
      observe("#conversation", (element) => seen.busy.push(element.querySelector("[aria-busy] .answer")?.textContent ?? ""));
    });
    await page.getByRole("textbox", { name: "Question" }).fill(question);
    await page.getByRole("button", { name: "Ask" }).click();
    await page.locator("article:not([aria-busy])").waitFor();
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: { told: string[]; busy: string[] } }).seen);

    const parts = new Set(seen.busy.filter((part) => part !== "" && !part.includes("days")));
    expect(parts.size).toBeGreaterThan(1);
    for (const part of parts) expect(answer).toContain(part);
    expect(await lastArticle(page).getByRole("heading", { name: question }).count()).toBe(1);
    expect(await lastArticle(page).locator(".answer").textContent()).toMatch(/^An invoice is due after thirty days\u20601\.$/);
    expect(await status.textContent()).toBe("An invoice is due after thirty days. 1 footnote.");
    expect(seen.told).toEqual(["Searching.", "An invoice is due after thirty days. 1 footnote."]);
    expect(opened.complaints).toEqual([]);
  });

  test("limits the answer to the categories that are chosen", async () => {
    await using opened = await openPage(browser, server.url);
    const { page } = opened;
    await page.getByText("In all documents").click();
    expect(await page.getByRole("checkbox").count()).toBe(2);
    await page.getByRole("checkbox", { name: "support" }).check();
    await page.getByText("In support").click();

    await askOn(page, question);

    expect(JSON.stringify(upstream.chat.requests[0]!.body.messages)).not.toContain("billing/invoices.md");
    await lastArticle(page).getByText("1 passage found").click();
    expect(await lastArticle(page).locator(".passages").textContent()).toContain("support/hours.md");
    expect(await lastArticle(page).locator(".scope").textContent()).toBe("in support");
  });

  test("is followed: a question is understood by those before it, until a new conversation begins", async () => {
    await using opened = await openPage(browser, server.url);
    const { page } = opened;
    await askOn(page, question);
    upstream.chat.next({ answer: "What does a late invoice cost?" });
    await askOn(page, "And a late one?");

    expect(await lastArticle(page).getByText("Understood as: What does a late invoice cost?").count()).toBe(1);
    const rewriting = JSON.stringify(upstream.chat.requests[1]!.body.messages);
    expect(rewriting).toContain(question);
    expect(rewriting).toContain(answer);

    await page.getByRole("button", { name: "New conversation" }).click();
    expect(await page.locator("article").count()).toBe(0);
    expect(await page.getByRole("textbox", { name: "Question" }).evaluate((field) => field === document.activeElement)).toBe(true);
    upstream.chat.reset();
    await askOn(page, "And a late one?");
    expect(upstream.chat.requests).toHaveLength(1);
  });

  test("can be stopped, which ends the work on the server", async () => {
    upstream.chat.next({ answer: "One two three four.", cut: { after: 2, by: "hang" } });
    await using opened = await openPage(browser, server.url);
    const { page } = opened;
    await page.getByRole("textbox", { name: "Question" }).fill(question);
    await page.keyboard.press("Enter");
    await page.getByText("One two").waitFor();

    await page.getByRole("button", { name: "Stop" }).click();

    await page.getByText("Stopped.").waitFor();
    expect(await upstream.chat.requests[0]!.ended).toBe("disconnected");
    expect(await lastArticle(page).locator(".answer").textContent()).toBe("One two");
    expect(await page.getByRole("button", { name: "Ask" }).count()).toBe(1);
  });

  test("what breaks off midway stays, with the reason and a way to try again", async () => {
    upstream.chat.next({ answer: "One two three four.", cut: { after: 2, by: "reset" } });
    await using opened = await openPage(browser, server.url);
    const { page } = opened;
    await askOn(page, question);

    expect(await page.getByRole("alert").textContent()).toMatch(/^The model failed\./);
    expect(await lastArticle(page).locator(".answer").textContent()).toBe("One two");

    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("An invoice is due after thirty days").first().waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
    expect(await page.locator("article").count()).toBe(1);
  });

  test("a limited rate is told with the time to wait", async () => {
    upstream.chat.next({ status: 429, retryAfter: "7" });
    await using opened = await openPage(browser, server.url);
    await askOn(opened.page, question);

    expect(await opened.page.getByRole("alert").textContent()).toMatch(/^Too many requests\./);
  });

  test("a request that is refused is told with its reason, and is not for trying again", async () => {
    await using opened = await openPage(browser, server.url);
    const { page } = opened;
    await page.getByText("In all documents").click();
    await page.getByRole("checkbox", { name: "support" }).check();
    // As if it had gone since the page was loaded.
    await page.getByRole("checkbox", { name: "support" }).evaluate((box) => box.setAttribute("value", "gone"));
    await askOn(page, question);

    expect(await page.getByRole("alert").textContent()).toMatch(/^The request is not valid\. Unknown category "gone"\./);
    expect(await page.getByRole("button", { name: "Try again" }).count()).toBe(0);
    await expect.poll(() => page.getByText("In all documents").count()).toBe(1);
  });

  test("a connection that is lost is told", async () => {
    upstream.chat.next({ answer: "One two three four.", cut: { after: 2, by: "hang" } });
    const own = await listen(app);
    await using opened = await openPage(browser, own.url);
    await opened.page.getByRole("textbox", { name: "Question" }).fill(question);
    await opened.page.keyboard.press("Enter");
    await opened.page.getByText("One two").waitFor();

    await own.close();

    await opened.page.getByText("The connection to Footnote was lost.").waitFor();
    expect(await opened.page.getByRole("button", { name: "Try again" }).count()).toBe(1);
  });

  test("a store that holds nothing yet is told", async () => {
    await using empty = await startApp();
    const own = await listen(empty);
    await using opened = await openPage(browser, own.url);
    await askOn(opened.page, question);

    expect(await opened.page.getByRole("alert").textContent()).toMatch(/^The index is missing\. .*Wait 2 s first\. Try again$/);
    expect(await opened.page.locator("#categories").isHidden()).toBe(true);
    await own.close();
  });

  test("each question can be copied as a curl command that works", async ({ skip }) => {
    await using opened = await openPage(browser, server.url, { permissions: ["clipboard-read", "clipboard-write"] });
    const { page } = opened;
    await askOn(page, 'What\'s due after thirty days: "invoices" or `$PATH`?');
    await page.getByRole("button", { name: "Copy as curl" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const command = await page.evaluate(() => navigator.clipboard.readText());

    expect(command).toContain(`curl -sN '${server.url}/ask'`);
    if (!hasCurl()) skip("curl is not installed; with it, the command would be run.");
    expect((await promisify(exec)(command)).stdout).toContain("event: done");
    expect(JSON.stringify(upstream.chat.requests[1]!.body.messages)).toContain(
      JSON.stringify('What\'s due after thirty days: "invoices" or `$PATH`?')
        .slice(1, -1)
        .replaceAll('\\"', String.raw`\"`),
    );
  });

  test("where the clipboard is not lent, the command is shown", async () => {
    await using opened = await openPage(browser, server.url);
    const { page } = opened;
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await askOn(page, question);
    await page.getByRole("button", { name: "Copy as curl" }).click();

    expect(await page.getByRole("textbox", { name: "The curl command" }).inputValue()).toContain("curl -sN");
  });
});

function hasCurl(): boolean {
  try {
    execFileSync("curl", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
