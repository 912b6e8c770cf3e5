import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { QuestionSet } from "../../evaluation/question.ts";
import { beirCorpus, beirFiles, beirQuestions } from "../../evaluation/read/beir.ts";
import { goldenQuestions } from "../../evaluation/read/golden.ts";
import { isSpanRecord, spanFiles, spanQuestions } from "../../evaluation/read/spans.ts";
import { ConfigurationError } from "../../errors.ts";
import type { Corpus } from "../../ingestion/corpus.ts";
import { type CorpusSettings, directoryCorpus } from "./disk.ts";

/** Questions, and the documents that they are about if these come with them. */
export type LoadedSet = { set: QuestionSet; corpus?: Corpus };

/** Reads a question set, whose kind is told by what is there. @throws ConfigurationError */
export async function readQuestionSet(path: string, settings: CorpusSettings): Promise<LoadedSet> {
  const status = await stat(path).catch(() => undefined);
  if (status?.isFile()) {
    const text = await readFile(path, "utf8");
    if (isSpanRecord(text)) return readSpans(path, text, settings);
    return { set: { name: basename(path), kind: "golden", questions: goldenQuestions(text, basename(path)) } };
  }
  const questions = join(path, spanFiles.questions);
  if (existsSync(questions)) return readSpans(questions, await readFile(questions, "utf8"), settings);
  if (existsSync(join(path, beirFiles.corpus))) return readBeir(path);
  throw new ConfigurationError([
    `There is no question set at ${JSON.stringify(path)}: neither a golden JSONL file, nor a folder with ${spanFiles.questions} and ` +
      `${spanFiles.corpus}/, nor one with ${Object.values(beirFiles).join(", ")}/*.tsv.`,
  ]);
}

async function readSpans(file: string, text: string, settings: CorpusSettings): Promise<LoadedSet> {
  const folder = dirname(resolve(file));
  const corpus = await directoryCorpus(join(folder, spanFiles.corpus), settings);
  const texts = new Map<string, string>();
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  for await (const found of corpus.files()) if ("read" in found) texts.set(found.source, decoder.decode(await found.read()));
  return { set: { name: basename(folder), kind: "spans", questions: spanQuestions(text, spanFiles.questions, texts) }, corpus };
}

async function readBeir(folder: string): Promise<LoadedSet> {
  const read = (name: string) => readFile(join(folder, name), "utf8");
  const judgements = await judgementsFile(folder);
  const questions = beirQuestions(await read(beirFiles.queries), await read(judgements), judgements);
  const corpus = beirCorpus(resolve(folder), await read(beirFiles.corpus));
  return { set: { name: basename(resolve(folder)), kind: "beir", questions }, corpus };
}

/** The test split, else the first that there is. */
async function judgementsFile(folder: string): Promise<string> {
  const names = await readdir(join(folder, beirFiles.judgements)).catch(() => []);
  const tables = names.filter((name) => name.endsWith(".tsv")).toSorted();
  const name = tables.find((table) => table === "test.tsv") ?? tables[0];
  if (name === undefined) throw new ConfigurationError([`${join(folder, beirFiles.judgements)} holds no .tsv file with judgements.`]);
  return join(beirFiles.judgements, name);
}
