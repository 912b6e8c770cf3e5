/**
 * A frontend of one's own: a page that needs no script in the browser, and that grows while the answer is written.
 *
 *   npx tsx examples/frontend.ts http://localhost:8787
 *
 * It runs on a server between the browser and Footnote, which then needs no address on the network. PORT is where it listens.
 */
import { serve } from "@hono/node-server";
import { type Answer, ask, bodyOf, createClient, FootnoteError } from "footnote/client";
import { Hono } from "hono";
import { html } from "hono/html";
import { stream } from "hono/streaming";

const [url = "http://localhost:8787"] = process.argv.slice(2);
const client = createClient(url);

const app = new Hono().get("/", (context) => {
  const { question = "", category } = context.req.query();
  context.header("content-type", "text/html; charset=utf-8");
  return stream(context, async (page) => {
    const write = async (part: ReturnType<typeof html>) => void (await page.write(String(await part)));
    const gone = new AbortController();
    page.onAbort(() => gone.abort());
    await page.write(opening);
    try {
      const { categories } = await bodyOf(client.categories.$get());
      await write(form(question, category, categories));
      if (question !== "") {
        // What follows the answer closes its paragraph, be it the list of its footnotes or what went wrong.
        await page.write('<p style="white-space: pre-wrap">');
        for await (const event of ask(client, { question, ...(category && { category }) }, gone.signal)) {
          if (event.type === "answer-delta") await write(html`${event.text}`);
          if (event.type === "done") await write(footnotes(event.answer));
        }
      }
    } catch (error) {
      if (!(error instanceof FootnoteError)) throw error;
      await write(html`<p role="alert">${error.message}</p>`);
    }
    await page.write("</body></html>");
  });
});

const opening = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Ask the handbook</title>
</head>
<body>
`;

function form(question: string, category: string | undefined, categories: { name: string }[]) {
  const options = categories.map(({ name }) => html`<option ${name === category ? "selected" : ""}>${name}</option>`);
  return html`<form>
    <label>Question <input name="question" value="${question}" required maxlength="4000" /></label>
    <label
      >In
      <select name="category">
        <option value="">everything</option>
        ${options}
      </select></label
    >
    <button>Ask</button>
  </form>`;
}

function footnotes({ citations }: Answer) {
  const notes = citations.map(
    ({ marker, title, source, line, quote }) =>
      html`<li value="${marker}">
        ${title}, ${source}:${line}
        <blockquote>${quote}</blockquote>
      </li>`,
  );
  return html`<ol>
    ${notes}
  </ol>`;
}

const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: Number(process.env.PORT ?? 8080) }, ({ port }) => {
  process.stdout.write(`Open http://localhost:${port}\n`);
});
process.once("SIGTERM", () => server.close());
