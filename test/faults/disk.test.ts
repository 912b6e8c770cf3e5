import { afterAll, beforeAll, expect, test } from "vitest";
import { manyDocuments } from "../support/corpus.ts";
import { ask, ingestedDocuments } from "../support/faults.ts";
import { runFootnote, startServer, writeFiles } from "../support/server.ts";

let documents: Awaited<ReturnType<typeof ingestedDocuments>>;
beforeAll(async () => {
  documents = await ingestedDocuments();
  await writeFiles(`${documents.directory}/corpus`, manyDocuments(120));
}, 60_000);
afterAll(() => documents[Symbol.asyncDispose]());

/** No file may grow beyond it, which a process meets as it does a disk that is full. */
const limit = { fileKilobytes: 1024 };

test.skipIf(process.platform === "win32")(
  "a disk that cannot be written on stops an ingestion with the remedy; what is stored stays right and can be gone on with",
  { timeout: 120_000 },
  async () => {
    await using server = await startServer(documents.variables);
    await using full = runFootnote(["ingest"], documents.variables, limit);

    expect(await full.exited).toBe(1);
    expect(full.output.stderr).toMatch(/SQLite failed: .*DATA_DIR/);
    expect(full.output.stderr).not.toMatch(/^ +at /m);
    expect(await ask(server.url)).toMatchObject({ status: 200, right: true });
    expect(await ask(server.url, "/search")).toMatchObject({ status: 200, right: true });

    await using again = runFootnote(["ingest", "--json"], documents.variables);
    expect(await again.exited).toBe(0);
    await using check = runFootnote(["ingest", "--json"], documents.variables);
    expect(await check.exited).toBe(0);
    expect(JSON.parse(check.output.stdout)).toMatchObject({ documents: { unchanged: 123, added: 0, changed: 0 }, embedded: { chunks: 0 } });
    expect(await ask(server.url)).toMatchObject({ status: 200, right: true });
  },
);
