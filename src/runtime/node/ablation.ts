import { type Variant, variants } from "../../evaluation/ablation.ts";
import { evaluate, type System } from "../../evaluation/evaluate.ts";
import { indexSystem } from "../../evaluation/index-system.ts";
import { estimate } from "../../evaluation/measure.ts";
import { documentDepth, headlineOf, usualK } from "../../evaluation/measures.ts";
import { asSearched, type QuestionSet } from "../../evaluation/question.ts";
import { formatNumber, textTable } from "../../evaluation/table.ts";
import type { LiveIndex } from "../../manifest/live-index.ts";
import { readArguments, type Usage } from "./arguments.ts";
import type { NodeContext } from "./context.ts";
import { readQuestionSet } from "./question-set.ts";
import { withTemporaryIndex } from "./temporary-index.ts";

export const ablationUsage: Usage = ["npm run ablation -- [question set…]"];

/** `ablation` on the command line: what each part of retrieval is worth, on each question set. @returns the exit code */
export async function ablationCommand(context: NodeContext, args: string[], signal: AbortSignal): Promise<number> {
  const { positionals } = readArguments({ args, allowPositionals: true, options: {} }, ablationUsage);
  const columns: { head: string; cells: Map<string, string> }[] = [];
  for (const path of positionals.length > 0 ? positionals : ["eval/golden.jsonl"]) {
    const { set, corpus } = await readQuestionSet(path, context.config);
    const measured = (live: LiveIndex) => measure(context, set, live, signal);
    const cells = corpus
      ? await withTemporaryIndex(context, corpus, signal, measured)
      : await context.useStore(async (store) => measured(await context.liveIndex.current(store, "all")));
    columns.push({ head: `${set.name} ${headlineOf(set.kind).metric}`, cells });
  }
  const names = [...columns[0]!.cells.keys()];
  const rows = names.map((name) => [name, ...columns.map(({ cells }) => cells.get(name)!)]);
  process.stdout.write(`${textTable([["ranking", ...columns.map(({ head }) => head)], ...rows])}\n`);
  return 0;
}

async function measure({ now }: NodeContext, set: QuestionSet, live: LiveIndex, signal: AbortSignal): Promise<Map<string, string>> {
  const headline = headlineOf(set.kind);
  const cells = new Map<string, string>();
  for (const { name, search } of variants(live, now)) {
    const outcomes = await evaluate({ ...set, questions: set.questions.map(asSearched) }, systemOf(set, search, now), {
      concurrency: 1,
      signal,
    });
    const found = estimate(headline, outcomes);
    cells.set(name, found ? formatNumber(found.value, found.unit) : "none");
  }
  return cells;
}

function systemOf({ kind }: QuestionSet, search: Variant["search"], now: () => number): System {
  return indexSystem(search, usualK[kind], kind === "beir" ? documentDepth : 0, now);
}
