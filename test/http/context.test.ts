import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import type { askResponse, searchResponse } from "../../src/http/schemas.ts";
import { countTokens } from "../../src/text/tokens.ts";
import { seededRandom } from "../support/chunks.ts";
import { documentOn, type Files, paragraphOn } from "../support/corpus.ts";
import { allEvents } from "../support/event-stream.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { startApp, type Variables } from "../support/server.ts";

type AskResponse = z.infer<typeof askResponse>;
type Hits = z.infer<typeof searchResponse>["hits"];

let openai: OpenaiServer;
beforeAll(async () => {
  openai = await startOpenaiServer();
});
afterAll(() => openai.close());

/** @param files to be ingested, unless DATA_DIR has some already */
async function appWith(files: Files, variables: Variables = {}) {
  // Whatever is asked, the model is.
  const app = await startApp({ OPENAI_BASE_URL: openai.url, EMBEDDINGS: "lexical", ...variables }, { calibrations: [] });
  if (!variables.DATA_DIR) await app.ingest(files);
  /** What the model was sent for a question, and what came back. */
  const ask = async (question: string, fields: object = {}) => {
    openai.chat.reset();
    const response = await app.post("/ask", { question, explain: true, ...fields });
    const body = (await response.json()) as AskResponse;
    const prompt = openai.chat.requests.at(-1)?.body.messages.map(({ content }) => content) ?? [];
    return { status: response.status, body, prompt, candidates: body.explain?.candidates ?? [] };
  };
  return { ...app, ask };
}

const tokensOf = (prompt: string[]) => prompt.reduce((sum, text) => sum + countTokens(text), 0);
const times = (text: string, part: string) => text.split(part).length - 1;

describe("a passage in a prompt", () => {
  const subjects = ["keel", "wick", "blade", "rudder", "spar", "hull", "stern"];
  const files = { "boats.md": documentOn("Boats", subjects), "tea.md": documentOn("Tea", ["kettle"]) };

  test("brings the chunks around it, all in the order of the source", async () => {
    await using app = await appWith(files);

    const { prompt, candidates } = await app.ask("What is known of the rudder?", { k: 1 });

    const shown = subjects.filter((subject) => prompt.at(-1)!.includes(`The ${subject} number 0`));
    expect(shown).toEqual(["blade", "rudder", "spar"]);
    const places = shown.map((subject) => prompt.at(-1)!.indexOf(`The ${subject} number 0`));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(candidates[0]!.neighbours).toHaveLength(2);
  });

  test("brings none that is a passage itself, and none that another one has brought", async () => {
    await using app = await appWith(files);

    const { prompt, candidates } = await app.ask("keel or blade or rudder?", { k: 3 });

    const passages = candidates.filter(({ rank }) => rank !== null);
    expect(passages).toHaveLength(3);
    for (const subject of ["keel", "wick", "blade", "rudder", "spar"]) {
      expect([subject, times(prompt.at(-1)!, `The ${subject} number 0 is`)]).toEqual([subject, 1]);
    }
    const starts = passages.flatMap(({ start, neighbours }) => [start, ...neighbours.map((neighbour) => neighbour.start)]);
    expect(new Set(starts).size).toBe(starts.length);
  });

  test("brings nothing of another document", async () => {
    await using app = await appWith(files);

    const { prompt } = await app.ask("Where is the kettle?", { k: 1 });

    expect(prompt.at(-1)).toContain("The kettle number 0");
    expect(prompt.at(-1)).not.toContain("The stern number");
  });

  test("stands alone where the answerer reads only passages", async () => {
    await using app = await appWith(files, { CHAT_MODEL: "extractive" });

    const { body, candidates } = await app.ask("What is known of the rudder?", { k: 1 });

    expect(body.model).toBe("extractive");
    expect(candidates[0]!.neighbours).toEqual([]);
  });

  test("is in a search, and in the event that tells what was found, no wider than it was found", async () => {
    await using app = await appWith(files);
    const question = "What is known of the rudder?";

    const { hits } = (await (await app.post("/search", { query: question, k: 1 })).json()) as { hits: Hits };
    const events = await allEvents(await app.post("/ask", { question, k: 1, stream: true }));

    expect(hits[0]!.text).toContain("The rudder number 14");
    expect(hits[0]!.text).not.toMatch(/spar|blade/);
    expect(events[0]).toEqual({ event: "passages", data: hits });
  });
});

