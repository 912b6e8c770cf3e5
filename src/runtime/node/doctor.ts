import { asBuilt, differences, unlessGiven } from "../../manifest/as-built.ts";
import type { Config } from "../../config.ts";
import { answeringChecks } from "../../diagnosis/answering.ts";
import { type Finding, runChecks } from "../../diagnosis/check.ts";
import { embeddingChecks } from "../../diagnosis/embeddings.ts";
import type { ExaminedStore } from "../../diagnosis/examined-store.ts";
import { assertEmbedderInstalled, createEmbedder, indexEmbedder } from "../../embeddings/index.ts";
import { createModel } from "../../models/index.ts";
import { createReranker } from "../../rerankers/index.ts";
import { readArguments, type Usage } from "./arguments.ts";
import { readPrompts } from "./disk.ts";

export const doctorUsage: Usage = ["npm run doctor -- [--json]"];

/** Milliseconds; nobody who asks what is wrong waits as long as for an answer. */
const longestCall = 10_000;

/** `doctor` on the command line: what is wrong, and what to do. Writes nothing. @returns the exit code */
export async function doctorCommand(given: Config, args: string[], signal: AbortSignal): Promise<number> {
  const { values } = readArguments({ args, options: { json: { type: "boolean" } } }, doctorUsage);
  const config = impatient(given);
  const store = await examinedStore(config);
  const print = (text: string) => values.json || process.stdout.write(text);
  print(`${store.name}, INDEX_NAME ${config.index.name}\n\n`);
  const findings: Finding[] = [];
  try {
    for await (const finding of runChecks(await checks(config, store, signal), signal)) {
      findings.push(finding);
      print(describeFinding(finding));
    }
  } finally {
    await store.close();
  }
  const count = (state: Finding["state"]) => findings.filter((finding) => finding.state === state).length;
  const healthy = count("wrong") === 0;
  print(`\n${healthy ? "Nothing is wrong" : `${count("wrong")} wrong`}, ${count("advice")} to improve, ${count("unseen")} not seen.\n`);
  if (values.json) process.stdout.write(`${JSON.stringify({ store: store.name, healthy, checks: findings }, null, 2)}\n`);
  return healthy ? 0 : 1;
}

/** Calls are made once, and given up soon. */
function impatient(config: Config): Config {
  const bounded = <Settings extends { timeout: number }>(settings: Settings) => ({
    ...settings,
    timeout: Math.min(settings.timeout, longestCall),
    maxRetries: 0,
  });
  const { chat, chatFallback, embedding } = config;
  return { ...config, chat: bounded(chat), chatFallback: chatFallback && bounded(chatFallback), embedding: bounded(embedding) };
}

async function checks(config: Config, store: ExaminedStore, signal: AbortSignal) {
  const now = () => performance.now();
  const embeddings = embeddingChecks({
    store,
    differences(manifest) {
      const wanted = unlessGiven(config, manifest);
      return differences(manifest, wanted, createEmbedder(wanted).identity);
    },
    async createEmbedder(manifest) {
      await assertEmbedderInstalled(manifest ? asBuilt(config, manifest) : config);
      return manifest ? indexEmbedder(config, manifest) : createEmbedder(config);
    },
    now,
    signal,
  });
  const { chat, chatFallback, answerCache } = config;
  const answering = answeringChecks({
    store,
    createModel: async () => createModel(chat, await readPrompts()),
    createFallback: chatFallback && (async () => createModel(chatFallback, await readPrompts())),
    reranker: createReranker(config),
    answerHours: answerCache && answerCache.seconds / 3600,
    now,
    signal,
  });
  return [...store.storeChecks, ...embeddings, ...store.indexChecks, ...answering];
}

async function examinedStore(config: Config): Promise<ExaminedStore> {
  const { redisUrl, index, dataDirectory, storeTimeout } = config;
  if (redisUrl === undefined)
    return (await import("../../stores/sqlite/examination/examined.ts")).examinedSqlite(dataDirectory, index.name);
  const { examinedRedis } = await import("../../stores/redis/examination/examined.ts");
  return examinedRedis(redisUrl, index, (manifest) => unlessGiven(config, manifest).index, storeTimeout);
}

const marks: Record<Finding["state"], string> = { ok: "ok    ", advice: "advice", wrong: "WRONG ", unseen: "unseen" };

/** A line, and below it what to do. */
function describeFinding({ check, state, says, remedy }: Finding): string {
  const indented = says.split("\n").join(`\n${" ".repeat(22)}`);
  return `${marks[state]}  ${check.padEnd(12)}  ${indented}\n${remedy === undefined ? "" : `${" ".repeat(20)}→ ${remedy}\n`}`;
}
