import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runFootnote, startApp, temporaryDirectory, writeFiles } from "../support/server.ts";

const subjects = ["keel", "wick", "anchor", "rudder", "mast", "lantern", "sail", "oar", "buoy", "net"];
const lines = (records: object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join("");
const answerable = subjects.map((subject) => ({
  user_input: `What is the ${subject} made of?`,
  reference: "Oak.",
  reference_context_ids: [`${subject}.md`],
  reference_quotes: [`The ${subject} is made of oak.`],
}));
const unanswerable = subjects.map((subject) => ({ user_input: `What does Pirelli charge for a ${subject}?`, answerable: false }));

let root: Awaited<ReturnType<typeof temporaryDirectory>>;
const at = (path: string) => join(root.path, path);
beforeAll(async () => {
  root = await temporaryDirectory();
  const documents = subjects.map((subject) => [`corpus/${subject}.md`, `# The ${subject}\n\nThe ${subject} is made of oak.\n`]);
  await writeFiles(root.path, {
    ...Object.fromEntries(documents),
    "golden.jsonl": lines([...answerable, ...unanswerable]),
    "answerable.jsonl": lines(answerable),
    "data/.keep": "",
  });
  expect((await run("ingest")).code).toBe(0);
});
afterAll(() => root[Symbol.asyncDispose]());

async function run(...command: string[]) {
  await using child = runFootnote(command, { DATA_DIR: at("data"), CORPUS_DIR: at("corpus") });
  const code = await child.exited;
  return { code, ...child.output };
}

const saved = async (file: string) => JSON.parse(await readFile(at(file), "utf8")).calibrations;

describe("npm run calibrate", () => {
  test("prints risk and coverage by threshold, the fitted one, and what it is worth on questions that it was not fitted on", async () => {
    const { code, stdout } = await run("calibrate", at("golden.jsonl"));
    expect(code).toBe(0);
    expect(stdout).toContain("golden.jsonl: 20 questions, lexical embeddings (lexical-3), mode hybrid, k 6");
    expect(stdout).toMatch(/^ +0\.0 +1\.000 +0\.500 /m);
    expect(stdout).toMatch(/^ +0\.\d{3} \* +0\.500 +0\.000 +1\.000 +1\.000 +1\.000$/m);
    expect(stdout).toContain("abstention precision 1.000, recall 1.000, F1 1.000");
    expect(stdout).toContain("Nothing was written.");
  });

  test("writes a file that another run of Footnote declines by, and keeps what it holds for other modes", async () => {
    expect((await run("calibrate", at("golden.jsonl"), "--output", at("mine.json"))).code).toBe(0);
    expect((await run("calibrate", at("golden.jsonl"), "--mode", "text", "--output", at("mine.json"))).code).toBe(0);
    const calibrations = await saved("mine.json");
    expect(calibrations.map(({ mode }: { mode: string }) => mode)).toEqual(["hybrid", "text"]);
    expect(calibrations[0]).toMatchObject({
      embeddings: { provider: "lexical", model: "lexical-3" },
      fittedOn: { questionSet: "golden.jsonl", answerable: 10, unanswerable: 10, aim: "abstention F1" },
    });

    await using app = await startApp({ DATA_DIR: at("data"), CALIBRATION_FILE: at("mine.json") });
    const ask = async (question: string) => (await app.post("/ask", { question })).json();
    expect(await ask(answerable[0]!.user_input)).toMatchObject({ answerable: true });
    expect(await ask(unanswerable[0]!.user_input)).toMatchObject({ reason: "weak-evidence" });
  });

  test("fits a risk instead", async () => {
    const { stdout } = await run("calibrate", at("golden.jsonl"), "--risk", "0.5");
    expect(stdout).toMatch(/^ +0\.000 \* +1\.000 +0\.500 /m);
    expect(stdout).toContain("fitted for a risk of at most 0.5");
  });

  test.each([
    [["nowhere"], /There is no question set at "nowhere"/],
    [["--risk", "2"], /--risk: must be a number from 0 to 1$/m],
    [["--mode", "psychic"], /--mode: /],
  ])("refuses %j", async (args, message) => {
    const { code, stderr } = await run("calibrate", ...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
  });

  test("refuses a set without unanswerable questions, and a file that is no calibration", async () => {
    expect((await run("calibrate", at("answerable.jsonl"))).stderr).toContain("answerable and unanswerable questions");
    await writeFiles(root.path, { "other.json": "[]" });
    const { code, stdout, stderr } = await run("calibrate", at("golden.jsonl"), "--output", at("other.json"));
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("other.json");
  });

  test("refuses a file that cannot be written before the first question", async () => {
    const { code, stdout, stderr } = await run("calibrate", at("golden.jsonl"), "--output", at("nowhere/calibration.json"));
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/--output is ".*", which cannot be written: there is no folder "/);
  });
});

describe("npm run calibrate -- --cache", () => {
  const pairs = subjects.flatMap((subject) => [
    { one: `What is the ${subject} made of?`, other: `what's the ${subject} made of`, same: true },
    { one: `How long is the ${subject} of a boat?`, other: `How long is the ${subject} of a ship?`, same: false },
    { one: `What is the ${subject} made of?`, other: `What is the ${subject} not made of?`, same: false },
  ]);
  beforeAll(() =>
    writeFiles(root.path, {
      "pairs.jsonl": lines(pairs),
      "one-kind.jsonl": lines(pairs.filter(({ same }) => same)),
      "no-pairs.jsonl": lines(answerable),
    }),
  );

  test("prints hits and false hits by threshold, with the words and by cosine alone, and the fitted one", async () => {
    const { code, stdout } = await run("calibrate", "--cache", at("pairs.jsonl"));
    expect(code).toBe(0);
    expect(stdout).toContain("pairs.jsonl: lexical embeddings (lexical-3)");
    expect(stdout).toMatch(/^ +0\.50 +1\.000 +0\.500 +1\.000 +1\.000$/m);
    expect(stdout).toMatch(/^ +0\.\d{3} \* +1\.000 +0\.000 +1\.000 +0\.500$/m);
    expect(stdout).toMatch(/ANSWER_CACHE_SIMILARITY=0\.\d+/);
    expect(stdout).toContain("share of the 10 paraphrases");
    expect(stdout).toContain("hits 1.000, false hits 0.000.");
  });

  test.each([
    ["a file that is not there", ["nowhere.jsonl"], /There is no file of pairs at .*nowhere\.jsonl/],
    ["questions in place of pairs", ["no-pairs.jsonl"], /no-pairs\.jsonl:1 cannot be used: one: /],
    ["pairs of one kind", ["one-kind.jsonl"], /one-kind\.jsonl holds pairs of one kind only/],
    ["an option of the other calibration", ["pairs.jsonl", "--mode", "text"], /mode/],
  ])("refuses %s", async (_, [file, ...args], message) => {
    const { code, stderr } = await run("calibrate", "--cache", at(file!), ...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
  });
});