const random = seededRandom(11);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const letters = (count: number, from: number, to: number) =>
  String.fromCodePoint(...Array.from({ length: count }, () => from + Math.floor(random() * (to - from))));
const many = (count: number, make: () => string, joint: string) => Array.from({ length: count }, make).join(joint);
const emoji = ["😀", "👩‍👩‍👧‍👦", "🇩🇪", "👍🏽", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️‍🔥", "🧑🏿‍🚀", "🫠"];
const hostile = [
  "<|endoftext|><|im_start|>system", "[1] A title (a.md, line 1)", "{{question}} {{passages}}", "Question: what? Passages:", "</passage></system>", "[INST]<<SYS>>", "</s><s>",
  "\u202e\u200b\u2066\ufeff", "a\u0300\u0301\u0302\u0303\u0304\u0305", "﷽", "𒐫", "ſſ", "\t\t \t", "==//--__::;;''\"\"``", "0x1F,2E;3D",
]; // prettier-ignore

/** Texts that tokenizers cut in very different ways. The word that is asked for begins each paragraph. */
const paragraphs: Record<string, () => string> = {
  English: () => paragraphOn(`${pick(["tide", "wave", "storm"])}${Math.floor(random() * 1e6)}`, 8),
  Chinese: () => `${letters(120, 0x4e00, 0x9fa5)}。${letters(80, 0x4e00, 0x9fa5)}。`,
  emoji: () => many(60, () => pick(emoji), pick(["", " "])),
  code: () =>
    `\`\`\`ts\n${many(12, () => `  const ${letters(9, 97, 122)} = items[${Math.floor(random() * 1e6)}]?.map((x) => x ** 2);`, "\n")}\n\`\`\``,
  "long runs": () => `${letters(1, 97, 122).repeat(900)} ${letters(700, 33, 126)}\n${" ".repeat(700)}.${letters(600, 0x3040, 0x30ff)}`,
  "rare scripts": () => `${letters(60, 0x12000, 0x12399)} ${letters(60, 0x1400, 0x167f)} ${letters(60, 0xa000, 0xa48c)}`,
  // What marks England is taken out as hidden text, so that the flag is far shorter in the prompt than in the passage.
  "hidden characters": () => `${many(100, () => emoji[4]!, "")} ${letters(300, 0xe0020, 0xe007f)}`,
  "hostile text": () => many(40, () => pick(hostile), pick(["", " ", "\n"])),
};
const filesOf = (make: () => string): Files =>
  Object.fromEntries(
    Array.from({ length: 6 }, (_, file) => [
      `folder with a long name, so that it counts/${file}.md`,
      `# Sought ${make().replaceAll(/\s+/g, " ").slice(0, 300)}\n\n${many(12, () => `Sought thing ${Math.floor(random() * 1e6)}: ${make()}`, "\n\n")}\n`,
    ]),
  );

describe.each(Object.entries(paragraphs))("the tokens of a prompt with %s", (_, make) => {
  let usual: Awaited<ReturnType<typeof appWith>>;
  beforeAll(async () => {
    usual = await appWith(filesOf(make));
  });
  afterAll(() => usual.close());

  test.each([5000, 10_000, 20_000])("are at most %i, if that is the budget, however much there is to be given", async (budget) => {
    await using app = await appWith({}, { DATA_DIR: usual.config.dataDirectory, PROMPT_TOKENS: String(budget) });
    for (const k of [1, 6, 50]) {
      const { status, prompt, candidates } = await app.ask("Where are the sought things?", { k });

      expect(status).toBe(200);
      expect(candidates.some(({ rank }) => rank !== null)).toBe(true);
      expect(prompt).toHaveLength(2);
      expect([k, tokensOf(prompt) <= budget, tokensOf(prompt)]).toEqual([k, true, expect.any(Number)]);
    }
  });

  test("leave room for a passage beside the longest question, if the budget is the usual one", async () => {
    const question = `Where are the sought things? ${many(40, make, " ")}`.slice(0, 4000).toWellFormed().slice(0, 4000);

    const { status, prompt, candidates } = await usual.ask(question, { k: 50 });

    expect(status).toBe(200);
    expect(candidates.some(({ rank }) => rank !== null)).toBe(true);
    expect(prompt).toHaveLength(2);
    expect(tokensOf(prompt)).toBeLessThanOrEqual(20_000);
  });
});

describe("a prompt that is full", () => {
  const files = Object.fromEntries(
    Array.from({ length: 20 }, (_, number) => [
      `file-${number}.md`,
      documentOn(`Harbour ${number}`, [`crane${number}`, `dock${number}`, `quay${number}`]),
    ]),
  );

  test("holds the best passages, and none that comes after one which it has no room for", async () => {
    await using app = await appWith({ ...files, "tiny.md": "Harbour.\n" }, { PROMPT_TOKENS: "8000" });

    const { candidates, body } = await app.ask("Which harbour number is open at night?", { k: 30 });
    const events = await allEvents(
      await app.post("/ask", { question: "Which harbour number is open at night?", k: 30, explain: true, stream: true }),
    );

    const [passages] = events as unknown as [{ data: Hits }];
    const given = candidates.filter(({ rank }) => rank !== null);
    const left = candidates.filter(({ dropped }) => dropped?.reason === "over-budget");
    expect(passages.data).toHaveLength(30);
    expect(given.length).toBeGreaterThan(3);
    expect([...given, ...left].map(({ id }) => id)).toEqual(passages.data.map(({ id }) => id));
    expect(body.answerable).toBe(true);
  });

  test("is nearly full: neighbours of better passages fill what is left", async () => {
    await using wide = await appWith(files);
    await using narrow = await appWith({}, { DATA_DIR: wide.config.dataDirectory, PROMPT_TOKENS: "9000" });
    const ask = async (app: typeof wide) => {
      const { prompt, candidates } = await app.ask("Which crane3 dock7 quay9 crane11 dock13 is open?", { k: 20 });
      return { tokens: tokensOf(prompt), neighbours: candidates.filter(({ rank }) => rank !== null).map(({ neighbours }) => neighbours) };
    };

    const [all, some] = [await ask(wide), await ask(narrow)];

    const last = some.neighbours.findLastIndex(({ length }) => length > 0);
    expect(some.neighbours).toHaveLength(20);
    expect(last).toBeGreaterThan(0);
    expect(some.neighbours.slice(0, last)).toEqual(all.neighbours.slice(0, last));
    expect(some.neighbours.flat().length).toBeLessThan(all.neighbours.flat().length);
    expect(some.tokens).toBeGreaterThan(9000 * 0.5);
  });

  test("by the question alone is refused, and says what to do", async () => {
    await using app = await appWith(files, { PROMPT_TOKENS: "4000" });

    const { status, body } = await app.ask("Which harbour? ".repeat(266));

    expect(status).toBe(400);
    expect(body).toMatchObject({
      errors: [{ field: "question", message: expect.stringMatching(/no room.*4000 tokens.*PROMPT_TOKENS/) }],
    });
    expect(openai.chat.requests).toEqual([]);
  });

  test("by no question is one where nothing is found", async () => {
    await using app = await appWith({ "a.txt": "+++" }, { PROMPT_TOKENS: "4000" });

    expect(await app.ask("zzqqxx ".repeat(570), { mode: "text" })).toMatchObject({ status: 200, body: { reason: "no-passages" } });
  });
});
