import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Embedding } from "../../src/document.ts";
import { lexicalEmbedder } from "../../src/embeddings/lexical.ts";

const embedder = lexicalEmbedder(1024);
const length = (embedding: Embedding) => Math.hypot(...embedding);

async function likeness(one: string, other: string): Promise<number> {
  const [left, right] = (await embedder.embedDocuments([one, other])) as [Embedding, Embedding];
  return left.reduce((sum, value, index) => sum + value * right[index]!, 0);
}

describe("lexical embeddings", () => {
  test("of any text are normalised and of the asked length", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 2000 }), async (text, dimensions) => {
        const embedding = await lexicalEmbedder(dimensions).embedQuery(text);
        expect(embedding).toHaveLength(dimensions);
        expect(length(embedding)).toBeCloseTo(1, 5);
      }),
    );
  });

  test("of a query are those of a document of the same text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (text) => {
        expect([await embedder.embedQuery(text)]).toEqual(await embedder.embedDocuments([text]));
      }),
    );
  });

  test("come in the order of the texts, whatever stands beside them", async () => {
    const texts = ["Boats float.", "Lamps shine.", "", "Boats float."];
    const together = await embedder.embedDocuments(texts);
    expect(together).toEqual(await Promise.all(texts.map((text) => embedder.embedQuery(text))));
    expect(await embedder.embedDocuments([])).toEqual([]);
  });

  test("of texts that share words are alike, the more they share the more", async () => {
    const question = "how are lamps lit at night";
    const [near, partly, far] = await Promise.all([
      likeness(question, "Lamps are lit at night by the keeper."),
      likeness(question, "The keeper sleeps at night."),
      likeness(question, "Oars are made of ash wood."),
    ]);
    expect(near).toBeGreaterThan(partly);
    expect(partly).toBeGreaterThan(far);
    expect(Math.abs(far)).toBeLessThan(0.2);
  });

  test("do not depend on case, inflection, punctuation or words without a subject", async () => {
    expect(await likeness("The LAMP, connected.", "what lamps connect")).toBeCloseTo(1, 5);
  });

  test.each(["", "   ", "the of and", "?!", "😀"])("of %j, which has no words, have a direction", async (text) => {
    expect(length(await embedder.embedQuery(text))).toBeCloseTo(1, 5);
  });
});
