/**
 * Asks a running Footnote the questions of a file, and tells how many of its answers cite a source that holds the answer.
 *
 *   npx tsx examples/evaluate.ts http://localhost:8787 eval/golden.jsonl 20
 *
 * A line of the file is a question in Ragas's form, as in eval/golden.jsonl; the last argument is how many are asked. With LEAST_SHARE
 * set, as to 0.9, the exit code is 1 when a share is below it, so that a pipeline can depend on it.
 */
import { readFile } from "node:fs/promises";
import { bodyOf, createClient, FootnoteError } from "footnote/client";

type Question = { user_input: string; reference_context_ids?: string[]; answerable?: boolean };

const [url = "http://localhost:8787", file = "eval/golden.jsonl", most] = process.argv.slice(2);
const count = most === undefined ? Number.POSITIVE_INFINITY : Number(most);
if (!(count > 0)) fail(`The third argument is how many questions are asked, a positive number, not "${most}".`);
const leastShare = Number(process.env.LEAST_SHARE ?? 0);
if (Number.isNaN(leastShare)) fail(`LEAST_SHARE is a number such as 0.9, not "${process.env.LEAST_SHARE}".`);

const text = await readFile(file, "utf8").catch((error: Error) => fail(`The questions cannot be read: ${error.message}`));
const lines = text.split("\n").filter((line) => line.trim() !== "");
const questions = lines.slice(0, count).map((line, index): Question => {
  try {
    return JSON.parse(line);
  } catch {
    return fail(`Question ${index + 1} of ${file} is no JSON.`);
  }
});
if (questions.length === 0) fail(`Nothing was asked: ${file} has no questions.`);

const client = createClient(url);
const cited: boolean[] = [];
const declined: boolean[] = [];
for (const { user_input: question, reference_context_ids: sources = [], answerable = true } of questions) {
  const answer = await bodyOf(client.ask.$post({ json: { question } })).catch((error: unknown) => {
    if (!(error instanceof FootnoteError)) throw error;
    return fail(`${url}: ${error.message}`);
  });
  if (answerable) cited.push(answer.citations.some(({ source }) => sources.includes(source)));
  else declined.push(!answer.answerable);
}

report("cites a right source", cited);
report("rightly not answered", declined);

function report(name: string, outcomes: boolean[]): void {
  // A share of nothing would look like a good one.
  if (outcomes.length === 0) return;
  const good = outcomes.filter(Boolean).length;
  const share = good / outcomes.length;
  process.stdout.write(`${name}: ${good} of ${outcomes.length} (${(100 * share).toFixed(1)} %)\n`);
  if (share < leastShare) process.exitCode = 1;
}

function fail(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}
