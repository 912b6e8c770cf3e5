import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { createEmbedder } from "../../src/embeddings/index.ts";
import type { Corpus } from "../../src/ingestion/corpus.ts";
import { parseFile } from "../../src/ingestion/parse.ts";
import { withRecords } from "../../src/ingestion/records/corpus.ts";
import { runIngestion } from "../../src/ingestion/run.ts";
import { createContext } from "../../src/runtime/node/context.ts";
import { createNodeApp } from "../../src/runtime/node/serve.ts";
import type { Bench } from "../bench.ts";
import { generatedMarkdown, limits, seededRandom } from "../data.ts";
import { figure } from "../figure.ts";
import { type ParsedFile, parsedFiles, pdfOf } from "../parsed-files.ts";
import { runScript } from "../processes.ts";
import { elapsed, median, percentile, sideBySide } from "../statistics.ts";
import type { Workspace } from "../workspace.ts";

const sections = 1500;
const rounds = 5;

/** How fast files become chunks, by format; and that requests do not wait for it. */
export async function measureParsing({ workspace: open, engine, signal }: Bench) {
  await using workspace = await open("parsing");
  const figures = [await answersMeanwhile(workspace, signal)];
  // No store has a part in the rest.
  if (engine.store === "Redis") return figures;
  for (const parsed of parsedFiles(sections)) {
    const text = await textBytes(parsed);
    const perSecond = (milliseconds: number) => text / 1000 / milliseconds;
    const rates = await sideBySide(
      rounds,
      async () => perSecond(await elapsed(() => parseAll(parsed, () => {}))),
      async () => perSecond(await elapsed(parsed.alone)),
      signal,
    );
    figures.push(
      figure({
        what: `.${parsed.format} to chunks, megabytes of text`,
        value: median(rates.measured),
        unit: "MB/s",
        floor: { what: `${parsed.library} alone`, value: median(rates.floor) },
      }),
    );
  }
  return figures;
}

/** A file, or each of its records, cut into chunks. */
async function parseAll({ file }: ParsedFile, onText: (text: string) => void): Promise<void> {
  const corpus = corpusOf(file.source, file.bytes);
  for await (const found of withRecords(corpus, { text: ["text"], title: ["title"], category: "category", id: "id" }, 1e6).files()) {
    const given = "extracted" in found ? found : file;
    onText((await parseFile(given, { limits, maxTextBytes: Infinity })).document.text);
  }
}

async function textBytes(parsed: ParsedFile): Promise<number> {
  let bytes = 0;
  await parseAll(parsed, (text) => (bytes += Buffer.byteLength(text)));
  return bytes;
}

const corpusOf = (source: string, bytes: Uint8Array<ArrayBuffer>): Corpus => ({
  origin: "bench",
  async *files() {
    yield { source, read: async () => bytes };
  },
  has: async () => true,
});

const asker = fileURLToPath(import.meta.resolve("../ask.ts"));
const asked = { count: 400, warmUp: 50 };

/** POST /ask, one after the other, of a process that ingests a PDF of 500 pages over and over; and of the same process when it is idle. */
async function answersMeanwhile({ config, directory, environment }: Workspace, signal: AbortSignal) {
  const context = await createContext(config);
  const ingest = (source: string, seed: number, stop: AbortSignal) => {
    const pages = pdfOf(generatedMarkdown(2000, seededRandom(seed)).split("\n\n"));
    return runIngestion({ ...context, createEmbedder, corpus: corpusOf(source, pages), signal: stop, allowDelete: true, onWait: () => {} });
  };
  await ingest("first.pdf", 1, signal);
  const server = serve({ fetch: createNodeApp(context).fetch, hostname: "127.0.0.1", port: 0 });
  await once(server, "listening");
  const args = [JSON.stringify({ ...asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })];
  const ask = async () => JSON.parse(await runScript(asker, args, { directory, environment, signal })) as number[];
  try {
    const idle = percentile(await ask(), 0.99);
    const done = new AbortController();
    const ingesting = (async () => {
      for (let seed = 2; !done.signal.aborted; seed++) await ingest("second.pdf", seed, AbortSignal.any([signal, done.signal]));
    })().catch((error: unknown) => {
      if (!done.signal.aborted) throw error;
    });
    const busy = percentile(await ask(), 0.99);
    done.abort();
    await ingesting;
    return figure({
      what: "p99 of POST /ask while a PDF of 500 pages is ingested in the same process",
      value: busy,
      unit: "ms",
      floor: { what: "the same while it is idle", value: idle },
      target: { of: "value", most: Math.round(Math.max(50, 3 * idle)) },
    });
  } finally {
    server.close();
    await context.store.close();
  }
}
