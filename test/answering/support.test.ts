import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { supportFinder } from "../../src/answering/support.ts";
import type { GivenPassage } from "../../src/document.ts";
import { inOneLine, sentencesOf } from "../../src/text/sentences.ts";
import { passageOf } from "../support/passage.ts";
import { bundledCorpus } from "../support/server.ts";

function supportOf(text: string, passages: GivenPassage[], { index = 0, question = "", said = text } = {}) {
  return supportFinder(passages).support({ text, context: question, said }, index);
}
const quoteOf = (text: string, passage: GivenPassage, question = "") => supportOf(text, [passage], { question })?.quote.text;

const lease = passageOf(
  "# The lease\n\nThe tenant pays the rent by the third working day of each month. If the rent is late, the landlord may charge " +
    "5% interest after a written reminder.\n\nPets are not allowed without the consent of the landlord. The deposit is three months' " +
    "rent, at most 2,400 euros, and is returned within six months after the tenant has moved out.\n\n" +
    "| Repair | Paid by |\n|---|---|\n| Broken window | tenant, up to 120 euros |\n| Heating | landlord |\n",
  { title: "Lease of the flat" },
);
const bread = passageOf(
  "Mix 500 g of flour with 350 g of water and let the dough rest for 40 minutes. Fold it four times in the course of two hours.\n\n" +
    "Bake the loaf at 240 °C for the first 20 minutes, then at 200 °C until the crust is dark. Steam in the oven keeps the crust thin.",
  { title: "Sourdough bread" },
);
const api = passageOf(
  "## Limits\n\n`maxRetries` is 4 by default. Requests that fail with status 429 are repeated after the time in `Retry-After`, and other " +
    "failures after `RETRY_DELAY_MS`.\n\n```sh\nnpm run serve -- --port 9000\n```\n\nThe server does not authenticate its callers.",
  { title: "Configuration of the server" },
);
const passages = [lease, bread, api];

