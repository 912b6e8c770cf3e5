import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CorpusUnderTest, corpusUnderTest, documentOn, forgetLayouts } from "../support/corpus.ts";
import { type OpenaiServer, startOpenaiServer } from "../support/openai-server.ts";
import { runFootnote, writeFiles } from "../support/server.ts";

const subjects = Array.from({ length: 40 }, (_, number) => `subject${number}`);
const files = Object.fromEntries(subjects.map((subject) => [`${subject}.md`, documentOn(subject, [`keel of ${subject}`])]));
const golden = subjects.map((subject) =>
  JSON.stringify({ user_input: `Is the keel of ${subject} open at night?`, reference: "It is.", reference_context_ids: [`${subject}.md`] }),
);

let upstream: OpenaiServer;
let corpus: CorpusUnderTest;
beforeAll(async () => {
  upstream = await startOpenaiServer({ dimensions: 64 });
  corpus = await corpusUnderTest(files, { OPENAI_BASE_URL: upstream.url, EMBEDDING_DIMENSIONS: "" });
  await writeFiles(corpus.root, { "golden.jsonl": golden.join("\n") });
  await corpus.ingest();
});
afterAll(async () => {
  await corpus[Symbol.asyncDispose]();
  await upstream.close();
});

async function run(...args: string[]) {
  await using command = runFootnote(["reindex", ...args], {
    DATA_DIR: corpus.data,
    OPENAI_BASE_URL: upstream.url,
    CHAT_MODEL: "extractive",
  });
  const code = await command.exited;
  return { code, ...command.output };
}

describe("npm run reindex", { timeout: 120_000 }, () => {
  test("compares the new index with the live one, keeps the live one when it is better, and switches when told to", async () => {
    const path = join(corpus.root, "golden.jsonl");
    const refused = await run("--dimensions", "1", "--golden", path);
    expect(refused.stdout).toMatch(/^Building footnote-\w{8} behind footnote-\w{8}, SQLite at .*\n {2}EMBEDDING_DIMENSIONS: 64 → 1$/m);
    expect(refused.stdout).toMatch(/golden\.jsonl, 40 questions\. Compared with the live index, question by question/);
    expect(refused.stdout).toMatch(/MRR +1\.0000 +0\.\d{4} .* fallen/);
    expect(refused.stderr).toMatch(/Fallen below the live index: .*MRR.*The live index stays\..*--allow-worse/);
    expect(refused.code).toBe(1);

    const calls = upstream.embeddings.requests.length;
    const switched = await run("--dimensions", "1", "--golden", path, "--allow-worse", "--json");
    expect(switched.code).toBe(0);
    expect(switched.stderr).toMatch(/Going on with footnote-\w{8}/);
    const report = JSON.parse(switched.stdout);
    expect(report).toMatchObject({
      live: { embedding: { dimensions: 1 } },
      previous: { embedding: { dimensions: 64 } },
      copied: { documents: { added: 0, unchanged: 40 }, embedded: { chunks: 0 } },
    });
    expect(report.comparisons).toContainEqual(expect.objectContaining({ metric: "MRR", fallen: true }));
    // Only questions were embedded again, for either index.
    expect(upstream.embeddings.requests.length - calls).toBe(2 * 40);

    const back = await run("--rollback");
    expect(back.stdout).toMatch(
      /Going back from footnote-\w{8} to footnote-\w{8}\. Since it was live, 0 documents were added, 0 changed and 0 deleted\./,
    );
    expect(back.stdout).toMatch(/Live is now footnote-\w{8} \(openai:text-embedding-3-small, 64 dimensions\)/);
    expect((await run("--prune")).stdout).toMatch(/Removed footnote-\w{8} \(openai:text-embedding-3-small, 1 dimensions\)\.\n$/);
  });

  test("says which documents cannot be cut again, and that ingesting them helps", async () => {
    forgetLayouts(corpus.data);
    expect((await run()).stderr).toMatch(
      /40 documents were ingested by an earlier version.*subject0\.md.* and others\. Ingest them again with `npm run ingest`/,
    );
    await corpus.ingest();
    using database = new DatabaseSync(join(corpus.data, "footnote.sqlite"));
    const { contents } = database.prepare("SELECT contents FROM manifest").get() as { contents: string };
    database.exec(`UPDATE "${JSON.parse(contents).index}/documents" SET hash = NULL WHERE source = 'subject7.md'`);
    expect((await run()).stderr).toMatch(/1 documents are written only in part.*: subject7\.md\. Ingest them again/);
    await corpus.ingest();
    expect(await run()).toMatchObject({ code: 0, stdout: expect.stringMatching(/with the same settings[^]*not evaluated[^]*40 added/) });
  });

  test("replaces the index of another version, which it cannot search to measure it", async () => {
    using database = new DatabaseSync(join(corpus.data, "footnote.sqlite"));
    const { contents } = database.prepare("SELECT contents FROM manifest").get() as { contents: string };
    database.prepare("UPDATE manifest SET contents = ?").run(contents.replaceAll(/structure-\d+/g, "structure-1"));
    const { code, stdout } = await run("--golden", join(corpus.root, "golden.jsonl"));
    expect(stdout).toMatch(
      /not evaluated: the live one was built by another version[^]*Live is now[^]*only the version of Footnote that built it/,
    );
    expect(code).toBe(0);
  });

  test.each([
    [["--rollback", "--prune"], /--rollback and --prune are two commands/],
    [["--rollback", "--dimensions", "32"], /--dimensions: only for building an index/],
    [["--as-it-was"], /--as-it-was: only with --rollback/],
    [["--dimensions", "many"], / - --dimensions is "many"; allowed: a whole number/],
    [
      ["--chunk-tokens", "40", "--chunk-overlap-tokens", "30"],
      /--chunk-overlap-tokens is 30; allowed: at most half of --chunk-tokens \(40\)/,
    ],
    [["--golden", "nowhere"], /There is no question set at "nowhere"/],
    [["--better"], /'--better'/],
  ])("refuses %j", async (args, message) => {
    const { code, stderr } = await run(...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});
