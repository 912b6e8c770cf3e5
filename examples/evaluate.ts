/**
 * Asks a running Footnote the questions of a file, and tells how many of its answers cite a source that holds the answer.
 *
 *   npx tsx examples/evaluate.ts http://localhost:8787 eval/golden.jsonl 20
 *
 * A line of the file is a question in Ragas's form, as in eval/golden.jsonl; the last argument is how many are asked. With LEAST_SHARE
 * set, as to 0.9, the exit code is 1 when a share is below it, so that a pipeline can depend on it.
 */
import { readFile } from "node:fs/promises";
import { bodyOf, createClient } from "footnote/client";

type Question = { user_input: string; reference_context_ids?: string[]; answerable?: boolean };

const [url = "http://localhost:8787", file = "eval/golden.jsonl", most = "Infinity"] = process.argv.slice(2);
const leastShare = Number(process.env.LEAST_SHARE ?? 0);
const client = createClient(url);

const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line !== "");
const questions = lines.slice(0, Number(most)).map((line): Question => JSON.parse(line));

const cited: boolean[] = [];
const declined: boolean[] = [];
for (const { user_input: question, reference_context_ids: sources = [], answerable = true } of questions) {
  const answer = await bodyOf(client.ask.$post({ json: { question } }));
  if (answerable) cited.push(answer.citations.some(({ source }) => sources.includes(source)));
  else declined.push(!answer.answerable);
}

report("cites a right source", cited);
report("rightly not answered", declined);

function report(name: string, outcomes: boolean[]): void {
  const good = outcomes.filter(Boolean).length;
  const share = outcomes.length === 0 ? 1 : good / outcomes.length;
  process.stdout.write(`${name}: ${good} of ${outcomes.length} (${(100 * share).toFixed(1)} %)\n`);
  if (share < leastShare) process.exitCode = 1;
}
