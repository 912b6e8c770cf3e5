import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../../src/evaluation/report.ts";
import { startOpenaiServer } from "../support/openai-server.ts";
import { runFootnote, startServer, temporaryDirectory, type Variables, writeFiles } from "../support/server.ts";

const boats = "The keel of a boat keeps it upright in the wind.";
const lamps = "The wick of a lamp draws oil up to the flame.";
const lines = (records: object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join("");
const golden = (question: object) => ({ reference: "", reference_context_ids: [], category: null, answerable: true, ...question });

const files = {
  "corpus/boats/keel.md": `# Keels\n\n${boats}\n`,
  "corpus/lamps/wick.md": `# Wicks\n\n${lamps}\n`,
  "golden.jsonl": lines([
    golden({
      user_input: "What keeps a boat upright in the wind?",
      reference: "The keel.",
      reference_context_ids: ["boats/keel.md"],
      reference_quotes: [boats],
      category: "boats",
    }),
    golden({ user_input: "How many teeth has a walrus?", answerable: false }),
    golden({ user_input: "What does the wick of a lamp draw?", reference_context_ids: ["boats/keel.md"], category: "lamps" }),
  ]),
  "beir/corpus.jsonl": lines([
    { _id: "1", title: 'On "keels": a study', text: boats },
    { _id: "2/b", title: "", text: lamps },
    { _id: "3", title: "Oars", text: "" },
    { _id: "4", title: "", text: "" },
  ]),
  "beir/queries.jsonl": lines([
    { _id: "q1", text: "what keeps a boat upright" },
    { _id: "q2", text: "what draws oil to the flame" },
    { _id: "q3", text: "oars" },
    { _id: "unjudged", text: "nothing" },
  ]),
  "beir/qrels/test.tsv": "query-id\tcorpus-id\tscore\nq1\t1\t1\nq1\t3\t0\nq2\t2/b\t2\nq3\t3\t1\n",
  "spans/corpus/boats/keel.md": `# Keels\n\n${boats}\n`,
  "spans/corpus/lamps/wick.md": `# Wicks\n\n${lamps}\n`,
  "spans/questions.jsonl": lines([
    {
      question: "What does the wick of a lamp draw?",
      category: "lamps",
      source: "lamps/wick.md",
      references: [{ start: 9, end: 9 + lamps.length, text: lamps }],
    },
  ]),
};

let root: Awaited<ReturnType<typeof temporaryDirectory>>;
const at = (path: string) => join(root.path, path);
const variables = (): Variables => ({ DATA_DIR: at("data"), CORPUS_DIR: at("corpus") });

beforeAll(async () => {
  root = await temporaryDirectory();
  await writeFiles(root.path, { ...files, "data/.keep": "" });
  await using ingestion = runFootnote(["ingest"], variables());
  expect(await ingestion.exited).toBe(0);
});
afterAll(() => root[Symbol.asyncDispose]());

const run = (...args: string[]) => runWith({}, ...args);

async function runWith(more: Variables, ...args: string[]) {
  await using command = runFootnote(["eval", ...args], { ...variables(), ...more });
  const code = await command.exited;
  return { code, ...command.output };
}

async function reportOf(...args: string[]): Promise<Report> {
  const { code, stdout, stderr } = await run(...args, "--json");
  expect(stderr).not.toMatch(/cannot run/);
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

const values = ({ overall }: Pick<Report, "overall">) => Object.fromEntries(overall.map(({ metric, value }) => [metric, value]));

describe("npm run eval on a golden file", () => {
  test("measures retrieval, answers, citations and abstention on the live index, over all and by category", async () => {
    const report = await reportOf(at("golden.jsonl"));

    expect(report).toMatchObject({ name: "golden.jsonl", questions: 3, conditions: { kind: "golden", mode: "hybrid", k: 6 } });
    expect(values(report)).toMatchObject({ "success@5": 1, "abstention recall": 1, "abstention F1": 1, "citation precision": 0.5 });
    expect(report.categories.map(({ name, questions }) => [name, questions])).toEqual([
      ["boats", 1],
      ["lamps", 1],
    ]);
    expect(values({ overall: report.categories[0]!.metrics })).toMatchObject({
      MRR: 1,
      "nDCG@10": 1,
      "citation precision": 1,
      "answer contains reference": 1,
    });
    expect(report.failures.map(({ question }) => question)).toEqual(["What does the wick of a lamp draw?"]);
    expect(report.failures[0]!.reasons).toContain("cites lamps/wick.md");
  });

  test("measures a running server alike", async () => {
    await using server = await startServer(variables());
    const remote = await reportOf(at("golden.jsonl"), "--url", server.url);
    const local = await reportOf(at("golden.jsonl"));

    const lasting = ({ overall }: Report) => overall.filter(({ unit }) => unit !== "milliseconds");
    expect(lasting(remote)).toEqual(lasting(local));
    expect(remote.failures).toEqual(local.failures);
  });

  test("needs every source of an answer, and one of those that hold the same evidence", async () => {
    const question = { user_input: "What keeps a boat upright in the wind?", reference_context_ids: ["boats/keel.md", "gone.md"] };
    const recall = async (name: string, more: object) => {
      await writeFiles(root.path, { [name]: lines([golden({ ...question, ...more })]) });
      return values(await reportOf(at(name)))["recall@5"];
    };
    expect(await recall("all.jsonl", {})).toBe(1 / 2);
    expect(await recall("either.jsonl", { equivalent_context_ids: [["boats/keel.md", "gone.md"]] })).toBe(1);

    await writeFiles(root.path, { "other.jsonl": lines([golden({ ...question, equivalent_context_ids: [["gone.md", "x.md"]] })]) });
    expect((await run(at("other.jsonl"))).stderr).toContain("every source of a group must be one of reference_context_ids");
  });

  test("says which documents with answers the index lacks", async () => {
    await writeFiles(root.path, { "foreign.jsonl": lines([golden({ user_input: "Where?", reference_context_ids: ["gone.md"] })]) });
    expect((await run(at("foreign.jsonl"))).stderr).toContain("lacks 1 of the 1 documents that hold answers: gone.md");
  });
});

describe("npm run eval on a BEIR folder", () => {
  test("ranks the documents of a temporary index, titles included, and leaves the live one alone", async () => {
    const report = await reportOf(at("beir"));

    expect(report).toMatchObject({ name: "beir", questions: 3, conditions: { kind: "beir", k: 10 }, categories: [], failures: [] });
    expect(values(report)).toMatchObject({ "nDCG@10": 1, MRR: 1, "recall@10": 1, "recall@100": 1 });
    expect(values(await reportOf(at("golden.jsonl")))).toMatchObject({ "success@5": 1 });
  });

  test("tells by the operator's prices what its embeddings cost", async () => {
    await using upstream = await startOpenaiServer({ embeddingModel: "own-model", dimensions: 64 });
    const prices = { asOf: "2026-01-02", currency: "EUR", perMillionTokens: { "openai:own-model": { input: 20_000, output: 0 } } };
    await writeFiles(root.path, { "prices.json": JSON.stringify(prices) });
    const settings = { EMBEDDINGS: "openai", EMBEDDING_MODEL: "own-model", OPENAI_BASE_URL: upstream.url, CHAT_MODEL: "extractive" };
    const { code, stderr } = await runWith({ ...settings, PRICES_FILE: at("prices.json") }, at("beir"));
    expect(stderr).toMatch(/^embedded: .* tokens, about [\d.]+ EUR, in /m);
    expect(code).toBe(0);
  });

  test("leaves nothing behind when the store is away, and says that it is", async () => {
    await writeFiles(root.path, { "scratch/.keep": "" });
    const { code, stderr } = await runWith({ REDIS_URL: "redis://127.0.0.1:1", TMPDIR: at("scratch") }, at("beir"));
    expect(stderr).toMatch(/redis:\/\/127\.0\.0\.1:1|Redis at 127\.0\.0\.1:1/);
    expect(code).toBe(1);
    expect((await readdir(at("scratch"))).filter((name) => name.startsWith("footnote-"))).toEqual([]);
  });

  test("refuses a server, which does not hold these documents", async () => {
    const { code, stderr } = await run(at("beir"), "--url", "http://localhost:1");
    expect(code).toBe(1);
    expect(stderr).toContain("--url is for golden sets");
  });
});

describe("npm run eval on a span set", () => {
  test.each(["spans", "spans/questions.jsonl"])("measures the characters found, with and without the category: %s", async (path) => {
    const report = await reportOf(at(path), "--mode", "text", "--k", "1");

    const text = `# Wicks\n\n${lamps}`;
    const precision = lamps.length / text.length;
    expect(report.conditions).toEqual({ kind: "spans", mode: "text", k: 1 });
    expect(values(report)).toMatchObject({ "span recall@1": 1, "span recall@1 in category": 1 });
    expect(values(report)["span precision@1"]).toBeCloseTo(precision);
  });

  test("refuses references that are not what the file holds", async () => {
    const moved = files["spans/questions.jsonl"].replace('"start":9', '"start":8');
    await writeFiles(root.path, { "moved/questions.jsonl": moved, "moved/corpus/lamps/wick.md": files["corpus/lamps/wick.md"] });
    const { code, stderr } = await run(at("moved"));
    expect(code).toBe(1);
    expect(stderr).toMatch(/refers to lamps\/wick\.md, but characters 8 to \d+ are not the reference/);
  });
});

describe("npm run eval with a baseline", () => {
  test("succeeds against its own, and fails when a metric is below the interval", async () => {
    const baseline = at("baseline.json");
    expect((await run(at("golden.jsonl"), "--save-baseline", baseline)).code).toBe(0);
    const same = await run(at("golden.jsonl"), "--baseline", baseline);
    expect(same.stdout).toContain("No metric has fallen");
    expect(same.code).toBe(0);

    const better = (await readFile(baseline, "utf8")).replace('"citation precision":0', '"citation precision":1');
    await writeFiles(root.path, { "better.json": better });
    const worse = await run(at("golden.jsonl"), "--baseline", at("better.json"), "--html", at("report.html"));
    // One question in two is worse, which may be chance.
    expect(worse.stdout).toMatch(/citation precision +1\.0000 +0\.5000 +-1\.0000 – 0\.0000 +2 *$/m);
    expect(worse.code).toBe(0);
    expect(await readFile(at("report.html"), "utf8")).toContain("No metric has fallen below the baseline.");

    const all = better.replaceAll(/"token F1":[\d.]+/g, '"token F1":0.99');
    await writeFiles(root.path, { "best.json": all });
    const fallen = await run(at("golden.jsonl"), "--baseline", at("best.json"), "--html", at("report.html"));
    expect(fallen.stdout).toMatch(/token F1 .* fallen/);
    expect(fallen.code).toBe(1);
    expect(await readFile(at("report.html"), "utf8")).toContain("Fallen below the baseline: token F1.");
  });

  test("compares the questions that both have, and fails when none is left to measure", async () => {
    await run(at("golden.jsonl"), "--save-baseline", at("whole.json"));
    const [first, second] = files["golden.jsonl"].split("\n");
    await writeFiles(root.path, { "fewer.jsonl": `${first}\n${second}\n`, "other.jsonl": `${second}\n` });
    const fewer = await run(at("fewer.jsonl"), "--baseline", at("whole.json"));
    expect(fewer.stdout).toMatch(/recall@5 +1\.0000 +1\.0000 +0\.0000 – 0\.0000 +1 *$/m);
    expect(fewer.code).toBe(0);
    const { code, stdout } = await run(at("other.jsonl"), "--baseline", at("whole.json"));
    expect(stdout).toMatch(/recall@5 .* none .* fallen/);
    expect(code).toBe(1);
  });

  test("refuses one that was measured otherwise", async () => {
    await run(at("golden.jsonl"), "--save-baseline", at("hybrid.json"));
    const { code, stderr } = await run(at("golden.jsonl"), "--mode", "text", "--baseline", at("hybrid.json"));
    expect(code).toBe(1);
    expect(stderr).toContain("was measured with mode hybrid instead of text");
  });
});

test("the HTML report needs nothing from elsewhere, and takes no question for markup", async () => {
  const hostile = golden({ user_input: "<script>alert(1)</script> walrus?", reference_context_ids: ["x"], category: "<b>" });
  await writeFiles(root.path, { "hostile.jsonl": lines([hostile]) });
  await run(at("hostile.jsonl"), "--html", at("hostile.html"));
  const html = await readFile(at("hostile.html"), "utf8");

  expect(html).not.toMatch(/<script|<b>|<link|src=|href=|url\(|@import/);
  expect(html).toContain("&#60;script&#62;");
  expect(html).toMatch(/<svg[^]*prefers-color-scheme|prefers-color-scheme[^]*<svg/);
});

describe("npm run eval refuses", () => {
  test.each([
    [["nowhere"], /There is no question set at "nowhere"/],
    [["--mode", "psychic"], /--mode: /],
    [["--k", "0"], /--k: must be a whole number from 1 to 50$/m],
    [["--k", "abc"], /--k: must be a whole number from 1 to 50$/m],
    [["one", "two"], /eval takes one question set/],
  ])("%j", async (args, message) => {
    const { code, stderr } = await run(...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
  });

  test.each(["--html", "--save-baseline"])("a %s that cannot be written, before the first question", async (option) => {
    const missing = await run(at("golden.jsonl"), option, at("nowhere/file"));
    expect(missing).toMatchObject({ code: 1, stdout: "" });
    expect(missing.stderr).toContain(
      `${option} is "${at("nowhere/file")}", which cannot be written: there is no folder "${at("nowhere")}".`,
    );
    expect((await run(at("golden.jsonl"), option, at("corpus"))).stderr).toContain("which cannot be written: it is a folder.");
  });

  test("a line that is no question, and names it", async () => {
    await writeFiles(root.path, { "broken.jsonl": `${files["golden.jsonl"]}{"user_input": 5}\n` });
    const { code, stderr } = await run(at("broken.jsonl"));
    expect(code).toBe(1);
    expect(stderr).toMatch(/broken\.jsonl:4 cannot be used: user_input: /);

    await writeFiles(root.path, { "README.md": "# Footnote\n" });
    expect((await run(at("README.md"))).stderr).toMatch(/README\.md:1 is not JSON; each line of the file must be an object\.$/m);
  });
});
