import type { Config } from "../../config.ts";
import { createEmbedder } from "../../embeddings/index.ts";
import { ConfigurationError } from "../../errors.ts";
import { longestCategory } from "../../ingestion/categories.ts";
import type { IngestionReport } from "../../ingestion/report.ts";
import { runIngestion } from "../../ingestion/run.ts";
import { misused, readArguments, type Usage } from "./arguments.ts";
import type { NodeContext } from "./context.ts";
import { directoryCorpus } from "./disk.ts";
import { describePlan, planDirectory } from "./plan.ts";
import { describeReport, showProgress } from "./progress.ts";

/** Exit code of a run that finished, but could not read every file. */
const someFailed = 2;
/** Of a plan that a run would refuse. */
const refused = 1;

export const ingestUsage: Usage = ["npm run ingest -- [directory] [--category name] [--allow-delete] [--plan] [--json]"];

/** `ingest` on the command line. @returns the exit code */
export async function ingestCommand(context: NodeContext, args: string[], signal: AbortSignal): Promise<number> {
  const flag = { type: "boolean" } as const;
  const accepted = { category: { type: "string" }, "allow-delete": flag, plan: flag, json: flag } as const;
  const { values, positionals } = readArguments({ args, allowPositionals: true, options: accepted }, ingestUsage);
  const { category } = values;
  if (positionals.length > 1) throw misused([`ingest takes one directory, not ${positionals.length}.`], ingestUsage);
  if (category !== undefined && (category.trim() === "" || category.length > longestCategory)) {
    throw new ConfigurationError([
      `--category is ${JSON.stringify(category)}; allowed: 1 to ${longestCategory} characters, not all blank.`,
    ]);
  }
  const directory = positionals[0] ?? context.config.corpusDirectory;
  const options = { defaultCategory: category?.normalize("NFC"), allowDelete: values["allow-delete"] };
  const print = (value: object, described: string) => process.stdout.write(`${values.json ? JSON.stringify(value, null, 2) : described}\n`);
  if (values.plan) {
    const plan = await planDirectory(context, directory, signal, options);
    print(plan, describePlan(plan, context));
    if (plan.refused) return refused;
    return plan.documents.failed > 0 ? someFailed : 0;
  }
  const report = await ingestDirectory(context, directory, signal, options);
  print(report, describeReport(report));
  return report.documents.failed > 0 ? someFailed : 0;
}

/** Ingests a directory and shows the progress on standard error. */
export async function ingestDirectory(
  { config, store, parseFile, throttle, prices, now }: NodeContext,
  directory: string,
  signal: AbortSignal,
  options: { defaultCategory?: string | undefined; allowDelete?: boolean | undefined } = {},
): Promise<IngestionReport> {
  const corpus = await directoryCorpus(directory, config);
  const { onProgress, onFailure, end } = showProgress(process.stderr, now);
  const onWait = () => void process.stderr.write("Another ingestion is running; waiting until it has ended.\n");
  try {
    const embedderFor = (wanted: Config) => createEmbedder(wanted, { throttle, onFailure });
    return await runIngestion({
      config,
      store,
      createEmbedder: embedderFor,
      prices,
      corpus,
      parseFile,
      signal,
      now,
      onProgress,
      onWait,
      ...options,
    });
  } finally {
    end();
  }
}
