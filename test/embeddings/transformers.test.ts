import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseConfig } from "../../src/config.ts";
import { createEmbedder } from "../../src/embeddings/index.ts";
import { ConfigurationError } from "../../src/errors.ts";
import { corpusUnderTest } from "../support/corpus.ts";
import { failure } from "../support/failure.ts";
import { installed } from "../support/installed.ts";
import { runFootnote, temporaryDirectory, type Variables } from "../support/server.ts";
import { writeTinyModel } from "../support/tiny-model.ts";

const present = await installed("@huggingface/transformers");

test.skipIf(present)("without its package, every command says which to install (skipped where it is)", async () => {
  await using data = await temporaryDirectory();
  await using run = runFootnote(["ingest", "."], { DATA_DIR: data.path, EMBEDDINGS: "transformers" });
  expect(await run.exited).toBe(1);
  expect(run.output).toEqual({
    stdout: "",
    stderr:
      "Footnote cannot run like this:\n" +
      '  - EMBEDDINGS is "transformers", which needs packages that are not installed. Run: npm install @huggingface/transformers\n',
  });
});

describe.skipIf(!present)("a model in this process (npm install @huggingface/transformers to run)", () => {
  const words = ["one", "two", "fish", "bird", "swims", "flies", "."];
  let models: Awaited<ReturnType<typeof temporaryDirectory>>;
  let width: number;
  beforeAll(async () => {
    models = await temporaryDirectory();
    width = await writeTinyModel(models.path, "tiny/words", words);
  });
  afterAll(() => models[Symbol.asyncDispose]());
  const local = (variables: Variables = {}) => ({
    EMBEDDINGS: "transformers",
    EMBEDDING_MODEL: "tiny/words",
    EMBEDDING_MODEL_DIR: models.path,
    EMBEDDING_DIMENSIONS: "",
    ...variables,
  });
  const embedder = (variables: Variables = {}) => createEmbedder(parseConfig(local(variables)));

  /** The normalised mean of the words' vectors. */
  const expected = (...held: string[]) => {
    const vector = Array.from({ length: width }, () => 0);
    for (const word of held) vector[width - words.length + words.indexOf(word)]! += 1;
    const length = Math.hypot(...vector);
    return vector.map((value) => expect.closeTo(value / length, 5));
  };

  test("gives the normalised mean of a text's tokens, whatever is embedded beside it", async () => {
    const texts = ["One fish", "two two fish swims .", "bird"];
    const embeddings = await embedder({ EMBEDDING_BATCH_SIZE: "2" }).embedDocuments(texts);
    expect(embeddings.map((embedding) => [...embedding])).toEqual([
      expected("one", "fish"),
      expected("two", "two", "fish", "swims", "."),
      expected("bird"),
    ]);
    expect(embeddings.every((embedding) => embedding instanceof Float32Array)).toBe(true);
    expect([...(await embedder().embedQuery("One fish"))]).toEqual(expected("one", "fish"));
  });

  test("makes an index", async () => {
    await using corpus = await corpusUnderTest({ "fish.txt": "One fish swims.", "bird.txt": "One bird flies." }, local());
    const { report } = await corpus.ingest();
    expect(report.embedded.chunks).toBe(2);
    expect(corpus.contents().chunks.map(({ embedding }) => embedding.length)).toEqual([width * 8, width * 8]);
  });

  test("that is not there is named, with where it was looked for", async () => {
    const error = await failure(embedder({ EMBEDDING_MODEL: "tiny/none" }).embedQuery("one"));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error).toHaveProperty(
      "message",
      expect.stringContaining(`EMBEDDING_MODEL is "tiny/none", which cannot be loaded from ${models.path}`),
    );
  });

  const real = process.env.MINILM_DIR;
  test.skipIf(real === undefined)(
    "of sentence-transformers has 384 dimensions, and knows what is alike (set MINILM_DIR to run)",
    async () => {
      const minilm = embedder({ EMBEDDING_MODEL: "Xenova/all-MiniLM-L6-v2", EMBEDDING_MODEL_DIR: real! });
      const [cat, kitten, tax] = await minilm.embedDocuments(["The cat sleeps.", "A kitten naps.", "Taxes are due in May."]);
      const product = (one: Float32Array, other: Float32Array) => one.reduce((sum, value, index) => sum + value * other[index]!, 0);
      expect(cat).toHaveLength(384);
      expect(product(cat!, kitten!)).toBeGreaterThan(product(cat!, tax!) + 0.2);
    },
  );
});
