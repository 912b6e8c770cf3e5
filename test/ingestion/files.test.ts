import { chmod, mkdir, rename, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ConfigurationError } from "../../src/errors.ts";
import type { CorpusFile } from "../../src/ingestion/corpus.ts";
import { directoryCorpus } from "../../src/runtime/node/disk.ts";
import { corpusUnderTest, documentOn } from "../support/corpus.ts";
import { failure } from "../support/failure.ts";

const files = {
  "harbour/boats.md": documentOn("Boats", ["keels", "oars"]),
  "lamps.md": documentOn("Lamps", ["wicks"]),
  "notes.txt": "Notes.",
};
const latin1 = Uint8Array.of(0x63, 0x61, 0x66, 0xe9);

describe("a file that cannot be ingested", () => {
  test("is reported by name and reason, and the rest goes on", async () => {
    await using corpus = await corpusUnderTest(
      {
        ...files,
        "broken.md": "---\ntitle: [\n---\nText.",
        "large.md": "a".repeat(5000),
        "photo.png": "png",
        "a/README": "none",
        "z.md": "Last.",
      },
      { MAX_FILE_BYTES: "4000" },
    );
    await writeFile(join(corpus.directory, "latin.txt"), latin1);
    const { report } = await corpus.ingest();

    expect(report.documents).toMatchObject({ added: 4, failed: 5 });
    expect(report.failures).toEqual([
      { source: "a/README", reason: expect.stringMatching(/^is of none of the formats that Footnote reads: /) },
      { source: "broken.md", reason: expect.stringMatching(/^has front matter that is not valid YAML/) },
      { source: "large.md", reason: "is too large: 5000 bytes, and MAX_FILE_BYTES allows 4000" },
      { source: "latin.txt", reason: "is not UTF-8 text; convert it to UTF-8" },
      { source: "photo.png", reason: expect.stringMatching(/^is of none of the formats that Footnote reads: /) },
    ]);
    expect(corpus.contents().documents.map(({ source }) => source)).toEqual(["harbour/boats.md", "lamps.md", "notes.txt", "z.md"]);
  });

  test.each<[how: string, spoil: (path: string) => Promise<void>]>([
    ["is no longer UTF-8", (path) => writeFile(path, latin1)],
    ["has grown too large", (path) => truncate(path, 5_000_000)],
    ["has front matter that broke", (path) => writeFile(path, "---\ntitle: [\n---\nText.")],
  ])("because it %s keeps its old chunks until it can be read again", async (_, spoil) => {
    await using corpus = await corpusUnderTest(files);
    await corpus.ingest();
    const before = corpus.contents();
    await spoil(join(corpus.directory, "harbour/boats.md"));
    const { report } = await corpus.ingest();
    expect(report.failures).toEqual([{ source: "harbour/boats.md", reason: expect.any(String) }]);
    expect(report).toMatchObject({ documents: { unchanged: 2, deleted: 0 }, chunks: { added: 0, updated: 0, deleted: 0 } });
    expect(corpus.contents()).toEqual(before);

    await corpus.write(files);
    const { report: repaired, embedded } = await corpus.ingest();
    expect(repaired.documents).toMatchObject({ unchanged: 3, failed: 0 });
    expect(embedded).toEqual([]);
  });

  test("because reading it fails keeps its old chunks", async () => {
    await using corpus = await corpusUnderTest(files);
    await corpus.ingest();
    const before = corpus.contents();
    const { report } = await corpus.ingest({
      corpus: (readable) => ({
        ...readable,
        async *files() {
          for await (const file of readable.files()) {
            yield file.source === "lamps.md" ? { ...file, read: () => Promise.reject(new Error("EIO: i/o error, read")) } : file;
          }
        },
      }),
    });
    expect(report.failures).toEqual([{ source: "lamps.md", reason: "cannot be read: EIO: i/o error, read" }]);
    expect(corpus.contents()).toEqual(before);
  });

  test("because it vanished since it was listed is reported, and the rest goes on", async () => {
    await using corpus = await corpusUnderTest(files);
    const listed: CorpusFile[] = [];
    for await (const file of (await directoryCorpus(corpus.directory, corpus.config)).files()) {
      if (listed.length === 0) await rm(join(corpus.directory, "lamps.md"));
      listed.push(file);
    }
    expect(listed).toEqual([
      { source: "harbour/boats.md", size: expect.any(Number), read: expect.any(Function) },
      { source: "lamps.md", refused: expect.stringMatching(/^cannot be read: ENOENT/) },
      { source: "notes.txt", size: expect.any(Number), read: expect.any(Function) },
    ]);
  });

  // The superuser may read everything.
  test.skipIf(process.getuid?.() === 0)("because its folder cannot be read keeps its old chunks (run as an ordinary user)", async () => {
    await using corpus = await corpusUnderTest(files);
    await corpus.ingest();
    const before = corpus.contents();
    for (const [mode, failed] of [
      [0o000, "harbour"],
      [0o444, "harbour/boats.md"],
    ] as const) {
      await chmod(join(corpus.directory, "harbour"), mode);
      const { report } = await corpus.ingest();
      await chmod(join(corpus.directory, "harbour"), 0o755);
      expect(report.failures).toEqual([{ source: failed, reason: expect.stringMatching(/^cannot be read: EACCES/) }]);
      expect(corpus.contents()).toEqual(before);
    }
  });
});

