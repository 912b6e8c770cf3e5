import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Bench } from "../measurement.ts";
import { dimensions, generatedFiles } from "../data.ts";
import { figure } from "../figure.ts";
import { runIngest } from "../processes.ts";
import type { IngestionReport } from "../../src/ingestion/report.ts";

const chunks = 100_000;

/** `ingest` on the command line, as a user runs it, on generated files. */
export async function measureMemory({ workspace: open, signal }: Bench) {
  await using workspace = await open("memory");
  const { directory, environment } = workspace;
  const corpus = join(directory, "corpus");
  for (const { source, text } of generatedFiles(chunks, 7)) {
    signal.throwIfAborted();
    const path = join(corpus, source);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  const peak = join(directory, "peak-memory");
  const preload = import.meta.resolve("../peak-memory.ts");
  const options = { directory, environment: { ...environment, PEAK_MEMORY_FILE: peak }, signal };
  const ingest = async (): Promise<{ report: IngestionReport; megabytes: number }> => {
    const report = JSON.parse(await runIngest([corpus, "--json"], preload, options));
    return { report, megabytes: Number(await readFile(peak, "utf8")) };
  };
  const { report, megabytes } = await ingest();
  const again = await ingest();
  return [
    figure({
      what: `peak memory of npm run ingest, ${report.chunks.added.toLocaleString("en")} chunks × ${dimensions}, the ingesting process`,
      value: megabytes,
      unit: "MB",
      target: { of: "value", most: 400 },
    }),
    figure({
      what: `the same when it is run again, ${again.report.embedded.chunks} chunks embedded`,
      value: again.megabytes,
      unit: "MB",
      target: { of: "value", most: 400 },
    }),
    figure({
      what: "the first run, files, chunking and lexical embedding included",
      value: (report.chunks.added / report.durationMs) * 1000,
      unit: "chunks/s",
    }),
  ];
}
