import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askOn, explainSkip, hasBrowser, openPage, startBrowser } from "../support/browser.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { listen, type RunningApp, startApp } from "../support/server.ts";

const script = `<img src=x onerror="globalThis.caught=1"><script>globalThis.caught=1<`;
/** No source can hold a slash in a part of its path. */
const hostile = `"><img src=x onerror=globalThis.caught=1>`;

explainSkip();

describe.skipIf(!hasBrowser)("hostile text in a browser", () => {
  let browser: Browser;
  let upstream: OpenaiServer;
  let app: RunningApp;
  let server: Awaited<ReturnType<typeof listen>>;
  beforeAll(async () => {
    browser = await startBrowser();
    upstream = await startOpenaiServer();
    app = await startApp({ OPENAI_BASE_URL: upstream.url, MAX_RETRIES: "0" });
    await app.ingest({
      [`${hostile}/${hostile}.md`]: `---\ntitle: '${script}/script>'\n---\n\nThe harbour is open at night. ${script}/script>\n`,
    });
    server = await listen(app);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await app.close();
    await upstream.close();
  });

  const statement = "The harbour is open at night";

  /** Answers with a markup that no Footnote would let through, so that the page is on its own. */
  const answerWith = async (page: Page, markup: string) => {
    upstream.chat.next({ answer: `${statement} [1].\n\nMARKUP` });
    await page.route("**/ask", async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replaceAll("MARKUP", () => JSON.stringify(markup).slice(1, -1));
      await route.fulfill({ response, body });
    });
  };

  test("of answers, titles, categories, sources and questions is shown, and never run", async () => {
    await using opened = await openPage(browser, server.url);
    const { page } = opened;
    await answerWith(
      page,
      `${script}/script>\n\n<svg onload="globalThis.caught=1"></svg>\n\n| <b onclick=x>a</b> |\n|---|\n| ${script} |\n`,
    );
    await page.getByText("In all documents").click();
    await page.getByRole("checkbox", { name: hostile }).check();
    await askOn(page, `${script}/script>`);
    await page.locator(".answer").locator(".marker").click();
    await page.getByText("1 passage found").click();

    expect(await page.locator(".answer").textContent()).toContain('<svg onload="globalThis.caught=1"></svg>');
    expect(await page.locator("article h2").textContent()).toBe(`${script}/script>`);
    expect(await page.getByRole("dialog").getByRole("heading").textContent()).toBe(`${script}/script>`);
    expect(await page.getByRole("dialog").locator(".place").textContent()).toBe(`${hostile}/${hostile}.md`);
    expect(await page.locator("img, svg, iframe, object, embed, [onerror], [onload], [onclick], [style]").count()).toBe(0);
    expect(await page.locator("script").count()).toBe(1);
    expect(await page.evaluate(() => "caught" in globalThis)).toBe(false);
    expect(opened.complaints).toEqual([]);
  });

  test("of links and images leads nowhere but to the web, in a page of its own, and loads nothing", async () => {
    await using opened = await openPage(browser, server.url);
    await answerWith(
      opened.page,
      [
        "[one](javascript:alert(1)) [two](JaVaScRiPt:alert(1)) [three](data:text/html,<script>alert(1)</script>) [four](/admin)",
        "[five](vbscript:x) ![six](https://evil.example/pixel.png) <javascript:alert(1)> [seven][ref]",
        `[good](https://example.com/a) <http://example.com/b>`,
        "\n[ref]: javascript:alert(1)\n\n[1]: https://evil.example/note",
      ].join("\n"),
    );
    await askOn(opened.page, "Is the harbour open?");

    const links = await opened.page
      .locator(".answer a:not(.marker)")
      .evaluateAll((all) => all.map((link) => [link.getAttribute("href"), link.getAttribute("rel"), link.getAttribute("target")]));
    expect(links.map(([href]) => href)).toEqual(["https://example.com/a", "http://example.com/b"]);
    for (const [, rel, target] of links) expect([rel, target]).toEqual([expect.stringContaining("noopener"), "_blank"]);
    expect(opened.complaints).toEqual([]);
  });

  test("of a server in the place of Footnote is shown as what it says", async () => {
    await using opened = await openPage(browser, server.url);
    const { page } = opened;
    const problem = { type: "about:blank", status: 502, title: script, detail: script, requestId: script };
    await page.route("**/ask", (route) =>
      route.fulfill({ status: 502, contentType: "application/problem+json", body: JSON.stringify(problem) }),
    );
    await askOn(page, "Anything?");

    expect(await page.getByRole("alert").textContent()).toContain(script);
    expect(await page.locator("img").count()).toBe(0);
  });

  test.each(["[", "> ", "- "])("of any length or depth is shown without delay: %j", async (piece) => {
    upstream.chat.next({ answer: `${piece.repeat(10_000)} ${statement} [1].` });
    await using opened = await openPage(browser, server.url);
    const began = performance.now();
    await askOn(opened.page, "Is the harbour open?");

    expect(performance.now() - began).toBeLessThan(8000);
    expect(await opened.page.locator(".answer").textContent()).toContain(statement);
    expect(opened.complaints).toEqual([]);
  });

  test("could not be run: the policy forbids inline scripts, and text that becomes markup", async () => {
    await using opened = await openPage(browser, server.url);
    const { page } = opened;
    const attempts = await page.evaluate(() => {
      const inline = document.createElement("script");
      let refused = "";
      try {
        inline.textContent = "globalThis.caught = 1";
        document.body.append(inline);
      } catch (error) {
        refused += String(error);
      }
      try {
        document.body.innerHTML = "<b>markup</b>";
      } catch (error) {
        refused += String(error);
      }
      return { refused, caught: "caught" in globalThis };
    });

    expect(attempts.caught).toBe(false);
    expect(attempts.refused).toMatch(/TrustedHTML/);
  });
});
