import { differences, unlessGiven } from "../../manifest/as-built.ts";
import type { Config, VariableName } from "../../config.ts";
import { assertEmbedderInstalled, createEmbedder } from "../../embeddings/index.ts";
import { ConfigurationError } from "../../errors.ts";
import type { Manifest } from "../../manifest/manifest.ts";
import type { Operation } from "../../reindexing/operation.ts";
import { prune } from "../../reindexing/prune.ts";
import { reindex } from "../../reindexing/reindex.ts";
import { rollBack } from "../../reindexing/roll-back.ts";
import { misused, readArguments, type Usage } from "./arguments.ts";
import { type NodeContext, readConfig } from "./context.ts";
import { showProgress } from "./progress.ts";
import { describeBegin, describePruned, describeReindex, describeRollback, describeRollbackBegin } from "./reindex-output.ts";
import { evaluateWith } from "./reindex-evaluation.ts";

/** Options that count in place of a variable of the environment. */
const settings = {
  embeddings: "EMBEDDINGS",
  "embedding-model": "EMBEDDING_MODEL",
  dimensions: "EMBEDDING_DIMENSIONS",
  metric: "INDEX_METRIC",
  algorithm: "INDEX_ALGORITHM",
  "hnsw-m": "HNSW_M",
  "hnsw-ef-construction": "HNSW_EF_CONSTRUCTION",
  "chunk-tokens": "CHUNK_TOKENS",
  "chunk-overlap-tokens": "CHUNK_OVERLAP_TOKENS",
} as const satisfies Record<string, VariableName>;

type Setting = keyof typeof settings;
const settingNames = Object.keys(settings) as Setting[];

export const reindexUsage: Usage = [
  `npm run reindex -- ${settingNames.map((name) => `[--${name} …]`).join(" ")} [--golden file] [--allow-worse] [--json]`,
  "npm run reindex -- --rollback [--as-it-was] [--json]",
  "npm run reindex -- --prune [--json]",
];

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const others = { golden: text, "allow-worse": flag, rollback: flag, "as-it-was": flag, prune: flag, json: flag };
const options = { ...(Object.fromEntries(settingNames.map((name) => [name, text])) as Record<Setting, typeof text>), ...others };

/** `reindex` on the command line: builds an index behind the live one and switches to it, goes back, or removes what is kept. @returns the exit code */
export async function reindexCommand(context: NodeContext, args: string[], signal: AbortSignal): Promise<number> {
  const { values } = readArguments({ args, options }, reindexUsage);
  const asked = settingNames.filter((name) => values[name] !== undefined);
  assertFitting(values, asked);
  const print = (value: object, described: string) => process.stdout.write(`${values.json ? JSON.stringify(value, null, 2) : described}\n`);
  // With --json, standard output is for the report alone.
  const tell = (line: string) => void (values.json ? process.stderr : process.stdout).write(`${line}\n`);
  const onWait = () => tell("Another ingestion or reindex is running; waiting until it has ended.");

  if (values.prune) {
    const onInUse = (milliseconds: number) =>
      tell(`Servers may still use what was live until now; waiting for ${Math.ceil(milliseconds / 1000)} s.`);
    const removed = await prune({ store: context.store, clock: Date.now, signal, onWait, onInUse });
    print({ removed }, describePruned(removed));
    return 0;
  }
  // Each provider is asked where servers will ask it, whose environment knows nothing of options.
  const config = { ...readSettings(values, asked), embeddingEndpoints: context.config.embeddingEndpoints };
  await assertEmbedderInstalled(config);
  const { onProgress, onFailure, end } = showProgress(process.stderr, context.now);
  const operation: Operation = {
    config,
    store: context.store,
    parseFile: context.parseFile,
    prices: context.prices,
    createEmbedder: (wanted) => createEmbedder(wanted, { throttle: context.throttle, onFailure }),
    now: context.now,
    clock: Date.now,
    signal,
    onWait,
    onProgress,
  };
  try {
    if (values.rollback) {
      const onBegin = (begun: Parameters<typeof describeRollbackBegin>[0]) => tell(describeRollbackBegin(begun));
      const report = await rollBack({ ...operation, asItWas: values["as-it-was"] === true, onBegin });
      print(report, describeRollback(report, disagreement(context.config, report.live)));
      return 0;
    }
    const evaluate = await evaluateWith({ ...context, config }, values.golden, signal, tell);
    const onBegin = (begun: Parameters<typeof describeBegin>[0]) => tell(describeBegin(begun, context.store));
    const report = await reindex({ ...operation, evaluate, allowWorse: values["allow-worse"] === true, onBegin });
    print(report, describeReindex(report, disagreement(context.config, report.live), context.calibrations));
    return 0;
  } finally {
    end();
  }
}

type Values = { [name in Setting | "golden"]?: string | undefined } & {
  [name in "allow-worse" | "rollback" | "as-it-was" | "prune"]?: boolean | undefined;
};

function assertFitting(values: Values, asked: Setting[]): void {
  const building = [...asked, ...(["golden", "allow-worse"] as const).filter((name) => values[name] !== undefined)].map(
    (name) => `--${name}`,
  );
  const problems = [
    values.rollback &&
      values.prune &&
      "--rollback and --prune are two commands; --rollback first, since --prune removes what there is to go back to.",
    (values.rollback || values.prune) &&
      building.length > 0 &&
      `${building.join(", ")}: only for building an index, not with --rollback or --prune.`,
    values["as-it-was"] && !values.rollback && "--as-it-was: only with --rollback.",
  ].filter((problem) => typeof problem === "string");
  if (problems.length > 0) throw misused(problems, reindexUsage);
}

/** @throws ConfigurationError that names options as they were typed */
function readSettings(values: Values, asked: Setting[]): Config {
  try {
    return readConfig(variablesOf(values, asked));
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const inOptions = (problem: string) =>
      asked.reduce((text, name) => text.replaceAll(new RegExp(`\\b${settings[name]}\\b`, "g"), `--${name}`), problem);
    throw new ConfigurationError(error.problems.map(inOptions));
  }
}

function variablesOf(values: Values, asked: Setting[]): Partial<Record<VariableName, string>> {
  return {
    // What the environment says of another provider or model does not go with a new one.
    ...(values.embeddings !== undefined && { EMBEDDING_MODEL: "" }),
    ...((values.embeddings ?? values["embedding-model"]) !== undefined && { EMBEDDING_DIMENSIONS: "" }),
    ...Object.fromEntries(asked.map((name) => [settings[name], values[name]])),
  };
}

/** What of the environment ingestion would refuse now. */
function disagreement(config: Config, live: Manifest) {
  const wanted = unlessGiven(config, live);
  return differences(live, wanted, createEmbedder(wanted).identity);
}
