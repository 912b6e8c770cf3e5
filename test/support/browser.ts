import { existsSync } from "node:fs";
import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { test } from "vitest";

const candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const path = [process.env.CHROMIUM, ...candidates].find((candidate) => candidate !== undefined && existsSync(candidate));

/** Whether there is a browser; without one, tests that need it are skipped. */
export const hasBrowser = path !== undefined;

/** Says, as a skipped test, why a file's other tests do not run. */
export function explainSkip(): void {
  if (!hasBrowser)
    test("needs Chromium", ({ skip }) => skip("There is none: install Debian's package chromium, or set CHROMIUM to its path."));
}

export const startBrowser = (): Promise<Browser> => chromium.launch({ executablePath: path! });

export const phone: BrowserContextOptions = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true };

/** A page in a browser of its own, which keeps what a reader must not see: errors, and requests to other servers. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("dialog", (dialog) => {
    complaints.push(`A dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (message) => {
    // A status that is an error is for the page to tell; what the policy forbids is not.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(url)) complaints.push(`A request to ${request.url()}`);
  });
  await page.goto(url);
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
}

/** Asks as a reader does, and waits for the end of the answer. */
export async function askOn(page: Page, question: string): Promise<void> {
  await page.getByRole("textbox", { name: "Question" }).fill(question);
  await page.keyboard.press("Enter");
  await page.locator("article:last-child:not([aria-busy]) .receipt").waitFor();
}

/** What axe finds wrong with the page as it is, by its rules for WCAG 2.2 AA and good practice. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
