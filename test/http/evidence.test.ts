import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../../src/document.ts";
import { ConfigurationError } from "../../src/errors.ts";
import { failure } from "../support/failure.ts";
import { startOpenaiServer } from "../support/openai-server.ts";
import { type RunningApp, startApp, temporaryDirectory, type Variables } from "../support/server.ts";

const corpus = {
  "lamps.md": `# Lamps of the harbour

The keeper lights the lamps at dusk. Each lamp burns 40 litres of oil in a week.

| Lamp | Height | Wick |
|---|---|---|
| North pier | 12 metres | cotton |
| South pier | 9 metres | hemp |

Lamps are lit in this order:

- The lamp of the north pier comes first.
- The lamp of the south pier comes last.
`,
  "oars.md": "# Oars\n\nOars are made of ash wood. They last for ten years if `KEEP_DRY` is on.\n",
  "sails.md": "# Sails\n\nA mainsail takes 1,536 stitches.\n",
};

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
  await app.ingest(corpus);
});
afterAll(() => app.close());

const ask = async (question: string, body: object = {}): Promise<Answer> => (await app.post("/ask", { question, ...body })).json();
const evidence = async (question: string) => (await ask(question)).evidence;

describe("evidence", () => {
  test("is 1 when a sentence holds all that is asked, and near 0 when nothing does", async () => {
    expect(await evidence("When does the keeper light the lamps?")).toBe(1);
    expect(await evidence("Who won the bicycle race in Ghent?")).toBeLessThan(0.2);
    expect(await evidence("?")).toBe(0);
  });

  test("falls more for a name or an identifier that is missing than for a word that may have been said otherwise", async () => {
    const all = await evidence("How long do oars last?");
    const word = await evidence("How long do good oars last?");
    const name = await evidence("How long do Pirelli oars last?");
    const identifier = await evidence("How long do oars last with KEEP_WARM?");
    expect(all).toBeGreaterThan(word);
    expect(word).toBeGreaterThan(name);
    expect(word).toBeGreaterThan(identifier);
    expect(await evidence("How long do oars last with KEEP_DRY?")).toBeGreaterThan(identifier);
  });

  test("falls more for a second uncommon word that is missing than its share of the question, and no more for a common one", async () => {
    const one = await evidence("How long do varnished oars last?");
    expect(one - (await evidence("How long do varnished beech oars last?"))).toBeGreaterThan(0.05);
    expect(one - (await evidence("How long do varnished good oars last?"))).toBeLessThan(0.05);
  });

  test("does not count a second word that is missing in another language, whose common words it does not know", async () => {
    await using german = await startApp();
    await german.ingest({ "leuchtturm.md": "# Leuchtturm\n\nDer Leuchtturm steht am Hafen. Seine Lampe brennt bis zum Morgen.\n" });
    const evidenceOf = async (question: string) => ((await (await german.post("/ask", { question })).json()) as Answer).evidence;
    const one = await evidenceOf("Wo steht der blaue Leuchtturm?");
    expect(one - (await evidenceOf("Wo steht der alte blaue Leuchtturm?"))).toBeLessThan(0.05);
  });

  test("wants a name whole", async () => {
    expect(await evidence("How high is the North Pier?")).toBeGreaterThan(await evidence("How high is the North Harbour?"));
  });

  test("reads a number however its thousands are parted", async () => {
    for (const number of ["1,536", "1536"]) expect(await evidence(`Does a mainsail take ${number} stitches?`)).toBe(1);
  });

  test("reads a row with the head of its table, and an item with what introduces its list", async () => {
    expect(await evidence("What is the height of the north pier's lamp?")).toBe(1);
    expect(await evidence("Which lamp of the harbour comes last in the order?")).toBe(1);
  });

  test("takes what a document is filed under as said of all that it says", async () => {
    await using own = await startApp();
    const text = "# Leave\n\nThirty days of leave are granted each year.\n";
    await own.ingest({ "belgium/leave.md": text });
    const evidenceOf = async (question: string) => (await (await own.post("/ask", { question })).json()).evidence;
    expect(await evidenceOf("Which leave is granted in Belgium?")).toBe(1);
    expect(await evidenceOf("Which leave is granted in Austria?")).toBeLessThan(0.8);
  });

  test("does not want a name that may be a function word in capitals for emphasis", async () => {
    await using own = await startApp();
    await own.ingest({ "leave.md": "# Leave\n\nEvery employee can apply for leave. GROUP BY collects rows. FLUSHALL resets it.\n" });
    const evidenceOf = async (question: string) => (await (await own.post("/ask", { question })).json()).evidence;
    const [small, capitals] = [await evidenceOf("who can apply for leave?"), await evidenceOf("WHO can apply for leave?")];
    expect(small - capitals).toBeLessThan(0.2);
    expect(await evidenceOf("What does GROUP BY collect?")).toBe(1);
    expect(await evidenceOf("WHAT DOES FLUSHALL RESET, AND IS IT ON?")).toBe(1);
  });

  test("falls for a number, a price, a date or a name that is asked for, and that no sentence on it has", async () => {
    const told = await evidence("How many litres of oil does each lamp burn in a week?");
    expect(told).toBe(1);
    expect(await evidence("How many lamps does the keeper light at dusk?")).toBeLessThan(
      await evidence("Does the keeper light the lamps at dusk?"),
    );
    expect(await evidence("What does the oil of each lamp cost in a week?")).toBeLessThan(told);
    expect(await evidence("When was each lamp lit at dusk?")).toBeLessThan(await evidence("Is each lamp lit at dusk?"));
    expect(await evidence("And who lights the lamps at dusk?")).toBeLessThan(
      await evidence("Who lights the lamps at dusk?".replace("Who", "What")),
    );
  });

  test("counts the best sentence once more where a number is asked for", async () => {
    // All words of both are in the passage; what is missing is a number here and the attribute there, of nearly the same weight.
    expect(await evidence("How many lamps does the keeper light at dusk?")).toBeLessThan(0.65);
    expect(await evidence("Which wick does the keeper light at dusk?")).toBeGreaterThan(0.65);
  });

  test("falls more for what is asked the value of than for another word that is missing", async () => {
    expect(await evidence("Which wick burns oil in the lamps at dusk?")).toBeGreaterThan(
      await evidence("Which colour has the oil of the lamps at dusk?"),
    );
    expect(await evidence("What is the colour of the oil of the lamps?")).toBeLessThan(await evidence("Is the oil of the lamps colour?"));
  });

  test("does not want the words with which questions ask", async () => {
    expect(await evidence("What happens at dusk: does the keeper light the lamps?")).toBeGreaterThan(
      await evidence("What burns at dusk: does the keeper clean the lamps?"),
    );
  });

  test("takes no word for a name because it begins a sentence, or because all is in capitals", async () => {
    expect(await evidence("Good oars: how long do they last?")).toBe(await evidence("How long do they last, good oars?"));
    expect(await evidence("HOW LONG DO GOOD OARS LAST?")).toBe(await evidence("how long do good oars last?"));
  });
});

