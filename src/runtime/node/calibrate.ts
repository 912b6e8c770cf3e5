import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { z } from "zod";
import { type Calibration, isFor, parseCalibrations } from "../../answering/calibration.ts";
import { ConfigurationError } from "../../errors.ts";
import { type Aim, fit, type Judged } from "../../evaluation/calibrate.ts";
import { comparePairs, questionPairs } from "../../evaluation/question-pairs.ts";
import { describeCacheCalibration } from "../../evaluation/describe-cache-calibration.ts";
import { describeAim, describeCalibration } from "../../evaluation/describe-calibration.ts";
import { evaluate } from "../../evaluation/evaluate.ts";
import { rightly } from "../../evaluation/failures.ts";
import type { Outcome } from "../../evaluation/outcome.ts";
import { retrievalModes } from "../../retrieve.ts";
import { misused, readArguments, typedCount, typedNumber, type Usage } from "./arguments.ts";
import type { NodeContext } from "./context.ts";
import { concurrencyOf, questionProgress } from "./evaluate.ts";
import { withSystem } from "./evaluated-system.ts";
import { assertWritable } from "./output-file.ts";
import { readQuestionSet } from "./question-set.ts";

export const calibrateUsage: Usage = [
  `npm run calibrate -- [golden file] [--mode ${retrievalModes.join("|")}] [--k number] [--risk share] [--output calibration.json]`,
  "npm run calibrate -- --cache [pairs file] [--risk share]",
];

const typedShare = typedNumber("a number from 0 to 1", (share) => share >= 0 && share <= 1);

const optionsSchema = z.object({
  path: z.string().default("eval/golden.jsonl"),
  mode: z.enum(retrievalModes).default("hybrid"),
  k: typedCount.default(6),
  risk: typedShare.optional(),
  output: z.string().optional(),
  cache: z.literal(false).default(false),
});
const cacheOptionsSchema = z.strictObject({
  path: z.string().default("eval/question-pairs.jsonl"),
  risk: typedShare.default(0),
  cache: z.literal(true),
});

/**
 * `calibrate` on the command line: fits the evidence below which questions are declined, or how near two questions have to be to be
 * answered alike. @returns the exit code
 */
export async function calibrateCommand(context: NodeContext, args: string[], signal: AbortSignal): Promise<number> {
  const options = parseOptions(args);
  if (options.cache) return calibrateCache(context, options.path, options.risk, signal);
  const { path, mode, k, risk, output } = options;
  await assertWritable("--output", output);
  const kept = output === undefined ? [] : await readKept(output);
  const loaded = await readQuestionSet(path, context.config);
  const { set } = loaded;
  // Every question is answered, whatever the evidence, to see whether the answer is right.
  const outcomes = await withSystem({ ...context, calibrations: [] }, loaded, { mode, k }, signal, (system) =>
    evaluate(set, system, { concurrency: concurrencyOf(context, {}), signal, onProgress: questionProgress(context.now) }),
  );
  const judged = judge(outcomes, set.name);
  const aim: Aim = risk === undefined ? "F1" : { risk };
  const fitted = Number(fit(judged, aim).toFixed(3));
  const { index } = await context.liveIndex.current(context.store, "all");
  const { provider, model } = index.manifest.embedding;
  process.stdout.write(`${set.name}: ${judged.length} questions, ${provider} embeddings (${model}), mode ${mode}, k ${k}\n\n`);
  process.stdout.write(`${describeCalibration(judged, fitted, aim)}\n`);

  const answerable = judged.filter((one) => one.answerable).length;
  const fittedOn = { questionSet: set.name, answerable, unanswerable: judged.length - answerable, aim: describeAim(aim) };
  if (output !== undefined) await save(output, kept, { embeddings: { provider, model }, mode, leastEvidence: fitted, fittedOn });
  else process.stdout.write("\nNothing was written. Add --output calibration.json, and name that file in CALIBRATION_FILE.\n");
  return 0;
}

async function calibrateCache({ liveIndex, store }: NodeContext, path: string, risk: number, signal: AbortSignal): Promise<number> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new ConfigurationError([`There is no file of pairs at ${JSON.stringify(path)}.`]);
  });
  const name = basename(path);
  const { embedder } = await liveIndex.current(store, "all");
  const compared = await comparePairs(questionPairs(text, name), embedder, signal);
  const { provider, model } = embedder.identity;
  process.stdout.write(`${name}: ${provider} embeddings (${model})\n\n${describeCacheCalibration(compared, risk)}\n`);
  return 0;
}

function judge(outcomes: Outcome[], name: string): Judged[] {
  const judged = outcomes.flatMap(({ question, reply }) =>
    reply?.evidence === undefined || !question.expected
      ? []
      : [{ evidence: reply.evidence, answerable: question.expected.answerable, right: rightly(question, reply) }],
  );
  const kinds = new Set(judged.map(({ answerable }) => answerable));
  if (kinds.size === 2) return judged;
  throw new ConfigurationError([`${name} is no golden set with answerable and unanswerable questions, which a calibration needs.`]);
}

/** The calibrations that a file holds already. @throws ConfigurationError when it holds something else */
async function readKept(file: string): Promise<Calibration[]> {
  return existsSync(file) ? parseCalibrations(await readFile(file, "utf8"), file) : [];
}

/** Others than the new one stay as they are. */
async function save(file: string, kept: Calibration[], calibration: Calibration): Promise<void> {
  const { embeddings, mode } = calibration;
  const others = kept.filter((one) => !isFor(one, embeddings, mode));
  await writeFile(file, `${JSON.stringify({ calibrations: [...others, calibration] }, null, 2)}\n`);
}

function parseOptions(args: string[]) {
  const text = { type: "string" } as const;
  const accepted = { mode: text, k: text, risk: text, output: text, cache: { type: "boolean" } } as const;
  const { values, positionals } = readArguments({ args, allowPositionals: true, options: accepted }, calibrateUsage);
  const schema = values.cache ? cacheOptionsSchema : optionsSchema;
  const options = schema.safeParse({ ...values, path: positionals[0] });
  const surplus = positionals.length > 1 ? ["calibrate takes one question set"] : [];
  if (options.success && surplus.length === 0) return options.data;
  const problems = options.error?.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`) ?? [];
  throw misused([...surplus, ...problems], calibrateUsage);
}
