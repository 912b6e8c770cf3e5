import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createReadStream } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { concurrently } from "../src/concurrently.ts";

test.skipIf(process.platform !== "linux")("work that fails leaves no file open that its items came from", async () => {
  const directory = await mkdtemp(join(tmpdir(), "concurrently-"));
  const file = join(directory, "lines.txt");
  await writeFile(file, "line\n".repeat(100_000));
  async function* lines() {
    const input = createReadStream(file);
    try {
      yield* createInterface({ input });
    } finally {
      input.destroy();
    }
  }
  const open = async () => (await readdir("/proc/self/fd")).length;
  const before = await open();
  for (let round = 0; round < 5; round++) {
    const failing = concurrently(lines(), 3, async () => {
      throw new Error("The store is away.");
    });
    await expect(failing).rejects.toThrow("The store is away.");
  }
  await expect.poll(open).toBeLessThanOrEqual(before);
  await rm(directory, { recursive: true });
});
