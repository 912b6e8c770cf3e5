import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import type { Keyring } from "../../src/access/keyring.ts";
import { createEmbedder } from "../../src/embeddings/index.ts";
import type { Corpus } from "../../src/ingestion/corpus.ts";
import { parseFile } from "../../src/ingestion/parse.ts";
import { withRecords } from "../../src/ingestion/records/corpus.ts";
import { runIngestion } from "../../src/ingestion/run.ts";
import { createContext } from "../../src/runtime/node/context.ts";
import { ingestionOverHttp } from "../../src/runtime/node/ingestion-over-http.ts";
import { createNodeApp } from "../../src/runtime/node/serve.ts";
import type { Bench } from "../measurement.ts";
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
  const figures = await answersMeanwhile(workspace, signal);
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
const putter = fileURLToPath(import.meta.resolve("../put.ts"));
/** Nobody but the bench knows of the server. */
const everyoneMay: Keyring = { callerOf: async () => ({ key: undefined, scopes: ["admin"], visible: "all" }) };
/** As many as it takes to meet every part of an ingestion: reading, writing, and deleting what was there before. */
const asked = { count: 2000, warmUp: 50 };

/** A PDF of 500 pages, another one for each seed. */
const largePdf = (seed: number) => pdfOf(generatedMarkdown(2000, seededRandom(seed)).split("\n\n"));

/**
 * POST /ask, one after the other, of a process that ingests PDFs of 500 pages one after the other, by itself and over HTTP; and of the
 * same process when it is idle.
 */
async function answersMeanwhile({ config, directory, environment }: Workspace, signal: AbortSignal) {
  const context = await createContext(config);
  // Made before anything is measured: making one takes as long as reading it, in the thread that answers.
  const pdfs = [2, 3].map(largePdf);
  const ingest = (source: string, bytes: Uint8Array<ArrayBuffer>, stop: AbortSignal) => {
    const corpus = corpusOf(source, bytes);
    return runIngestion({ ...context, createEmbedder, corpus, signal: stop, allowDelete: true, onWait: () => {} });
  };
  await ingest("first.pdf", largePdf(1), signal);
  const ingesting = ingestionOverHttp(context);
  const server = serve({ fetch: createNodeApp(context, { ingesting, keyring: everyoneMay }).fetch, hostname: "127.0.0.1", port: 0 });
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const options = { directory, environment, signal };
  const ask = async () => JSON.parse(await runScript(asker, [JSON.stringify({ ...asked, url })], options)) as number[];
  const askDuring = async (work: (stop: AbortSignal) => Promise<void>) => {
    const done = new AbortController();
    const working = work(AbortSignal.any([signal, done.signal])).catch((error: unknown) => {
      if (!done.signal.aborted) throw error;
    });
    try {
      return percentile(await ask(), 0.99);
    } finally {
      done.abort();
      await working;
    }
  };
  try {
    const idle = percentile(await ask(), 0.99);
    const during = (what: string, value: number) =>
      figure({
        what: `p99 of POST /ask while a PDF of 500 pages is ${what}`,
        value,
        unit: "ms",
        floor: { what: "the same while it is idle", value: idle },
        target: { of: "value", most: Math.round(Math.max(50, 3 * idle)) },
      });
    const byItself = await askDuring(async (stop) => {
      for (let round = 0; !stop.aborted; round++) await ingest("second.pdf", pdfs[round % pdfs.length]!, stop);
    });
    const files = await Promise.all(
      pdfs.map(async (bytes, number) => {
        const file = join(directory, `${number}.pdf`);
        await writeFile(file, bytes);
        return file;
      }),
    );
    const overHttp = await askDuring(async (stop) => {
      await runScript(putter, [JSON.stringify({ url, files })], { ...options, signal: stop });
    });
    return [during("ingested in the same process", byItself), during("sent to it over HTTP", overHttp)];
  } finally {
    server.close();
    await ingesting.close();
    await context.store.close();
  }
}
