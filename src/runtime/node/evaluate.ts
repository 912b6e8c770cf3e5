import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";
import { ConfigurationError } from "../../errors.ts";
import { type Baseline, baselineOf, compare, type Comparison, parseBaseline, printBaseline } from "../../evaluation/baseline.ts";
import { describeComparison } from "../../evaluation/describe-comparison.ts";
import { evaluate } from "../../evaluation/evaluate.ts";
import { htmlReport } from "../../evaluation/html/page.ts";
import { usualK } from "../../evaluation/measures.ts";
import { type Report, reportOn } from "../../evaluation/report.ts";
import { describeReport } from "../../evaluation/table.ts";
import { retrievalModes } from "../../retrieve.ts";
import { misused, readArguments, typedCount, type Usage } from "./arguments.ts";
import type { NodeContext } from "./context.ts";
import { withSystem } from "./evaluated-system.ts";
import { assertWritable } from "./output-file.ts";
import { readQuestionSet } from "./question-set.ts";

export const evaluateUsage: Usage = [
  `npm run eval -- [question set] [--mode ${retrievalModes.join("|")}] [--k number] [--url http://…] ` +
    "[--baseline file] [--save-baseline file] [--html report.html] [--json]",
];

const optionsSchema = z.object({
  path: z.string().default("eval/golden.jsonl"),
  mode: z.enum(retrievalModes).default("hybrid"),
  k: typedCount.optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  baseline: z.string().optional(),
  "save-baseline": z.string().optional(),
  html: z.string().optional(),
  json: z.boolean().default(false),
});
type Options = z.infer<typeof optionsSchema> & { k: number };

/** Milliseconds between lines of progress. */
const progressEvery = 5000;

/** `eval` on the command line. @returns the exit code: 1 when a metric has fallen below the baseline */
export async function evaluateCommand(context: NodeContext, args: string[], signal: AbortSignal): Promise<number> {
  const given = parseOptions(args);
  await assertWritable("--html", given.html);
  await assertWritable("--save-baseline", given["save-baseline"]);
  const loaded = await readQuestionSet(given.path, context.config);
  const options = { ...given, k: given.k ?? usualK[loaded.set.kind] };
  const conditions = { kind: loaded.set.kind, mode: options.mode, k: options.k };
  const baseline =
    options.baseline === undefined ? undefined : parseBaseline(await readJson(options.baseline), conditions, options.baseline);

  const outcomes = await withSystem(context, loaded, options, signal, (system) =>
    evaluate(loaded.set, system, { concurrency: concurrencyOf(context, options), signal, onProgress: questionProgress(context.now) }),
  );
  const report = reportOn(loaded.set, outcomes, options.mode, options.k);
  const comparisons = baseline && compare(outcomes, baseline);
  await write(report, comparisons, baselineOf(loaded.set.name, conditions, outcomes), options);
  return comparisons?.some(({ fallen }) => fallen) ? 1 : 0;
}

/** A network model, or a server, works on several questions at once; in this process, they would only wait for each other. */
export function concurrencyOf({ config, model }: NodeContext, { url }: { url?: string | undefined }): number {
  return url !== undefined || config.embedding.provider !== "lexical" || model.name !== "extractive" ? 4 : 1;
}

async function write(report: Report, comparisons: Comparison[] | undefined, baseline: Baseline, options: Options): Promise<void> {
  const { json, html } = options;
  const described = [describeReport(report), ...(comparisons ? [describeComparison(comparisons)] : [])].join("\n\n");
  process.stdout.write(`${json ? JSON.stringify({ ...report, ...(comparisons && { comparisons }) }, null, 2) : described}\n`);
  if (html !== undefined) await writeFile(html, htmlReport(report, comparisons));
  const saved = options["save-baseline"];
  if (saved !== undefined) await writeFile(saved, printBaseline(baseline));
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new ConfigurationError([`There is no baseline ${JSON.stringify(file)}. Write one with --save-baseline.`]);
  });
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function questionProgress(now: () => number): (done: number, total: number) => void {
  let last = now();
  return (done, total) => {
    if (now() - last < progressEvery) return;
    last = now();
    process.stderr.write(`${done}/${total} questions\n`);
  };
}

function parseOptions(args: string[]) {
  const text = { type: "string" } as const;
  const accepted = {
    mode: text,
    k: text,
    url: text,
    baseline: text,
    "save-baseline": text,
    html: text,
    json: { type: "boolean" },
  } as const;
  const { values, positionals } = readArguments({ args, allowPositionals: true, options: accepted }, evaluateUsage);
  const options = optionsSchema.safeParse({ ...values, path: positionals[0] });
  const surplus = positionals.length > 1 ? ["eval takes one question set"] : [];
  if (options.success && surplus.length === 0) return options.data;
  const problems = options.error?.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`) ?? [];
  throw misused([...surplus, ...problems], evaluateUsage);
}