describe("a question with less evidence than was calibrated", () => {
  const off = "Does the harbour sell Pirelli tyres?";

  test("is declined, for that reason", async () => {
    expect(await ask(off)).toMatchObject({
      answer: "The documents do not answer this question.",
      answerable: false,
      reason: "weak-evidence",
      citations: [],
    });
    expect(await ask("When does the keeper light the lamps?")).toMatchObject({ answerable: true, reason: null });
  });

  test("is put to no model", async () => {
    await using upstream = await startOpenaiServer({ apiKey: "sk-test" });
    await using other = await startApp({ OPENAI_BASE_URL: upstream.url, OPENAI_API_KEY: "sk-test", EMBEDDINGS: "lexical" });
    await other.ingest(corpus);
    expect(await (await other.post("/ask", { question: off })).json()).toMatchObject({ reason: "weak-evidence" });
    expect(upstream.chat.requests).toEqual([]);
    await other.post("/ask", { question: "When does the keeper light the lamps?" });
    expect(upstream.chat.requests).toHaveLength(1);
  });

  test("is answered with embeddings that nothing was calibrated for", async () => {
    await using upstream = await startOpenaiServer({ apiKey: "sk-test" });
    await using other = await startApp({ OPENAI_BASE_URL: upstream.url, OPENAI_API_KEY: "sk-test" });
    await other.ingest(corpus);
    await other.post("/ask", { question: off });
    expect(upstream.chat.requests).toHaveLength(1);
  });
});

describe("CALIBRATION_FILE", () => {
  const startWith = async (directory: string, contents: string) => {
    const path = join(directory, "calibration.json");
    await writeFile(path, contents);
    return startApp({ CALIBRATION_FILE: path } satisfies Variables);
  };
  const calibration = (fields: object) => ({
    embeddings: { provider: "lexical", model: "lexical-3" },
    mode: "hybrid",
    leastEvidence: 1,
    fittedOn: { questionSet: "mine.jsonl", answerable: 20, unanswerable: 20, aim: "abstention F1" },
    ...fields,
  });

  test("replaces what comes with Footnote, for the mode that it names alone", async () => {
    await using directory = await temporaryDirectory();
    await using strict = await startWith(directory.path, JSON.stringify({ calibrations: [calibration({})] }));
    await strict.ingest(corpus);
    const question = "How long do good oars last?";
    expect(await (await strict.post("/ask", { question })).json()).toMatchObject({ reason: "weak-evidence" });
    expect(await (await strict.post("/ask", { question, mode: "text" })).json()).toMatchObject({ reason: null });
  });

  test.each([
    ["{", "is not JSON"],
    ['{ "calibrations": {} }', "calibrations"],
    [JSON.stringify({ calibrations: [calibration({ leastEvidence: 2 })] }), "calibrations.0.leastEvidence"],
  ])("that is broken is refused with what is wrong and the remedy (%#)", async (contents, problem) => {
    await using directory = await temporaryDirectory();
    const error = await failure(startWith(directory.path, contents));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect((error as Error).message).toContain(problem);
    expect((error as Error).message).toContain("npm run calibrate");
  });

  test("that is missing is refused", async () => {
    const error = await failure(startApp({ CALIBRATION_FILE: "/nowhere/calibration.json" }));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect((error as Error).message).toContain("cannot be read");
  });
});