describe("what is left alone", () => {
  test("are dotfiles, symbolic links and empty files, without a word", async () => {
    await using corpus = await corpusUnderTest({
      "kept.md": "Kept.",
      ".hidden.md": "No.",
      ".git/config.md": "No.",
      "a/.b/c.md": "No.",
      "empty.md": "",
    });
    await using elsewhere = await corpusUnderTest({ "outside.md": "No." });
    await symlink(join(corpus.directory, "kept.md"), join(corpus.directory, "linked.md"));
    await symlink(elsewhere.directory, join(corpus.directory, "linked"));
    await symlink(join(corpus.directory, "nowhere.md"), join(corpus.directory, "dangling.md"));
    await mkdir(join(corpus.directory, "folder.md"));
    const { report } = await corpus.ingest();

    expect(report.failures).toEqual([]);
    expect(corpus.contents().documents.map(({ source }) => source)).toEqual(["kept.md"]);
  });

  test.each<[what: string, replace: (path: string, elsewhere: string) => Promise<void>]>([
    ["a dotfile", (path) => rename(path, join(path, "../.lamps.md"))],
    ["a symbolic link", (path, elsewhere) => rm(path).then(() => symlink(join(elsewhere, "lamps.md"), path))],
    ["a folder", (path) => rm(path).then(() => mkdir(path))],
  ])("is deleted from the index when a file becomes %s", async (_, replace) => {
    await using corpus = await corpusUnderTest(files);
    await using elsewhere = await corpusUnderTest(files);
    await corpus.ingest();
    await replace(join(corpus.directory, "lamps.md"), elsewhere.directory);
    const { report } = await corpus.ingest();
    expect(report.documents).toMatchObject({ unchanged: 2, deleted: 1, failed: 0 });
    expect(corpus.contents().documents.map(({ source }) => source)).toEqual(["harbour/boats.md", "notes.txt"]);
  });

  test("is deleted from the index when its folder becomes a symbolic link", async () => {
    await using corpus = await corpusUnderTest(files);
    await corpus.ingest();
    await rename(join(corpus.directory, "harbour"), join(corpus.root, "moved"));
    await symlink(join(corpus.root, "moved"), join(corpus.directory, "harbour"));
    const { report } = await corpus.ingest();
    expect(report.documents).toMatchObject({ unchanged: 2, deleted: 1, failed: 0 });
  });
});

describe("the corpus directory", () => {
  test("may be a symbolic link itself, and is the same origin by either path", async () => {
    await using corpus = await corpusUnderTest(files);
    const link = join(corpus.root, "link");
    await symlink(corpus.directory, link);
    await corpus.ingest();
    const { report } = await corpus.ingest({ directory: `${link}/` });
    expect(report.documents).toMatchObject({ unchanged: 3, failed: 0 });
  });

  test("names files in a fixed order, with slashes, whatever their signs", async () => {
    await using corpus = await corpusUnderTest({ "b.md": "b", "a/z.md": "z", "B.md": "B", "a b/ü ?#%.md": "ü", "a/東京.txt": "t" });
    const { report } = await corpus.ingest();
    expect(report.documents).toMatchObject({ added: 5, failed: 0 });
    const sources: string[] = [];
    for await (const { source } of (await directoryCorpus(corpus.directory, corpus.config)).files()) sources.push(source);
    expect(sources).toEqual(["B.md", "a/z.md", "a/東京.txt", "a b/ü ?#%.md", "b.md"]);
  });

  test.each(["missing", "notes.txt"])("that is none (%s) is refused by name", async (path) => {
    await using corpus = await corpusUnderTest(files);
    const refusal = await failure(corpus.ingest({ directory: join(corpus.directory, path) }));
    expect(refusal).toBeInstanceOf(ConfigurationError);
    expect(String(refusal)).toContain(JSON.stringify(join(corpus.directory, path)));
  });
});
