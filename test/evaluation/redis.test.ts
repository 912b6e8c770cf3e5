import { createClient } from "redis";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { liveRedisUrl } from "../support/redis.ts";
import { runFootnote, temporaryDirectory, writeFiles } from "../support/server.ts";

const lines = (records: object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join("");

/** Indexes and keys of evaluations, others' under way included. */
async function leftBehind(url: string): Promise<string[]> {
  const client = createClient({ url });
  await client.connect();
  try {
    const found = (await client.ft._list()).filter((name) => name.includes("eval-"));
    for await (const keys of client.scanIterator({ MATCH: "*eval-*", COUNT: 1000 })) found.push(...keys);
    return found;
  } finally {
    client.destroy();
  }
}

describe.skipIf(liveRedisUrl === undefined)("npm run eval on a live Redis", () => {
  test("leaves nothing of a BEIR folder's index behind", async () => {
    const url = liveRedisUrl!;
    await using root = await temporaryDirectory();
    await writeFiles(root.path, {
      "corpus.jsonl": lines([{ _id: "1", title: "Keels", text: "The keel of a boat keeps it upright." }]),
      "queries.jsonl": lines([{ _id: "q", text: "what keeps a boat upright" }]),
      "qrels/test.tsv": "query-id\tcorpus-id\tscore\nq\t1\t1\n",
    });
    const before = new Set(await leftBehind(url));

    await using command = runFootnote(["eval", root.path, "--json"], { REDIS_URL: url, DATA_DIR: join(root.path) });
    expect(await command.exited).toBe(0);

    expect(JSON.parse(command.output.stdout)).toMatchObject({ questions: 1, failures: [] });
    // What another evaluation has there meanwhile goes as well.
    const since = async () => (await leftBehind(url)).filter((name) => !before.has(name));
    await vi.waitFor(async () => expect(await since()).toEqual([]), { timeout: 20_000, interval: 500 });
  });
});