describe("a statement in other words than the text's", () => {
  test.each([
    ["Rent is due by the third working day of every month.", 0, "The tenant pays the rent by the third working day of each month."],
    [
      "The landlord can charge an interest of 5% for late rent once a written reminder has been sent.",
      0,
      "If the rent is late, the landlord may charge 5% interest after a written reminder.",
    ],
    ["**Pets** need the landlord's consent", 0, "Pets are not allowed without the consent of the landlord."],
    [
      "You get the deposit back within 6 months of moving out",
      0,
      "The deposit is three months' rent, at most 2,400 euros, and is returned within six months after the tenant has moved out.",
    ],
    ["the deposit may not exceed 2400 euros", 0, /^The deposit is three months' rent, at most 2,400 euros/],
    ["The landlord pays for the heating", 0, "| Heating | landlord |"],
    ["a tenant pays for a broken window, up to 120 euros", 0, "| Broken window | tenant, up to 120 euros |"],
    ["Rest the dough for 40 minutes", 1, "Mix 500 g of flour with 350 g of water and let the dough rest for 40 minutes."],
    ["Folding happens 4 times within 2 hours", 1, "Fold it four times in the course of two hours."],
    ["For a thin crust there should be steam in the oven.", 1, "Steam in the oven keeps the crust thin."],
    ["By default, maxRetries is set to 4", 2, "`maxRetries` is 4 by default."],
    ["Start it with `npm run serve -- --port 9000`", 2, "npm run serve -- --port 9000"],
    ["the server doesn't authenticate callers", 2, "The server does not authenticate its callers."],
  ])("%s", (statement, index, quote) => {
    const support = supportOf(statement, passages, { index });
    expect(support).toMatchObject({ verified: true, quote: { text: typeof quote === "string" ? quote : expect.stringMatching(quote) } });
  });
});

describe("a statement is not supported", () => {
  test.each([
    ["about something else", "Fire extinguishers must be inspected by an engineer every spring.", 0],
    ["of general knowledge, on the passage's subject", "Landlords have to insure buildings against floods and storms.", 0],
    ["with another number", "The landlord may charge 8% interest on late rent after a written reminder.", 0],
    ["with another number, in words", "Rent is due by the third working day, and the deposit is four months' rent.", 0],
    ["with one digit more", "The deposit is at most 24,000 euros.", 0],
    ["with a number that stands elsewhere in the passage", "Bake the loaf at 350 °C for the first 20 minutes.", 1],
    ["of another passage", "The tenant pays the rent by the third working day of each month.", 1],
    ["of another passage, in other words", "Rest the dough for 40 minutes", 0],
    ["that ends within a number", "The deposit is three months' rent, at most 2", 0],
    ["that names another setting", "RETRY_LIMIT is 4 by default.", 2],
    ["that denies what the passage says", "Steam in the oven does not keep the crust thin.", 1],
    ["that says what the passage denies", "The server authenticates its callers.", 2],
    ["without a word of its own", "It does so.", 2],
    [
      "of words that are all over the passage, but nowhere together",
      "On the third day, pets in a broken window charge interest to the deposit of the heating.",
      0,
    ],
  ])("%s: %s", (_, statement, index) => {
    expect(supportOf(statement, passages, { index })).toBeUndefined();
  });

  test("by a passage that was not given", () => {
    expect(supportOf("Rent is due by the third working day.", passages, { index: 3 })).toBeUndefined();
  });
});

describe("a quote", () => {
  test("of a number alone is where the question's words are", () => {
    const settings = passageOf(
      "The default of `M` is 16.\n\nThe default of `EF_CONSTRUCTION` is 200.\n\nA page has 200 rows and 16 columns.",
    );
    expect(quoteOf("200.", settings, "What is the default of EF_CONSTRUCTION?")).toBe("The default of `EF_CONSTRUCTION` is 200.");
    expect(quoteOf("16", settings, "How many columns has a page?")).toBe("A page has 200 rows and 16 columns.");
    expect(quoteOf("200.", bread, "How many grams of flour are mixed with the water?")).toBeUndefined();
  });

  test("holds other forms of the statement's words", () => {
    const passage = passageOf("She decides after a description, analysed twice. Nobody else may.");
    expect(quoteOf("Her decision describes an analysis", passage)).toBe("She decides after a description, analysed twice.");
  });

  test("needs less of a statement that names what the title does", () => {
    const text = "They are lit at dusk and cleaned by the keeper.";
    const statement = "The lamps of the northern harbour are lit at dusk and cleaned by the keeper";
    expect(quoteOf(statement, passageOf(text, { title: "Lamps of the northern harbour" }))).toBe(text);
    expect(quoteOf(statement, passageOf(text))).toBeUndefined();
  });

  test("is, of two that would do, the one that fits the question", () => {
    const passage = passageOf("On Windows, the default is 10 lines. On Linux, the default is 10 lines.");
    expect(quoteOf("the default is 10 of all lines", passage, "What is the default on Linux?")).toBe("On Linux, the default is 10 lines.");
    expect(quoteOf("the default is 10 of all lines", passage, "What is the default on Windows?")).toBe(
      "On Windows, the default is 10 lines.",
    );
  });

  test("of a long row of prose is what one of its cells says, of figures the row", () => {
    const said = (who: string) =>
      `The ${who} keeps the lamp from dusk to dawn and cleans its glass. ${"Nothing else is known of it. ".repeat(5)}`;
    const prose = passageOf(`| Duty | Pier | Mole |\n|---|---|---|\n| Lamp | ${said("keeper")} | ${said("pilot")} |`);
    expect(quoteOf("From dusk to dawn, a pilot keeps the lamp", prose)).toBe(
      "The pilot keeps the lamp from dusk to dawn and cleans its glass.",
    );
    const depths = Array.from({ length: 60 }, (_, pier) => `${pier + 10}.5 m`).join(" | ");
    const figures = passageOf(`| Depth at low water | ${depths} |`);
    expect(quoteOf("The depth at low water is 12.5 m", figures)).toContain("| Depth at low water | 10.5 m | 11.5 m | 12.5 m |");
  });

  test("has a second sentence only if the statement needs it", () => {
    const passage = passageOf("A lock is a lease of 15 seconds. Its holder renews it every five seconds. Nobody else can write meanwhile.");
    expect(quoteOf("A lock lasts 15 seconds", passage)).toBe("A lock is a lease of 15 seconds.");
    expect(quoteOf("The holder of a lock, a lease of 15 seconds, renews it every 5 seconds", passage)).toBe(
      "A lock is a lease of 15 seconds. Its holder renews it every five seconds.",
    );
  });

  test("has two sentences only if they are short", () => {
    const lamps = (repeated: number) =>
      passageOf(
        `The keeper lights the lamps${" of the old pier".repeat(repeated)}. His daughter trims the wicks${" of the new pier".repeat(repeated)}.`,
      );
    const statement = "The keeper lights the lamps, and his daughter trims the wicks";
    expect(quoteOf(statement, lamps(1))).toBe(lamps(1).text);
    expect(quoteOf(statement, lamps(20))!.length).toBeLessThan(lamps(20).text.length);
  });

  test("begins with a heading if that says what the line is about", () => {
    const passage = passageOf("## Restoring a backup on Windows\n\nUse the script.\n\n## Restoring a backup on Linux\n\nCopy the file.");
    expect(quoteOf("Use the script for restoring a backup on Windows", passage)).toBe(
      "## Restoring a backup on Windows\n\nUse the script.",
    );
    expect(quoteOf("On Linux, backups are restored", passage)).toBe("## Restoring a backup on Linux\n\nCopy the file.");
  });

  test("of a text without full stops is a part of it", () => {
    const words = Array.from({ length: 900 }, (_, index) => `word${index}`);
    const quote = quoteOf("word400 word401 word402 word403", passageOf(words.join(" ").replace("word400", "x word400")));
    expect(quote).toContain("word400 word401 word402 word403");
    expect(quote!.length).toBeLessThanOrEqual(400);
    // In another order, so that the statement does not stand there word for word.
    const part = quoteOf("word402 with word400, word403 with word401", passageOf(words.join(" ")));
    expect(part).toContain("word400 word401 word402 word403");
    expect(part!.length).toBeLessThanOrEqual(400);
    const [start = 0, end] = [300, 700];
    const long = `${"字".repeat(start)}😀${"字".repeat(end)}`;
    expect(supportOf(`${"字".repeat(30)}`, [passageOf(long)])?.quote.text.isWellFormed()).not.toBe(false);
  });

  test("that is word for word begins and ends with a whole word and a whole number", () => {
    const passage = passageOf("The keeper illuminates the lamps at dusk. All 1.5 litres of oil are used.");
    expect(quoteOf("nates the lamps at dusk", passage)).toBe("The keeper illuminates the lamps at dusk.");
    expect(quoteOf("The keeper illuminates the lam", passage)).toBe("The keeper illuminates the lamps at dusk.");
    expect(quoteOf("5 litres of oil are used", passage)).toBeUndefined();
  });

  test("says where it stands in the file, whatever ends its lines and wherever the excerpt begins", () => {
    const file = "\uFEFFFirst.\r\n\r\nThe 😀 keeper lights the lamps.\rAt dawn he\nputs them out, and nobody sees him.";
    const start = file.indexOf("The 😀");
    const excerpts = [
      { text: "Elsewhere the rain falls.", start: 0, line: 1 },
      { text: file.slice(start), start, line: 3 },
    ];
    const { quote } = supportOf("at dawn he puts them out, and nobody sees him", [passageOf(excerpts)])!;
    expect(file.slice(quote.start, quote.end)).toBe(quote.text);
    expect(quote).toMatchObject({ text: "At dawn he\nputs them out, and nobody sees him.", line: 4 });
  });
});

test("every sentence of the bundled corpus that is quoted word for word finds exactly itself", () => {
  for (const category of readdirSync(bundledCorpus)) {
    for (const name of readdirSync(join(bundledCorpus, category))) {
      const text = readFileSync(join(bundledCorpus, category, name), "utf8");
      const finder = supportFinder([passageOf(text)]);
      for (const { start, end } of sentencesOf(text).filter(({ kind }) => kind === "prose")) {
        const sentence = text.slice(start, end);
        if (sentence.split(" ").length < 6) continue;
        const shown = inOneLine(sentence);
        expect(finder.support({ text: shown, context: "", said: shown }, 0)?.quote.text).toBe(
          text.slice(text.indexOf(sentence)).slice(0, end - start),
        );
      }
    }
  }
});

test("whatever is stated and given, a quote is literal, where it says, and at most two sentences long", () => {
  const word = fc.constantFrom("lamp", "keeper", "lights", "the", "dusk", "42", "L2", "not", "at", "7.5", "é", "😀");
  const mark = fc.constantFrom(" ", ". ", ".\n", "\n\n", "\r\n- ", "| ", "\n# ", "\n```\n", "\n> ");
  const text = fc.array(fc.tuple(word, mark), { maxLength: 60 }).map((parts) => parts.flat().join(""));
  fc.assert(
    fc.property(text, text, fc.nat(1000), (statement, given, start) => {
      const support = supportOf(statement, [passageOf([{ text: given, start, line: 3 }])]);
      if (!support) return;
      const { quote } = support;
      expect(given.slice(quote.start - start, quote.end - start)).toBe(quote.text);
      expect(quote.line).toBe(3 + (given.slice(0, quote.start - start).match(/\r\n|\n|\r/g) ?? []).length);
      if (!given.replaceAll(/\s+/g, " ").includes(statement.trim().replaceAll(/\s+/g, " ")))
        expect(quote.text.length).toBeLessThanOrEqual(600);
    }),
    { numRuns: 500 },
  );
});

describe("in another language than the passage", () => {
  const english = passageOf(
    "# Distance metrics\n\nRedis supports three distance metrics for vector fields: `COSINE`, `L2` and `IP`. The metric is fixed when the " +
      "index is created, and for all three a smaller value means a closer match. If you are not sure which of them to use, take the one " +
      "that the model was trained with.\n",
  );
  test.each([
    ["German", "Redis unterstützt drei Abstandsmaße für Vektorfelder, und zwar `COSINE`, `L2` und `IP`."],
    ["French", "Redis prend en charge les métriques de distance COSINE, L2 et IP pour les champs de vecteurs."],
    ["Spanish", "Las métricas de distancia que se pueden usar son COSINE, L2 e IP."],
    ["Russian", "Redis поддерживает три метрики расстояния: COSINE, L2 и IP."],
    ["Chinese", "Redis 的向量字段支持三种距离度量方式:COSINE、L2 和 IP。"],
  ])("a statement keeps its marker, with the nearest quote, but is not verified: %s", (_, statement) => {
    const support = supportOf(statement, [english]);
    expect(support?.quote.text).toBe("Redis supports three distance metrics for vector fields: `COSINE`, `L2` and `IP`.");
    expect(support?.verified).toBe(false);
  });

  test("names alone are the same in every language", () => {
    expect(supportOf("COSINE, L2, IP.", [english], { said: "Das sind die Metriken, die man wählen kann: COSINE, L2, IP." })).toMatchObject({
      verified: true,
    });
  });

  test("numbers and names are compared all the same", () => {
    expect(supportOf("Die Vorgabe ist 4711, und das gilt auch für die anderen.", [english])).toBeUndefined();
    expect(supportOf("Das wird mit `EF_RUNTIME` eingestellt und nicht mit der Metrik.", [english])).toBeUndefined();
  });

  test("a short statement is in the language of what was said before it", () => {
    const said = "Die Metrik wird beim Anlegen des Index festgelegt und kann nicht mehr geändert werden. Sie bleibt fest.";
    expect(supportOf("Sie bleibt fest.", [english], { said })).toMatchObject({ verified: false });
  });

  test("English statements on English passages are compared, however short and technical", () => {
    for (const statement of [
      "Quantized to 8 bits.",
      "Use cosine similarity of Müller et al.",
      "Mice lacking IFN-γ",
      "do a re-index",
      "Nope, never.",
      "É sim.",
    ])
      expect(supportOf(statement, [english])).toBeUndefined();
  });

  test("so are German statements on German passages", () => {
    const german = passageOf(
      "Die Miete ist bis zum dritten Werktag eines Monats zu zahlen. Haustiere sind nur mit Zustimmung des Vermieters erlaubt, und die " +
        "Kaution wird nach dem Auszug zurückgezahlt, wenn keine Schäden vorhanden sind.",
    );
    expect(supportOf("Die Miete muss bis zum dritten Werktag des Monats gezahlt werden.", [german])).toMatchObject({
      verified: true,
      quote: { text: "Die Miete ist bis zum dritten Werktag eines Monats zu zahlen." },
    });
    expect(supportOf("Der Aufzug wird jedes Jahr von einem Prüfer überprüft.", [german])).toBeUndefined();
  });
});
