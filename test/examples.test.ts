import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenaiServer, startOpenaiServer } from "./support/openai-server.ts";
import { bundledCorpus, listen, type RunningApp, startApp, temporaryDirectory, writeFiles } from "./support/server.ts";

const project = fileURLToPath(new URL("..", import.meta.url));

/** An example, as a reader would run it. */
function run(name: string, args: string[], variables: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), `examples/${name}.ts`, ...args], {
    cwd: project,
    env: { PATH: process.env.PATH, ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  return { child, output, ended: once(child, "close").then(([code]) => code as number) };
}

describe("examples/evaluate.ts", () => {
  let app: RunningApp;
  let server: Awaited<ReturnType<typeof listen>>;
  beforeAll(async () => {
    app = await startApp();
    await app.ingest(bundledCorpus);
    server = await listen(app);
  });
  afterAll(async () => {
    await server.close();
    await app.close();
  });

  test("asks golden questions and reports the shares", async () => {
    await using questions = await temporaryDirectory();
    const golden = (await readFile(join(project, "eval/golden.jsonl"), "utf8")).split("\n");
    await writeFiles(questions.path, { "some.jsonl": golden.filter((_, index) => index % 15 === 0).join("\n") });
    const { output, ended } = run("evaluate", [server.url, join(questions.path, "some.jsonl")]);

    expect([await ended, output.stderr]).toEqual([0, ""]);
    const shares = /^cites a right source: (\d+) of (\d+) \([\d.]+ %\)\nrightly not answered: (\d+) of (\d+) \([\d.]+ %\)\n$/;
    const [right, answerable, declined, others] = shares.exec(output.stdout)!.slice(1).map(Number);
    expect(right! / answerable!).toBeGreaterThan(0.5);
    expect(declined! / others!).toBeGreaterThan(0.5);
  });

  test("asks as many questions as it is told to", async () => {
    const { output, ended } = run("evaluate", [server.url, "eval/golden.jsonl", "12"]);

    expect([await ended, output.stderr]).toEqual([0, ""]);
    expect(output.stdout).toMatch(/^cites a right source: \d+ of 12 \([\d.]+ %\)\n$/);
  });

  test("fails a pipeline below the share that is asked for", async () => {
    const { ended } = run("evaluate", [server.url, "eval/golden.jsonl", "12"], { LEAST_SHARE: "1.01" });

    expect(await ended).toBe(1);
  });

  const unreachable = "http://127.0.0.1:1";
  const given = (args: string[], variables: Record<string, string>, said: string) => ({ args, variables, said });
  test.each([
    given(
      [unreachable, "eval/golden.jsonl", "abc"],
      {},
      'The third argument is how many questions are asked, a positive number, not "abc".',
    ),
    given([unreachable, "eval/golden.jsonl", "0"], {}, 'The third argument is how many questions are asked, a positive number, not "0".'),
    given([unreachable, "eval/golden.jsonl", "1"], { LEAST_SHARE: "abc" }, 'LEAST_SHARE is a number such as 0.9, not "abc".'),
    given([unreachable, "/dev/null"], {}, "Nothing was asked: /dev/null has no questions."),
    given([unreachable, "README.md"], {}, "Question 1 of README.md is no JSON."),
    given([unreachable, "none.jsonl"], {}, "The questions cannot be read: ENOENT: no such file or directory, open 'none.jsonl'"),
    given([unreachable, "eval/golden.jsonl", "1"], {}, "http://127.0.0.1:1: The connection to Footnote was lost"),
  ])("fails with one line: $said", async ({ args, variables, said }) => {
    const { output, ended } = run("evaluate", args, variables);

    expect([await ended, output]).toEqual([1, { stdout: "", stderr: `${said}\n` }]);
  });
});

describe("examples/frontend.ts", () => {
  let upstream: OpenaiServer;
  let app: RunningApp;
  let server: Awaited<ReturnType<typeof listen>>;
  let frontend: ChildProcess;
  let url: string;
  beforeAll(async () => {
    upstream = await startOpenaiServer();
    app = await startApp({ OPENAI_BASE_URL: upstream.url, MAX_RETRIES: "0" });
    await app.ingest({ "billing/invoices.md": "# Invoices\n\nAn invoice is due after <b>thirty</b> days.\n" });
    server = await listen(app);
    const { child, output } = run("frontend", [server.url], { PORT: "0" });
    frontend = child;
    await once(child.stdout, "data");
    url = /http\S+/.exec(output.stdout)![0];
  });
  afterAll(async () => {
    frontend.kill();
    await server.close();
    await app.close();
    await upstream.close();
  });

  test("shows the answer while it is written, then its quotes", async () => {
    upstream.chat.next({ answer: "After <i>thirty</i> days [1].", pause: 60 });
    const response = await fetch(`${url}/?question=${encodeURIComponent("When is an invoice due?")}&category=billing`);
    const times: number[] = [];
    let page = "";
    for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
      page += text;
      times.push(performance.now());
    }

    expect(times.at(-1)! - times[0]!).toBeGreaterThan(80);
    expect(page).toContain('<p style="white-space: pre-wrap">After &lt;i&gt;thirty&lt;/i&gt; days [1].<ol>');
    expect(page.indexOf("</html>")).toBe(page.length - "</html>".length);
    expect(page).toMatch(/<option selected>\s*billing/);
    expect(page).toMatch(/<blockquote>[^]*due after &lt;b&gt;thirty&lt;\/b&gt; days\.[^]*<\/blockquote>/);
    expect(page).toMatch(/billing\/invoices\.md:\d/);
  });

  test("says what went wrong", async () => {
    upstream.chat.next({ status: 500 });

    expect(await (await fetch(`${url}/?question=due%3F`)).text()).toMatch(/<p role="alert">The model failed/);
    expect(await (await fetch(`${url}/?question=due%3F&category=nonesuch`)).text()).toContain("Unknown category &quot;nonesuch&quot;");
  });

  test("says that Footnote is away", async () => {
    const away = run("frontend", ["http://127.0.0.1:1"], { PORT: "0" });
    try {
      await once(away.child.stdout, "data");
      const response = await fetch(/http\S+/.exec(away.output.stdout)![0]);

      expect(response.status).toBe(200);
      expect(await response.text()).toMatch(/<body>\s*<p role="alert">The connection to Footnote was lost<\/p><\/body><\/html>$/);
    } finally {
      away.child.kill();
      await away.ended;
    }
  });
});
