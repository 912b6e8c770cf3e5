import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, type TestContext } from "vitest";
import { readMetrics } from "./metrics.ts";
import { jsonRequest, runFootnote, temporaryDirectory, type Variables, writeFiles } from "./server.ts";

/** Documents and a question that only one of them answers. */
const files = {
  "boats/oars.md": "# Oars\n\nOars are stored in the red shed.\n",
  "boats/sails.md": "# Sails\n\nSails are dried in the loft.\n",
  "birds/owls.md": "# Owls\n\nAn owl hunts at night.\n",
};
export const question = "Where are oars stored?";
const source = "boats/oars.md";

/** A directory with documents that are ingested, and the variables of a server for them. */
export async function ingestedDocuments(variables: Variables = {}) {
  const directory = await temporaryDirectory();
  await writeFiles(`${directory.path}/corpus`, files);
  const own = { DATA_DIR: directory.path, CORPUS_DIR: `${directory.path}/corpus`, LOG_LEVEL: "warn", ...variables };
  await using command = runFootnote(["ingest"], own);
  if ((await command.exited) !== 0) throw new Error(command.output.stderr);
  return { variables: own, directory: directory.path, [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose]() };
}

export type Outcome = {
  /** 0 when there was no response. */
  status: number;
  /** Milliseconds. */
  duration: number;
  /** Of a response that is no failure: whether it is what the documents say. */
  right: boolean;
};

/** Asks once, on a connection that ends with it, and reads the whole reply. */
export async function ask(url: string, path: "/ask" | "/search" | "/ready" = "/ask"): Promise<Outcome> {
  const began = performance.now();
  const body = path === "/search" ? { query: question, k: 1 } : { question };
  try {
    const headers = { connection: "close" };
    const response = await fetch(url + path, path === "/ready" ? { headers } : jsonRequest(body, { headers }));
    const reply = await response.json();
    const found = path === "/search" ? reply.hits?.[0]?.source : reply.citations?.[0]?.source;
    const right = response.ok && (path === "/ready" ? reply.status === "ready" : found === source);
    return { status: response.status, duration: performance.now() - began, right };
  } catch {
    return { status: 0, duration: performance.now() - began, right: false };
  }
}

/** Asks and searches without a break until it is stopped. @returns what stops it, with all that came back */
export function keepAsking(url: string): () => Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const stop = new AbortController();
  const loop = async (path: "/ask" | "/search") => {
    while (!stop.signal.aborted) {
      outcomes.push(await ask(url, path));
      await sleep(10);
    }
  };
  const loops = [loop("/ask"), loop("/search"), loop("/ask"), loop("/search")];
  return async () => {
    stop.abort();
    await Promise.all(loops);
    return outcomes;
  };
}

/** What comes back is right or an honest failure, and never late. */
export function expectHonest(outcomes: Outcome[], statuses: number[], longest: number): void {
  expect(outcomes.filter(({ status, right }) => (status === 200 ? !right : !statuses.includes(status)))).toEqual([]);
  expect(Math.max(...outcomes.map(({ duration }) => duration))).toBeLessThan(longest);
}

/** Waits until the server answers rightly again, which may take 2 seconds from now. The figure is noted with the test. */
export async function expectRecovery({ annotate }: Pick<TestContext, "annotate">, url: string, path: "/ask" | "/search" = "/ask") {
  const began = performance.now();
  for (;;) {
    const asked = performance.now() - began;
    if ((await ask(url, path)).right) break;
    expect(asked).toBeLessThan(2000);
    await sleep(20);
  }
  const milliseconds = Math.round(performance.now() - began);
  expect(milliseconds).toBeLessThan(2000);
  await annotate(`answers again after ${milliseconds} ms`);
}

/** Sockets that a server holds. */
export async function openSockets(url: string): Promise<number> {
  const metrics = await readMetrics((path) => fetch(url + path, { headers: { connection: "close" } }));
  return metrics.get('nodejs_active_resources{type="TCPSocketWrap"}') ?? 0;
}
