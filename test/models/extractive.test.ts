import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { declinedMark } from "../../src/answering/abstention.ts";
import { markedText } from "../../src/answering/marked-text.ts";
import type { GivenPassage } from "../../src/document.ts";
import { extractiveModel } from "../../src/models/extractive.ts";
import type { ModelEvent } from "../../src/models/model.ts";

function passage(text: string, fields: Partial<GivenPassage> = {}): GivenPassage {
  const found = {
    id: text,
    source: "harbour.md",
    title: "Harbour",
    categories: ["sea"],
    text,
    start: 0,
    end: text.length,
    line: 1,
    page: null,
    score: 1,
    ...fields,
  };
  return { excerpts: [found], ...found };
}

async function answerOf(question: string, passages: GivenPassage[]): Promise<string> {
  let answer = "";
  for await (const event of extractiveModel().answer({ question, passages, nonce: "nonce" }))
    if (event.type === "text") answer += event.text;
  return answer;
}

const refusal = declinedMark;
const lamps = passage("The keeper lights the lamps at dusk. A boat needs no lamp by day.");
const oars = passage("Oars are made of ash wood. They last for ten years.");

describe("the extractive answerer", () => {
  test("quotes the sentence that holds the question's words, marked with its passage", async () => {
    expect(await answerOf("When does the keeper light the lamps?", [oars, lamps])).toBe("The keeper lights the lamps at dusk. [2]");
  });

  test("says so when no passage holds the question's words", async () => {
    expect(await answerOf("Who won the bicycle race in Ghent?", [lamps, oars])).toBe(refusal);
    expect(await answerOf("Who won the bicycle race in Ghent?", [])).toBe(refusal);
    expect(await answerOf("?", [lamps])).toBe(refusal);
  });

  test("quotes at most two sentences, of one passage, and the same one once", async () => {
    const copies = [passage("The lamps are lit at dusk by the keeper."), passage("The lamps are lit at dusk by the keeper.")];
    expect(await answerOf("When are the lamps lit?", copies)).toBe("The lamps are lit at dusk by the keeper. [1]");
    const many = passage(Array.from({ length: 9 }, (_, index) => `The lamps are lit on evening ${index}.`).join(" "));
    expect((await answerOf("When are the lamps lit?", [many])).match(/\[1\]/g)).toHaveLength(2);
    const other = await answerOf("When are the lamps lit?", [many, passage("The lamps are lit at dusk.")]);
    expect(other).not.toContain("[2]");
  });

  test("says a sentence once that also stands with the one that goes on from it", async () => {
    const answer = await answerOf("What is an oar made of?", [passage("An oar is made of ash. It lasts, as an oar, for ten years.")]);
    expect(answer).toBe("An oar is made of ash. It lasts, as an oar, for ten years. [1]");
  });

  test("prefers, of equally good sentences, that of the nearer passage", async () => {
    const answer = await answerOf("How long do oars last?", [passage("The oars last for years."), passage("The oars last for months.")]);
    expect(answer.indexOf("[1]")).toBeGreaterThan(0);
    expect(answer).toMatch(/^The oars last for years\. \[1\]/);
  });

  test.each([
    ["a number", "How long do the lamps burn?", "The lamps burn all night.", "The lamps burn for nine hours."],
    ["a price", "What does a lamp cost?", "A lamp may cost more than 9 candles.", "A lamp may cost more than 40 euros."],
    ["a date", "When was the lamp lit?", "The lamp was lit by the keeper.", "The lamp was lit in May 1874."],
    ["a person", "Who lit the lamp?", "Nobody but the keeper lit the lamp.", "The lamp was lit by Ann Quill."],
    ["a person of those in question", "Who built more, Ann or Bob?", "More was built in May.", "More was built by Bob than by Ann."],
    ["a person in an office", "Who is Keeper of Ostend?", "There is a Keeper in Ostend.", "Since May, the Keeper in Ostend is Ann Quill."],
    [
      "a person not named in it",
      "Who lit the lamp of Ostend?",
      "The lamp of Ostend was lit again, to the joy of all Ostend.",
      "The lamp of Ostend was first lit in a storm by its keeper Ann Quill.",
    ],
    ["a definition", "What is a ketch?", "Everybody knows what a ketch is: a ketch by any name.", "A ketch is a boat with two masts."],
    ["what it is", "What is a yawl?", "A yawl is easier to sail for two.", "A yawl is a boat whose second mast stands behind the rudder."],
    ["what they are", "What are yawls?", "Yawls are preferable where the wind is weak.", "Yawls are boats with a second mast."],
    ["a definition in other words", "What is tar?", "Tar needs no brush.", "Tar is defined as what is left of burnt wood."],
    ["a definition without an article", "What is tar?", "Tar needs no brush.", "Tar is pitch that flows."],
    ["the value", "What is the alias?", "The alias follows the lamp.", "The alias is `north`."],
    ["who it is", "Who is Ann Quill?", "Ann Quill lives in Dover.", "Ann Quill is keeper of the lighthouse."],
    [
      "a full form",
      "What does HDR stand for?",
      "The keepers hear HDR at the pier.",
      "HDR, short for Harbour Distress Radio, is heard at night.",
    ],
  ])("prefers a sentence that has %s where the question asks for it", async (_, question, other, right) => {
    expect(await answerOf(question, [passage(other), passage(right)])).toBe(`${right} [2]`);
  });

  test("reads a sentence with its title, and what stands together in the question together", async () => {
    const towns = ["Ghent", "Ostend"].map((title, index) => passage(`The lamp is ${9 + index} metres high.`, { title }));
    expect(await answerOf("How high is the lamp of Ostend?", towns)).toBe("The lamp is 10 metres high. [2]");
    const together = [passage("The lamp on the old pier burns all of its oil."), passage("An oil lamp burns on the new pier.")];
    expect(await answerOf("Does an oil lamp burn?", together)).toBe("An oil lamp burns on the new pier. [2]");
  });

  test("prefers a sentence of a much nearer passage to one that is a little better", async () => {
    const between = Array.from({ length: 8 }, (_, index) => passage(`Nothing is told on page ${index}.`, { source: `page-${index}.md` }));
    const apart = passage("The lamp on the old pier burns all of its oil.", { source: "old.md" });
    const together = passage("An oil lamp burns on the new pier.", { source: "new.md" });
    expect(await answerOf("Does an oil lamp burn?", [apart, ...between, together])).toBe(`${apart.text} [1]`);
  });

  test("prefers the better sentence of a document, wherever its passage is", async () => {
    const log = (text: string) => passage(text, { source: "log.md" });
    const between = Array.from({ length: 8 }, (_, index) => log(`Nothing is told on page ${index}.`));
    const [apart, together] = [log("The lamp on the old pier burns all of its oil."), log("An oil lamp burns on the new pier.")];
    expect(await answerOf("Does an oil lamp burn?", [apart, ...between, together])).toBe(`${together.text} [10]`);
  });

  test("prefers, of equally good sentences, that of the document of which more was found", async () => {
    const log = (text: string) => passage(text, { source: "log.md" });
    const rumour = passage("The oars last for years.", { source: "rumour.md" });
    const found = [log("Nothing is said here."), rumour, log("The oars last for months.")];
    expect(await answerOf("Do the oars last?", found)).toBe("The oars last for months. [3]");
  });

  test("takes a number that begins a row for the amount that its column has, and for a year", async () => {
    const models = passage("| Dimensions | Model |\n| --- | --- |\n| 1536 | Ada |");
    const other = passage("A vector of the Zebulon model has 1,024 dimensions.");
    expect(await answerOf("How many dimensions has the model Ada?", [other, models])).toMatch(/1536 \| Ada \[2\]/);
    const years = passage("| Year | Event |\n| --- | --- |\n| 1874 | The lighthouse of Ostend was built. |");
    expect(
      await answerOf("When was the lighthouse of Ostend built?", [passage("The lighthouse of Ostend was built of brick."), years]),
    ).toMatch(/1874 \| The lighthouse/);
  });

  test("takes the number that names a row for no amount", async () => {
    const rules = passage("| Rule | Text |\n| --- | --- |\n| 1 | The lamps of the pier burn at night. |");
    expect(await answerOf("How many lamps burn on the pier?", [rules, passage("On the pier burn nine lamps.")])).toBe(
      "On the pier burn nine lamps. [2]",
    );
  });

  test("quotes a row of a table below its head, as a table, and an item with what introduces it, each word for word", async () => {
    const table = passage("| Pier | Lamp |\n|---|---|\n| North | 12 metres |\n| South | 9 metres |");
    expect(await answerOf("How high is the lamp of the south pier?", [table])).toBe(
      "| Pier | Lamp |\n| --- | --- |\n| South | 9 metres [1] |",
    );
    const bare = passage("pier | lamp | oil\nnorth | 12 metres | whale\nsouth | 9 metres | seal");
    expect(await answerOf("How high is the lamp of the south pier?", [bare])).toBe(
      "pier | lamp | oil\n--- | --- | ---\nsouth | 9 metres | seal [1]",
    );
    const list = passage("The lamps are lit by these people:\n\n- The north lamp: the keeper.\n- The south lamp: his daughter.");
    expect(await answerOf("Who lights the south lamp?", [list])).toBe(
      "The lamps are lit by these people: [1]\n- The south lamp: his daughter. [1]",
    );
  });

  describe("of a row that is too long to be quoted", () => {
    const duties = (who: string, more: string) =>
      `Keeps the ${who} watch in all weathers, writes down who comes and goes, tells the harbour master of it, and sleeps ashore every other week. ${more}`;
    const rules = [
      "| Duty | Apprentice | Keeper | Harbour master |",
      "|---|---|---|---|",
      `| Watch | ${duties("day", "May call 2 boats.")} | ${duties("night", "May call \\| hire 5 boats.")} | ${duties("storm", "May call 9 boats.")} |`,
      `| Stores |  | ${duties("tar", "May buy 30 barrels a year.")} | ${duties("oil", "May buy 70 barrels a year.")} ${duties("rope", "")} |`,
    ].join("\n");

    test("quotes a sentence of the cell whose column and row the question names", async () => {
      expect(await answerOf("How many boats may a keeper call on watch?", [passage(rules)])).toMatch(/^May call \\\| hire 5 boats\. \[1\]/);
      expect(await answerOf("How many barrels may an apprentice or a keeper buy?", [passage(rules)])).toMatch(
        /^May buy 30 barrels a year\. \[1\]/,
      );
    });

    test("takes no row for the head of a table that a chunk's cut has parted from it", async () => {
      const rest = passage("| North | 12 metres |\n| South | 9 metres |");
      expect(await answerOf("How high is the lamp of the south pier?", [rest])).toBe("| South | 9 metres [1] |");
    });
  });

  test("quotes with a sentence that goes on the one before it", async () => {
    expect(await answerOf("How many years does ash wood last?", [oars])).toBe("Oars are made of ash wood. They last for ten years. [1]");
  });

  test("names what a sentence is about that code has parted from the one before it, but not from below another heading", async () => {
    const parted = passage("Tugs have two engines.\n\n```\ntug --engines\n```\n\nThey burn 90 litres of oil an hour.");
    expect(await answerOf("How much oil do they burn an hour?", [parted])).toBe(
      "Tugs have two engines. [1] They burn 90 litres of oil an hour. [1]",
    );
    const below = passage("Tugs have two engines.\n\n## Ferries\n\nThey burn 90 litres of oil an hour.");
    expect(await answerOf("How much oil do they burn an hour?", [below])).toBe("They burn 90 litres of oil an hour. [1]");
  });

  test("says two sentences in the order of the text, and what one goes on from once", async () => {
    const both = passage("Lamps of the pier that the keeper has cleaned are lit with oil. The oil lamps of the pier are lit by a boy.");
    expect(await answerOf("Are the oil lamps of the pier lit?", [both])).toMatch(/^Lamps of the pier .+ \[1\] The oil lamps .+ \[1\]$/);
    const chain = passage("The mole of the harbour is old. It is 90 metres of granite long. It is 9 metres of granite high.");
    expect(await answerOf("How many metres of granite is it?", [chain])).toBe(
      "The mole of the harbour is old. It is 90 metres of granite long. [1] It is 9 metres of granite high. [1]",
    );
  });

  test("quotes no announcement without what it announces", async () => {
    const announced = passage(
      "The lamps of the pier are as follows.\n\n- The north lamp of the pier is red.\n- The south lamp of the pier is green.",
    );
    expect(await answerOf("Which lamps of the pier are there?", [announced])).toMatch(/The (?:north|south) lamp/);
    for (const announcement of ["are below.", "are as follows.", "are the following.", "burn like this."]) {
      expect(await answerOf("Which lamps of the pier are there?", [passage(`The lamps of the pier ${announcement}`)])).toBe(refusal);
    }
  });

  test("skips rows without cells, and takes code for no marker", async () => {
    const table = passage("| Pier | Lamp |\n|---|---|\n| **Lamp of the south pier** |  |\n| South | 9 metres |");
    expect(await answerOf("Which is the lamp of the south pier?", [table])).toBe(
      "| Pier | Lamp |\n| --- | --- |\n| South | 9 metres [1] |",
    );
    expect(await answerOf("What is the default of the lamp list?", [passage("The default of the lamp list is `[200]` at dusk.")])).toBe(
      "The default of the lamp list is `[200]` at dusk. [1]",
    );
  });

  test("reads no words in the tags of a heading", async () => {
    const tagged = passage('## Lamps <Badge text="south" />\n\nThe lamp burns at night, they say.');
    const plain = passage("## Lamps\n\nThe lamp burns at night, we hear.");
    expect(await answerOf("Does the south lamp burn at night?", [plain, tagged])).toBe("The lamp burns at night, we hear. [1]");
  });

  const shell =
    "Lamps can be lit by hand.\n\nFrom a shell, light the lamps of the pier:\n\n```sh\nlamps light --pier # [2]\n```\n\nThe keeper sleeps.";

  test("shows code, with what announces it, where somebody asks how a thing is done", async () => {
    expect(await answerOf("How do I light the lamps of the pier from a shell?", [oars, passage(shell)])).toBe(
      "From a shell, light the lamps of the pier: [2]\n\n```sh\nlamps light --pier # [2]\n```\n[2]",
    );
    const below = passage("# Lamps\n\n## Lighting the pier\n\n~~~\nlamps light --pier\n~~~\n");
    expect(await answerOf("Which command lights the lamps of the pier?", [below])).toBe("~~~\nlamps light --pier\n~~~\n[1]");
  });

  test("shows no code where somebody asks for something else, nor any that is cut off or long", async () => {
    expect(await answerOf("When are the lamps of the pier lit by the keeper?", [passage(shell)])).not.toContain("```");
    expect(await answerOf(how, [passage(shell.slice(0, shell.lastIndexOf("\n```")))])).not.toContain("```");
    expect(await answerOf(how, [passage(shell.replace("# [2]", "lamp ".repeat(200)))])).not.toContain("```");
  });

  const how = "How do I light the lamps of the pier from a shell?";
  const announced = "Light the lamps of the pier from a shell:";

  test("finds code by what announces it", async () => {
    const other = passage("To install the lamps, run:\n\n```sh\nnpm add pharos\n```\n\nThe keeper sleeps well here.");
    expect(await answerOf("How do I install the lamps?", [other])).toBe(
      "To install the lamps, run: [1]\n\n```sh\nnpm add pharos\n```\n[1]",
    );
  });

  test("shows code that follows a sentence, and none about something else", async () => {
    const wheel = "To light the lamps of the pier, turn the big wheel.";
    const following = passage(`${wheel}\n\n\`\`\`\nwheel --turn\n\`\`\`\n`);
    expect(await answerOf(how, [following])).toBe(`${wheel} [1]\n\n\`\`\`\nwheel --turn\n\`\`\`\n[1]`);
    for (const between of ["To sink the boats:", "### Example\n\nBoats can be sunk."]) {
      const text = `### Example\n\n${wheel}\n\n${between}\n\n\`\`\`\nboats sink --all\n\`\`\`\n`;
      expect(await answerOf(how, [passage(text)])).toBe(`${wheel} [1]`);
    }
    const elsewhere = `## Wheel\n\n${wheel}\n\n## Boats\n\n\`\`\`\nlamps off --boats\n\`\`\`\n`;
    expect(await answerOf(how, [passage(elsewhere)])).toBe(`${wheel} [1]`);
  });

  test.each([
    ["a longer fence closes", "```sh\nlamps light\n````"],
    ["a shorter fence does not close", "~~~~sh\nlamps light\n~~~\nlamps dark\n~~~~"],
    ["looks like a table", "```sh\nlamps list --pier | grep north | xargs light\n```"],
  ])("shows code that %s whole, and reads on after it", async (_, block) => {
    const text = passage(`${announced}\n\n${block}\n\nThe keeper of the pier is called Anna Berg.\n\n\`\`\`\nlamps dark\n\`\`\``);
    expect(await answerOf(how, [text])).toBe(`${announced} [1]\n\n${block}\n[1]`);
    expect(await answerOf("What is the keeper of the pier called?", [text])).toBe("The keeper of the pier is called Anna Berg. [1]");
  });

  test("takes a question in another language for no wish for code", async () => {
    const text = passage("Die Syntax für die Lampen am Pier ist einfach.\n\n```\nSyntax Lampen Pier\n```\n");
    expect(await answerOf("Wie ist die Syntax für die Lampen am Pier?", [text])).toBe("Die Syntax für die Lampen am Pier ist einfach. [1]");
  });

  test("whatever surrounds code, its readers find it as it stands in the text, with a citation of its own", async () => {
    const line = fc.constantFrom("lamps[1]", "x | y | z lamps", "# lamps", "<b>lamps</b> http://evil.example/x", "a $$ b", "`lamps`", "}");
    const block = fc
      .tuple(fc.constantFrom("```", "````", "~~~", "```sh"), fc.array(line, { minLength: 1, maxLength: 4 }))
      .map(([fence, lines]) => `${fence}\n${lines.join("\n")}\nend\n${/^[`~]+/.exec(fence)![0]}`);
    const prose = fc.constantFrom(
      announced,
      "- Light the lamps of the pier, item.",
      "It costs $$5 to light the lamps of the pier.",
      "It costs $5 to light the lamps of the pier.",
      "Use the ` sign to light the lamps of the pier.",
      "## Lamps of the pier",
      "| lamps | light | pier |\n|---|---|---|\n| a lamp | lights | the pier |",
      "> Light the lamps of the pier, quoted.",
      "The lamps of the pier <b>light</b> up.",
    );
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(prose, block), { minLength: 2, maxLength: 6 }), async (parts) => {
        const given = passage(parts.join("\n\n"));
        const raw = await answerOf(how, [given]);
        const code = Array.from(raw.matchAll(/^(`{3,}|~{3,}).*\n[^]*?\n\1$/gm), ([found]) => found);
        const marked = markedText([given], how);
        const answer = marked.push(raw) + marked.end();
        const quotes = marked.citations.map(({ quote }) => quote);
        shown += code.length;
        expect(code.filter((found) => !answer.includes(found))).toEqual([]);
        expect(quotes.filter((quote) => !given.text.includes(quote))).toEqual([]);
        expect(code.filter((found) => !quotes.some((quote) => found.includes(quote)))).toEqual([]);
        expect(marked.dropped()).toBe(0);
      }),
      { numRuns: 500 },
    );
    expect(shown).toBeGreaterThan(100);
  });

  test("takes no comment in code for a heading, be the code whole or cut", async () => {
    const comment = "# Lamps of the south pier\nlamps light\n```\n\nThe lamp burns at night, they say.";
    const plain = passage("The lamp burns at night, we hear.");
    for (const text of [`\`\`\`sh\n${comment}`, comment]) {
      expect(await answerOf("When does the lamp of the south pier burn?", [plain, passage(text)])).toBe(
        "The lamp burns at night, we hear. [1]",
      );
    }
  });

  test.each(["~".repeat(60_000), "`".repeat(60_000), "```\n".repeat(15_000), `${"~".repeat(8000)}a${"\n".repeat(40_000)}x`])(
    "looks for code in no time to speak of",
    async (text) => {
      const began = performance.now();
      await answerOf(how, [passage(text)]);
      expect(performance.now() - began).toBeLessThan(500);
    },
  );

  test("quotes no end of a sentence whose beginning is missing", async () => {
    const cut = passage("and the lamps of the pier are lit at dusk. The keeper sleeps by day.");
    expect(await answerOf("When are the lamps of the pier lit by the keeper?", [cut])).toBe("The keeper sleeps by day. [1]");
  });

  test.each([
    ["code", "`FT.LIGHT! All` lights the lamps of the pier at dusk."],
    ["a link", "The keeper lights the lamps of the pier, see [Tools](https://lamps.example/a?b=c!Next#d), at dusk."],
    ["a lead in bold", "**Lamps of the pier.** The keeper lights them at dusk."],
    ["an abbreviation", "The keeper lights the lamps of the pier (e.g. Those of tar) at dusk."],
    ["a quotation", 'The keeper says "Who lights the lamps of the pier?" and lights them.'],
  ])("cuts no sentence within %s", async (_, sentence) => {
    const text = `Nothing is said here. ${sentence} And nothing is said there.`;
    const answer = await answerOf("Who lights the lamps of the pier?", [passage(sentence.startsWith("**") ? sentence : text)]);
    expect(answer).toBe(`${sentence} [1]`);
  });

  test.each([
    [":::tip\nThe keeper lights the lamps.\n:::", "The keeper lights the lamps. [1]"],
    ["> [!NOTE]\n> The keeper lights\n> the lamps.", "The keeper lights the lamps. [1]"],
    ["const lamps = keeper.lights(lamps);\n```\n\nThe keeper lights the lamps.", "The keeper lights the lamps. [1]"],
  ])("quotes no sign of a notice, and no code of which a chunk's cut has taken the beginning: %j", async (text, answer) => {
    expect(await answerOf("Who lights the lamps?", [passage(text)])).toBe(answer);
  });

  test("finds sentences in a text without capitals", async () => {
    const lower = passage("the keeper lights the lamps at dusk. a boat needs no lamp by day, see no. 5 of the rules.");
    expect(await answerOf("When does the keeper light the lamps?", [lower])).toBe("the keeper lights the lamps at dusk. [1]");
  });

  test("quotes prose rather than a heading, code or a list mark", async () => {
    const markdown = passage(
      "# Lamps lit by the keeper\n\n```\nthe keeper lights lamps in code\n```\n\n- The keeper lights\n  the lamps at dusk.\n",
    );
    expect(await answerOf("When does the keeper light the lamps?", [markdown])).toBe("The keeper lights the lamps at dusk. [1]");
  });

  test("reads a passage of nothing but white space between two words at once", async () => {
    const wide = passage(`The keeper lights${" ".repeat(38_000)}the lamps at dusk.`);
    const row = passage(`| Lamp | Lit |\n|---|---|\n| north${" ".repeat(38_000)}lamp | at dusk |`);
    const began = performance.now();
    expect(await answerOf("When does the keeper light the lamps?", [wide, row, lamps])).toBe("The keeper lights the lamps at dusk. [3]");
    expect(performance.now() - began).toBeLessThan(500);
  });

  test("costs no tokens", async () => {
    const events: ModelEvent[] = [];
    for await (const event of extractiveModel().answer({ question: "When are lamps lit?", passages: [lamps], nonce: "nonce" }))
      events.push(event);
    expect(events.at(-1)).toEqual({ type: "usage", usage: { inputTokens: 0, outputTokens: 0 } });
  });

  test("a reference in a quoted sentence cites no other passage", async () => {
    const passages = [passage("The keeper lights the lamps at dusk, as an old book says [2]."), oars];
    expect(await answerOf("When does the keeper light the lamps?", passages)).not.toContain("[2]");
  });

  test("invents nothing: every part of an answer is in the passage that it names", async () => {
    const word = fc.constantFrom("lamp", "boat", "keeper", "harbour", "dusk", "oar", "night", "sail");
    const sentence = fc.array(word, { minLength: 4, maxLength: 9 }).map((words) => `The ${words.join(" ")} is here.`);
    const text = fc.array(fc.tuple(sentence, fc.constantFrom(" ", "\n", "\n\n", "\r\n- ")), { minLength: 1, maxLength: 8 });
    const passages = fc.array(
      text.map((parts) => passage(parts.flat().join("").trim())),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(passages, sentence, async (given, question) => {
        const answer = await answerOf(question, given);
        if (answer === refusal) return;
        const quotes = Array.from(answer.matchAll(/(?:^|\n- )?(.+?) \[(\d+)\] ?/g));
        expect(quotes.map(([whole]) => whole).join("")).toBe(answer);
        for (const [, quote, marker] of quotes) expect(given[Number(marker) - 1]!.text.replaceAll(/\s+/g, " ")).toContain(quote);
      }),
    );
  });
});
