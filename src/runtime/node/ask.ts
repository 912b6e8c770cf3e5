import { join } from "node:path";
import { z } from "zod";
import { answerEvents } from "../../answer.ts";
import { places } from "../../places.ts";
import type { Answer } from "../../document.ts";
import { ConfigurationError, UnknownCategoryError } from "../../errors.ts";
import { gather, understand } from "../../gather.ts";
import { askRequest, categoryFilter } from "../../http/schemas.ts";
import { apiOrigin } from "../../ingestion/corpus.ts";
import { misused, readArguments, typedCount, type Usage } from "./arguments.ts";
import { checkStore, type NodeContext } from "./context.ts";

export const askUsage: Usage = ['npm run ask -- "question" [--category name]... [--k number] [--mode hybrid|vector|text] [--json]'];

/** `ask` on the command line: the answer as it comes, then its footnotes. @returns the exit code */
export async function askCommand(context: NodeContext, args: string[], signal: AbortSignal): Promise<number> {
  const { json, ...request } = parseRequest(args);
  await checkStore(context);
  const understood = await understand(context, request, signal);
  const gathered = await gather(context, { ...request, visible: "all" }, understood, signal).catch((error: unknown) => {
    if (!(error instanceof UnknownCategoryError)) throw error;
    throw new ConfigurationError([`${error.message} There are: ${error.known.map((name) => JSON.stringify(name)).join(", ")}.`]);
  });
  if (gathered.rerankFailure) process.stderr.write(`The order is that of the search alone. ${gathered.rerankFailure.message}.\n`);
  let answer: Answer | undefined;
  for await (const event of answerEvents(context, gathered, signal)) {
    if (event.type === "answer-delta" && !json) process.stdout.write(event.text);
    if (event.type === "done") answer = event.answer;
  }
  if (json) process.stdout.write(`${JSON.stringify({ ...answer, requestId: crypto.randomUUID() }, null, 2)}\n`);
  else process.stdout.write(answer!.citations.length > 0 ? `\n\n${await footnotes(context, answer!)}` : "\n");
  return 0;
}

/** Each with where its document is: below the directory that it was ingested from, if it came from one. */
async function footnotes({ liveIndex, store }: NodeContext, { citations }: Answer): Promise<string> {
  const { index } = await liveIndex.current(store, "all");
  const records = await index.readDocuments(citations.map(({ source }) => source));
  const lines = citations.map((citation, position) => {
    const origin = records[position]?.origin ?? apiOrigin;
    const path = origin === apiOrigin ? citation.source : join(origin, citation.source);
    return `[${citation.marker}] ${citation.title}, ${path}${places([citation])}\n`;
  });
  return lines.join("");
}

/** As it is typed, with what is then likely to be wrong. */
const typedRequest = askRequest.extend({
  question: z
    .string()
    .refine((question) => question.trim() !== "", { error: "is missing", abort: true })
    .pipe(askRequest.shape.question),
  category: z
    .array(z.string())
    .refine((names) => categoryFilter.safeParse(names).success, "must be a name of 1 to 256 characters, and no more than 100 of them")
    .transform((names) => categoryFilter.parse(names))
    .optional(),
  k: typedCount.default(6),
});

function parseRequest(args: string[]) {
  const text = { type: "string" } as const;
  const options = { category: { ...text, multiple: true }, k: text, mode: text, json: { type: "boolean" } } as const;
  const { values, positionals } = readArguments({ args, allowPositionals: true, options }, askUsage);
  const request = typedRequest.safeParse({
    question: positionals.join(" "),
    ...(values.category && { category: values.category }),
    ...(values.k !== undefined && { k: values.k }),
    ...(values.mode !== undefined && { mode: values.mode }),
  });
  if (!request.success) {
    throw misused(
      request.error.issues.map(({ path: [field], message }) => `${field === "question" ? field : `--${String(field)}`}: ${message}`),
      askUsage,
    );
  }
  const { category: categories, ...rest } = request.data;
  return { ...rest, categories, json: values.json === true };
}
