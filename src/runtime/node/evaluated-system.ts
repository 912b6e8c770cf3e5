import { openKeyring } from "../../access/keyring.ts";
import { ConfigurationError } from "../../errors.ts";
import type { System } from "../../evaluation/evaluate.ts";
import { httpSystem } from "../../evaluation/http-system.ts";
import { indexSystem, type Search } from "../../evaluation/index-system.ts";
import { documentDepth } from "../../evaluation/measures.ts";
import type { QuestionSet } from "../../evaluation/question.ts";
import { turns } from "../../http/limits/turns.ts";
import { createLogger } from "../../observation/log.ts";
import { retrieve, type RetrievalMode } from "../../retrieve.ts";
import { checkStore, type NodeContext } from "./context.ts";
import type { LoadedSet } from "./question-set.ts";
import { createNodeApp } from "./serve.ts";
import { withTemporaryIndex } from "./temporary-index.ts";

export type SystemOptions = { url?: string | undefined; mode: RetrievalMode; k: number };

/** What a question set is put to: an index of its own documents, a server, or the live index as a server would use it. */
export async function withSystem<Result>(
  context: NodeContext,
  { set, corpus }: LoadedSet,
  { url, mode, k }: SystemOptions,
  signal: AbortSignal,
  use: (system: System) => Promise<Result>,
): Promise<Result> {
  const { now } = context;
  if (corpus) {
    if (url !== undefined)
      throw new ConfigurationError(["--url is for golden sets; this set brings its own documents, which are ingested here."]);
    const sources = set.kind === "beir" ? documentDepth : 0;
    return withTemporaryIndex(context, corpus, signal, (live) => {
      const search: Search = async (query, count, categories) =>
        (await retrieve({ ...live, reranker: context.reranker }, { query, k: count, mode, categories }, now)).passages;
      return use(indexSystem(search, k, sources, now));
    });
  }
  if (url !== undefined) return use(httpSystem(sendTo(url, context.config.clientKey, signal), mode, k, now));
  for (const warning of await liveIndexWarnings(context, set)) process.stderr.write(`${warning}\n`);
  const logger = createLogger("silent", () => {}, Date.now);
  const limits = { ...context.config.limits, requestsPerAddress: undefined, tokensPerDay: undefined, costPerDay: undefined };
  const app = createNodeApp({ ...context, logger }, { keyring: openKeyring, limits, turns: turns() });
  return use(httpSystem(async (path, body) => app.request(path, jsonRequest(body, signal)), mode, k, now));
}

/** What would make an evaluation of the live index say little. @throws IndexMissingError */
async function liveIndexWarnings(context: NodeContext, { questions }: QuestionSet): Promise<string[]> {
  await context.store.connect();
  const { index } = await context.liveIndex.current(context.store, "all");
  const sources = [...new Set(questions.flatMap(({ relevance }) => [...relevance.keys()]))];
  const records = await index.readDocuments(sources);
  const missing = sources.filter((_, position) => !records[position]);
  return [
    ...(await checkStore(context)).warnings,
    ...(missing.length === 0
      ? []
      : [`The index lacks ${missing.length} of the ${sources.length} documents that hold answers: ${missing.join(", ")}`]),
  ];
}

function sendTo(url: string, key: string | undefined, signal: AbortSignal) {
  const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` };
  return (path: string, body: unknown) =>
    fetch(new URL(path.slice(1), url.replace(/\/*$/, "/")), jsonRequest(body, signal, authorization)).catch((error: unknown) => {
      signal.throwIfAborted();
      const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw new ConfigurationError([`${url} cannot be reached: ${reason}`]);
    });
}

/** What is measured is made for it: answers that were given before are not asked for. */
function jsonRequest(body: unknown, signal: AbortSignal, headers: Record<string, string> = {}): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json", "cache-control": "no-store", ...headers },
    body: JSON.stringify(body),
    signal,
  };
}
