import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Citation, Hit } from "../../src/client/client.ts";
import { askOn, explainSkip, hasBrowser, openPage, phone, startBrowser } from "../support/browser.ts";
import { paragraphOn } from "../support/corpus.ts";
import { pdf } from "../support/files/pdf.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { listen, type RunningApp, startApp } from "../support/server.ts";

const question = "When are the harbour and the lantern open?";
/** Each paragraph becomes a passage of its own. */
const files = {
  "boats/Grüße & co?.md": `# Opening hours\n\nBefore all else.\n\n## Harbour\n\n${paragraphOn("harbour")}\n\n## Lantern\n\n${paragraphOn("lantern")}\n`,
  "other/tides.md": "# Tides\n\nThe tide of the harbour turns twice a day.\n",
};
const source = "boats/Grüße & co?.md";
const file = files[source];

explainSkip();

describe.skipIf(!hasBrowser)("a footnote in a browser", () => {
  let browser: Browser;
  let upstream: OpenaiServer;
  let app: RunningApp;
  let server: Awaited<ReturnType<typeof listen>>;
  let citations: Citation[];
  beforeAll(async () => {
    browser = await startBrowser();
    upstream = await startOpenaiServer();
    app = await startApp({ OPENAI_BASE_URL: upstream.url, MAX_RETRIES: "0" });
    await app.ingest(files);
    server = await listen(app);
    const { hits }: { hits: Hit[] } = await (await app.post("/search", { query: question, k: 6 })).json();
    const passage = (subject: string) => hits.findIndex(({ text }) => text.includes(`The ${subject} number`)) + 1;
    const [harbour, lantern] = [passage("harbour"), passage("lantern")];
    upstream.chat.always({
      answer: `The harbour number 2 is open at night [${harbour}]. The lantern number 3 is open at night [${lantern}]. The harbour number 4 is open at night [${harbour}].`,
    });
    ({ citations } = await (await app.post("/ask", { question })).json());
    expect(citations.map(({ marker }) => marker)).toEqual([harbour, lantern, harbour]);
  });
  beforeEach(() => {
    upstream.chat.requests.length = 0;
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await app.close();
    await upstream.close();
  });

  /** The stored document, or none, whatever the server has. */
  const serve = (page: Page, text: string | undefined) =>
    page.route("**/documents/**", (route) =>
      text === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ body: text, contentType: "text/plain; charset=utf-8" }),
    );
  const panel = (page: Page) => page.getByRole("dialog", { name: "Opening hours" });
  const currentQuote = async (page: Page) => (await panel(page).locator("mark.current").allTextContents()).join("");

  test("opens its source at the quote, each marker at its own, also if its number is repeated", async () => {
    await using opened = await openPage(browser, server.url);
    const { page } = opened;
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await serve(page, file);
    await askOn(page, question);
    const markers = page.locator(".answer").locator(".marker");
    expect(await markers.count()).toBe(3);

    for (const [index, { quote, marker }] of citations.entries()) {
      await markers.nth(index).click();
      expect(await markers.nth(index).textContent()).toBe(String(marker));
      await expect.poll(() => panel(page).locator(".text").textContent()).toBe(file);
      expect(await currentQuote(page)).toBe(quote);
      await expect.poll(() => panel(page).locator("mark.current").first().isVisible()).toBe(true);
    }
    expect(decodeURIComponent(asked.find((path) => path.startsWith("/documents/"))!)).toBe(`/documents/${source}`);
    expect(opened.complaints).toEqual([]);
  });

  test("marks the answer's other quotes of the same document, too, and scrolls to its own", async () => {
    await using opened = await openPage(browser, server.url, { viewport: { width: 1100, height: 420 } });
    const { page } = opened;
    await serve(page, file);
    await askOn(page, question);
    await page.locator(".answer").locator(".marker").nth(1).click();
    await expect.poll(() => panel(page).locator(".text").textContent()).toBe(file);

    expect((await panel(page).locator("mark:not(.current)").allTextContents()).join("")).toContain("harbour number 2");
    const mark = (await panel(page).locator("mark.current").boundingBox())!;
    const text = (await panel(page).locator(".text").boundingBox())!;
    expect(mark.y).toBeGreaterThanOrEqual(text.y);
    expect(mark.y).toBeLessThan(text.y + text.height / 2);
  });

  test("shows the quote in its passage where the document cannot be had", async () => {
    await using opened = await openPage(browser, server.url);
    await serve(opened.page, undefined);
    await askOn(opened.page, question);
    await opened.page.locator(".answer").locator(".marker").first().click();

    expect(await currentQuote(opened.page)).toBe(citations[0]!.quote);
    expect(file).toContain(await panel(opened.page).locator(".text").textContent());
  });

  test("says so where the document has changed since, and shows what it said", async () => {
    await using opened = await openPage(browser, server.url);
    await serve(opened.page, `New. ${file}`);
    await askOn(opened.page, question);
    await opened.page.locator(".answer").locator(".marker").first().click();

    await panel(opened.page).getByText("The document has changed since").waitFor();
    expect(await currentQuote(opened.page)).toBe(citations[0]!.quote);
    expect(await panel(opened.page).textContent()).not.toContain("New.");
  });

  test("opens at its own words where several quotes come from one passage, whatever else looks like a marker", async () => {
    await using opened = await openPage(browser, server.url);
    const { page } = opened;
    const text = "One is first. Two is second. Three is third.";
    const passage = { id: "p", source: "n.md", title: "Numbers", categories: ["n"], text, start: 10, end: 10 + text.length, score: 1 };
    const cited = (quote: string) => {
      const start = passage.start + text.indexOf(quote);
      return {
        ...passage,
        marker: 1,
        quote,
        start,
        end: start + quote.length,
        line: 1,
        answerStart: 0,
        answerEnd: 0,
        verified: quote !== "Two is second.",
      };
    };
    const told = ["Three is third.", "Two is second.", "Two is second."].map(cited);
    const done = {
      answer: "Third [1], `list[1]`, second [1] and [7], again [1][1].",
      citations: told,
      reason: null,
      evidence: 1,
      rewrittenQuestion: null,
      model: "m",
      usage: { inputTokens: 1200, outputTokens: 34, cost: { amount: 0.00123, currency: "USD" } },
      timings: { total: 1234 },
    };
    const events = Object.entries({ passages: [passage], "answer-delta": { text: done.answer }, citations: told, done });
    const body = events.map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join("");
    await page.route("**/ask", (route) => route.fulfill({ body, contentType: "text/event-stream" }));
    await serve(page, undefined);
    await askOn(page, "Numbers?");

    const dialog = page.getByRole("dialog", { name: "Numbers" });
    const opens: string[] = [];
    for (const marker of await page.locator(".answer .marker").all()) {
      await marker.click();
      opens.push((await dialog.locator("mark.current").allTextContents()).join(""));
    }
    expect(opens).toEqual(["Three is third.", "Two is second.", "Two is second."]);
    expect(await dialog.locator(".text").textContent()).toBe(text);
    expect(await dialog.getByText("could not be compared").count()).toBe(1);
    expect((await page.locator(".answer").textContent())!.replaceAll("\u2060", "")).toBe("Third1, list[1], second1 and [7], again1 [1].");
    expect(await page.locator(".receipt").textContent()).toContain("m · 1.2 s · 1,234 tokens · 0.0012 USD · evidence 1.00");
    const quotes = page.getByRole("region", { name: "Footnotes" }).getByRole("button");
    expect(await quotes.allTextContents()).toEqual(["“Three is third.”", "“Two is second.”"]);
  });

  test("is listed once below the answer with its place and each of its quotes, which open the same", async () => {
    await using opened = await openPage(browser, server.url);
    const { page } = opened;
    await serve(page, file);
    await askOn(page, question);
    const notes = page.getByRole("region", { name: "Footnotes" }).getByRole("listitem");
    const different = new Set(citations.map(({ start, end }) => `${start} ${end}`)).size;

    expect(await notes.count()).toBe(2);
    expect(await notes.first().textContent()).toContain(`${source}:${citations[0]!.line}`);
    expect(await notes.getByRole("button").count()).toBe(different);
    await notes.nth(1).getByRole("button").first().click();
    expect(await currentQuote(page)).toBe(citations[1]!.quote);
  });

  test("of a PDF names the page, as lines of its text are to be found nowhere", async () => {
    await using manual = await startApp();
    await manual.ingest({ "boats/manual.pdf": pdf([["The harbour opens at noon."], ["The lantern is lit by the keeper at dusk."]]) });
    await using served = await listen(manual);
    await using opened = await openPage(browser, served.url);
    await askOn(opened.page, "When is the lantern lit by the keeper?");

    expect(await opened.page.locator(".notes .place").textContent()).toBe("boats/manual.pdf, page 2");
  });

  test("every passage that was found can be read, cited or not", async () => {
    await using opened = await openPage(browser, server.url);
    const { page } = opened;
    await serve(page, undefined);
    await askOn(page, question);
    await page.getByText("passages found").click();
    await page.getByRole("button", { name: "Tides" }).click();

    expect(await page.getByRole("dialog", { name: "Tides" }).locator("mark.current").textContent()).toContain("turns twice a day");
  });

  test("can be reached, opened, read and closed by keyboard, and the focus returns to it", async () => {
    await using opened = await openPage(browser, server.url);
    const { page } = opened;
    await serve(page, file);
    const focused = () => page.evaluate(() => document.activeElement!.getAttribute("aria-label") ?? document.activeElement!.textContent);
    await page.keyboard.type(question);
    await page.keyboard.press("Enter");
    await page.locator("article:not([aria-busy])").waitFor();

    for (let press = 0; press < 20 && !(await focused())!.startsWith("Footnote "); press++) await page.keyboard.press("Shift+Tab");
    expect(await focused()).toBe(`Footnote ${citations[2]!.marker}: Opening hours`);
    await page.keyboard.press("Enter");
    expect(await focused()).toBe("Text of the document");
    await page.keyboard.press("Shift+Tab");
    expect(await focused()).toBe("Close");
    await page.keyboard.press("Escape");
    expect(await panel(page).count()).toBe(0);
    expect(await focused()).toBe(`Footnote ${citations[2]!.marker}: Opening hours`);
  });

  test("covers the conversation on a phone, where nothing reaches beyond the screen", async () => {
    await using opened = await openPage(browser, server.url, phone);
    const { page } = opened;
    await serve(page, file);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await askOn(page, `${"Unbrokenquestion".repeat(12)} ${question}`);
    expect(await overflow()).toBe(0);
    const field = (await page.getByRole("textbox", { name: "Question" }).boundingBox())!;
    expect(field.y + field.height).toBeLessThanOrEqual(640);

    await page.locator(".answer").locator(".marker").first().tap();
    expect(await panel(page).evaluate((dialog) => dialog.matches(":modal"))).toBe(true);
    expect(await currentQuote(page)).toBe(citations[0]!.quote);
    expect(await overflow()).toBe(0);
    await panel(page).getByRole("button", { name: "Close" }).tap();
    expect(await panel(page).count()).toBe(0);
  });
});
