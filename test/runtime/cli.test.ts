import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askResponse } from "../../src/http/schemas.ts";
import { type CorpusUnderTest, corpusUnderTest, documentOn, manyDocuments } from "../support/corpus.ts";
import { startIngesting } from "../support/ingesting.ts";
import { runFootnote, temporaryDirectory, type Variables } from "../support/server.ts";

const lamps = `# Lamps

Lamps show the way into the harbour.

## Lighting

The keeper lights the lamps at dusk and puts them out at dawn.
`;
const files = {
  "harbour/lamps.md": lamps,
  "harbour/boats.md": documentOn("Boats", ["keels", "oars"]),
  "notes/day.txt": "The keeper sleeps by day.",
};

/** What a command has without variables. */
const offlineDefaults = { EMBEDDING_DIMENSIONS: "" };

/** Runs a command to its end. */
async function run(command: string[], variables: Variables = {}) {
  await using running = runFootnote(command, variables);
  const code = await running.exited;
  return { code, ...running.output };
}

/** A stack trace, or anything else that is no message. */
const trace = /\n\s+at |node:internal|\.ts:\d/;

describe("ingest", () => {
  let corpus: CorpusUnderTest;
  beforeAll(async () => {
    corpus = await corpusUnderTest(files, offlineDefaults);
  });
  afterAll(() => corpus[Symbol.asyncDispose]());
  const ingest = (...args: string[]) => run(["ingest", ...args], { DATA_DIR: corpus.data, CORPUS_DIR: corpus.directory });

  test("--json prints exactly the documented report", async () => {
    const { code, stdout, stderr } = await ingest("--json");
    const report = JSON.parse(stdout);
    expect(report).toEqual({
      documents: { added: 3, changed: 0, unchanged: 0, deleted: 0, failed: 0 },
      chunks: { added: 4, updated: 0, unchanged: 0, deleted: 0 },
      embedded: { chunks: 4, tokens: expect.any(Number), reused: 0 },
      cost: { amount: 0, currency: "USD" },
      failures: [],
      durationMs: expect.any(Number),
    });
    expect(Object.keys(report)).toEqual(["documents", "chunks", "embedded", "cost", "failures", "durationMs"]);
    expect([report.embedded.tokens, report.durationMs].every(Number.isInteger)).toBe(true);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("prints for people what it did, and nothing of a terminal's where there is none", async () => {
    const { code, stdout, stderr } = await ingest();
    expect(stdout).toMatch(
      /^documents: 0 added, 0 changed, 3 unchanged, 0 deleted, 0 failed\nchunks: {4}0 added, 0 updated, 4 unchanged, 0 deleted\nembedded: {2}0 chunks, 0 tokens, in \d+\.\d s\n$/,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("--category files what names no category of its own", async () => {
    expect(await ingest("--category", "cafe\u0301, open late")).toMatchObject({ code: 0 });
    expect(corpus.contents().chunks.map(({ categories }) => categories)).toEqual(Array.from({ length: 4 }, () => '["café, open late"]'));
  });

  test.each([[["ingest"]], [["ingest", "--plan"]]])(
    "%j names the first 1000 files that it cannot read, and how many more there are",
    async (command) => {
      const pictures = Array.from({ length: 1007 }, (_, index) => [`${index}.png`, "png"]);
      await using broken = await corpusUnderTest(Object.fromEntries(pictures));
      const { code, stdout } = await run([...command, broken.directory], { DATA_DIR: broken.data });
      expect(stdout).toMatch(/^documents: .* 1007 failed$/m);
      expect(stdout.match(/^failed: .*\.png is of none/gm)).toHaveLength(1000);
      expect(stdout).toMatch(/^failed: {4}and 7 more$/m);
      expect(code).toBe(2);
    },
  );

  test("of a directory in place of CORPUS_DIR ends with 2 when it finished, but could not read every file", async () => {
    await using broken = await corpusUnderTest({ "broken.md": "---\ntitle: [\n---\n", "photo.png": "png", "good.md": "Good." });
    const { code, stdout, stderr } = await ingest(broken.directory);
    expect(code).toBe(2);
    expect(stdout).toContain("documents: 1 added, 0 changed, 0 unchanged, 0 deleted, 2 failed\n");
    expect(stdout).toMatch(/^failed: {4}broken\.md has front matter that is not valid YAML: .+$/m);
    expect(stdout).toMatch(/^failed: {4}photo\.png is of none of the formats that Footnote reads: .+$/m);
    expect(stderr).toBe("");
  });

  test("refuses to delete most of a corpus, unless --allow-delete says so", async () => {
    await using doomed = await corpusUnderTest({ "a.md": "A.", "b.md": "B.", "c.md": "C." }, offlineDefaults);
    await doomed.ingest();
    await doomed.remove("a.md");
    await doomed.remove("b.md");
    const variables = { DATA_DIR: doomed.data, CORPUS_DIR: doomed.directory };
    const refused = await run(["ingest"], variables);
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toMatch(/^2 of the 3 documents .* run again with --allow-delete\b/);
    const allowed = await run(["ingest", "--json", "--allow-delete"], variables);
    expect(allowed.code).toBe(0);
    expect(JSON.parse(allowed.stdout).documents).toMatchObject({ unchanged: 1, deleted: 2 });
  });

  test("stops at an interrupt, keeps what was done, and says so", async () => {
    await using large = await corpusUnderTest(manyDocuments(400));
    await using running = runFootnote(["ingest", large.directory], { DATA_DIR: large.data, EMBEDDING_BATCH_SIZE: "1" });
    while (storedChunks(large) === 0) await sleep(5);
    running.kill("SIGINT");
    expect(await running.exited).toBe(130);
    expect(running.output).toEqual({ stdout: "", stderr: "Stopped by SIGINT. What was done is kept; run it again to go on.\n" });
    expect(storedChunks(large)).toBeGreaterThan(0);
  });
});

function storedChunks(corpus: CorpusUnderTest): number {
  try {
    return corpus.contents().chunks.length;
  } catch {
    // There is no index yet.
    return 0;
  }
}

describe("ask", () => {
  let corpus: CorpusUnderTest;
  beforeAll(async () => {
    corpus = await corpusUnderTest(files, offlineDefaults);
    await corpus.ingest();
  });
  afterAll(() => corpus[Symbol.asyncDispose]());
  const ask = (...args: string[]) => run(["ask", ...args], { DATA_DIR: corpus.data, CORPUS_DIR: corpus.directory });
  const question = "When does the keeper light the lamps?";
  const footnote = () => `[1] Lamps, ${join(corpus.directory, "harbour/lamps.md")}:7\n`;

  test("prints the answer and its footnotes with file and line", async () => {
    expect(await ask(question)).toEqual({
      code: 0,
      stdout: `The keeper lights the lamps at dusk and puts them out at dawn. [1]\n\n${footnote()}`,
      stderr: "",
    });
  });

  test("names files below the directory that they were ingested from, whatever CORPUS_DIR says since", async () => {
    const { stdout } = await run(["ask", question], { DATA_DIR: corpus.data, CORPUS_DIR: "elsewhere" });
    expect(stdout).toContain(`\n\n${footnote()}`);
  });

  test("names documents that came one by one as their clients do", async () => {
    await using app = await startIngesting();
    expect(await app.put("harbour/lamps.md", lamps)).toHaveProperty("status", 201);
    const { stdout } = await run(["ask", question], { DATA_DIR: app.config.dataDirectory });
    expect(stdout).toContain("\n\n[1] Lamps, harbour/lamps.md:7\n");
  });

  test("--json prints the body that POST /ask has", async () => {
    const { code, stdout } = await ask(question, "--json", "--k", "1");
    const body = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(askResponse.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({ answerable: true, model: "extractive", citations: [{ marker: 1, source: "harbour/lamps.md", line: 7 }] });
    expect(lamps.slice(body.citations[0].start, body.citations[0].end)).toBe(body.citations[0].quote);
  });

  test("takes a question of several words without quotes, and several categories", async () => {
    expect((await ask(...question.split(" "), "--category", "notes", "--category", "harbour")).stdout).toContain(footnote());
  });

  test("--category searches in the named ones only", async () => {
    const { code, stdout } = await ask(question, "--category", "notes");
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.not.stringContaining("lamps.md") });
  });

  test("an unknown category is an error that lists the known ones", async () => {
    const { code, stdout, stderr } = await ask(question, "--category", "Harbour");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain('Unknown category "Harbour". There are: "harbour", "notes".');
    expect(stderr).not.toMatch(trace);
  });

  test("a question that nothing answers gets no footnotes", async () => {
    expect(await ask("Who won the bicycle race in Ghent?")).toEqual({
      code: 0,
      stdout: "The documents do not answer this question.\n",
      stderr: "",
    });
  });

  test("refuses a request with every reason at once, and its usage", async () => {
    const { code, stdout, stderr } = await ask("  ", "--category", "", "--k", "51");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^ {2}- question: is missing$/m);
    expect(stderr).toMatch(/^ {2}- --category: must be a name of 1 to 256 characters/m);
    expect(stderr).toMatch(/^ {2}- --k: must be a whole number from 1 to 50$/m);
    expect(stderr).toMatch(/^ {2}- Usage: npm run ask -- "question"/m);
    expect(stderr).not.toMatch(trace);
  });

  test("before anything was ingested says what to run", async () => {
    await using empty = await temporaryDirectory();
    const { code, stdout, stderr } = await run(["ask", question], { DATA_DIR: empty.path });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe("Nothing has been ingested yet. Run `npm run ingest`.\n");
  });

  test("with other settings than the index was built with goes by the index, and ingestion names them and the remedies", async () => {
    const variables = { DATA_DIR: corpus.data, INDEX_METRIC: "L2" };
    expect(await run(["ask", question], variables)).toMatchObject({ code: 0, stderr: "" });
    const { code, stderr } = await run(["ingest"], variables);
    expect(code).toBe(1);
    expect(stderr).toMatch(/INDEX_METRIC: the index has COSINE, the configuration L2\n.*npm run reindex/);
    expect(stderr).not.toMatch(trace);
  });
});

describe("where nobody reads standard output any more", () => {
  test("an ingestion goes on to its end, and its report is missed by nobody", async () => {
    await using corpus = await corpusUnderTest(files, offlineDefaults);
    await using running = runFootnote(["ingest", corpus.directory, "--json"], { DATA_DIR: corpus.data });
    running.closeOutput();
    expect(await running.exited).toBe(0);
    expect(running.output.stderr).toBe("");
    expect(storedChunks(corpus)).toBe(4);
  });

  test("the doctor ends with its verdict, without a stack trace", async () => {
    await using data = await temporaryDirectory();
    await using running = runFootnote(["doctor"], { DATA_DIR: data.path });
    running.closeOutput();
    expect([await running.exited, running.output.stderr]).toEqual([1, ""]);
  });
});

describe("--help", () => {
  const commands = ["start", "serve", "ingest", "reindex", "ask", "eval", "calibrate", "ablation", "keys", "doctor"];
  const unusable = { PORT: "http", REDIS_URL: "redis://127.0.0.1:1" };
  const callOf = (command: string) => new RegExp(`^npm (run )?${command}\\b`);

  test.each(["start", "keys", "doctor"])("of %s prints how it is called, and neither reads nor connects", async (command) => {
    const { code, stdout, stderr } = await run([command, "--help"], unusable);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const line of stdout.trimEnd().split("\n")) expect(line).toMatch(callOf(command));
  });

  test("without a command prints how each is called, a line for each form", async () => {
    const { code, stdout } = await run(["-h"], unusable);
    const lines = stdout.trimEnd().split("\n");
    expect(code).toBe(0);
    expect(commands.filter((command) => !lines.some((line) => callOf(command).test(line)))).toEqual([]);
    expect(lines.every((line) => commands.some((command) => callOf(command).test(line)))).toBe(true);
  });

  test("after -- is part of a question", async () => {
    await using data = await temporaryDirectory();
    expect(await run(["ask", "--", "--help"], { DATA_DIR: data.path })).toMatchObject({ code: 1, stdout: "" });
  });
});

describe("mistakes", () => {
  test.each<[mistake: string, command: string[], message: RegExp]>([
    ["a command named like something that every object has", ["constructor"], /no command "constructor"/],
    ["two directories", ["ingest", "a", "b"], /one directory, not 2/],
    ["an empty category", ["ingest", "--category", " "], /--category is " "/],
    ["no question", ["ask", "--k", "abc"], /^ {2}- question: is missing\n {2}- --k: must be a whole number from 1 to 50\n {2}- Usage/m],
    ["an unknown option", ["ingest", "--delete"], /^ {2}- Unknown option '--delete'\.\n {2}- Usage: npm run ingest -- \[directory\]/m],
    ["an option without its value", ["ask", "what?", "--k"], /^ {2}- Option '--k <value>' argument missing\n {2}- Usage: npm run ask/m],
    ["an argument of start", ["start", "--port", "9121"], /start takes no arguments, but was given --port 9121\. .*PORT and HOST/],
    ["an argument of serve", ["serve", "corpus"], /serve takes no arguments, but was given corpus\. .*PORT and HOST/],
  ])("%s is refused with the reason and exit code 1", async (_, command, message) => {
    await using data = await temporaryDirectory();
    const { code, stdout, stderr } = await run(command, { DATA_DIR: data.path });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(trace);
  });

  test("in CHAT_MODEL keep every command from starting, before anything is sent", async () => {
    await using data = await temporaryDirectory();
    const { code, stdout, stderr } = await run(["serve"], { DATA_DIR: data.path, OPENAI_API_KEY: "key", CHAT_MODEL: "extractve" });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe(
      'Footnote cannot run like this:\n  - CHAT_MODEL is "extractve"; allowed: extractive, or provider:model, such as openai:gpt-5-mini.\n',
    );
  });

  test("in the name of the command are answered with what there is", async () => {
    const { code, stderr } = await run(["injest"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/There is no command "injest"\.\n {2}- Usage: npm start.*\n +npm run serve.*\n +npm run ingest/);
  });

  test("in the environment and in .env are printed all at once, without a stack trace", async () => {
    await using data = await temporaryDirectory();
    await writeFile(join(data.path, ".env"), "PORT=http\nINDEX_METRIC=cosine\n");
    const { code, stdout, stderr } = await run(["ingest"], {
      DATA_DIR: data.path,
      INDEX_METRIC: "manhattan",
      REDIS_URL: "http://default:hunter2@redis.example.com",
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe(
      [
        "Footnote cannot run like this:",
        '  - PORT is "http"; allowed: a whole number from 0 to 65535.',
        '  - REDIS_URL is "http://***@redis.example.com"; allowed: a URL that starts with redis:// or rediss:// (TLS), with several hosts separated by commas for a cluster; redis-cluster://host; or redis-sentinel://host,host?sentinelMasterId=name; without the number of a database, or /0, since the query engine works in database 0 only.',
        '  - INDEX_METRIC is "manhattan"; allowed: COSINE, L2, IP.\n',
      ].join("\n"),
    );
  });

  test("of DATA_DIR name it", async () => {
    await using data = await temporaryDirectory();
    await mkdir(join(data.path, "footnote.sqlite"));
    const { code, stdout, stderr } = await run(["ingest", "."], { DATA_DIR: data.path });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^Cannot open the database .*footnote\.sqlite.*DATA_DIR/);
    expect(stderr).not.toMatch(trace);
  });
});
