import { Worker } from "node:worker_threads";
import { UnreadableDocumentError } from "../../errors.ts";
import { type ParsedDocument, type ParseFile, parseFile, type ParseOptions } from "../../ingestion/parse.ts";
import { isPlain } from "../../ingestion/plain.ts";
import type { SourceFile } from "../../ingestion/read-document.ts";
import type { ThreadReply } from "./parse-thread.ts";

/** Markdown and text up to this size take some 20 ms, which is no longer than starting a thread. */
const inPlaceBytes = 65_536;
/** Most that a file may take, as much as Markdown of the largest text needs several times. */
const memoryMegabytes = 1024;
const memoryChecks = 100;

/**
 * Parses files in a thread of its own, one after the other, so that no file holds up requests, takes the process's memory or never ends.
 * @param timeout milliseconds for each file
 */
export function parseInThread(timeout: number): ParseFile {
  let thread: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const parse = async (file: SourceFile, options: ParseOptions, signal: AbortSignal | undefined): Promise<ParsedDocument> => {
    signal?.throwIfAborted();
    thread ??= startThread();
    try {
      const reply = await ask(thread, { file, options }, timeout, signal);
      if ("parsed" in reply) return reply.parsed;
      if ("failure" in reply) throw reply.failure;
      throw new UnreadableDocumentError(reply.unreadable);
    } catch (error) {
      if (!(error instanceof ThreadLostError)) throw error;
      thread = undefined;
      throw error.cause;
    }
  };

  return (file, options, signal) => {
    if ("bytes" in file && isPlain(file.source) && file.bytes.length <= inPlaceBytes) return parseFile(file, options);
    if ("extracted" in file && file.extracted.text.length <= inPlaceBytes) return parseFile(file, options);
    const parsed = last.then(() => parse(file, options, signal));
    last = parsed.catch(() => {});
    return parsed;
  };
}

function startThread(): Worker {
  const thread = new Worker(new URL("parse-thread.ts", import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes } });
  // An idle thread must not keep the process alive.
  thread.unref();
  return thread;
}

/** The thread has ended; the cause is what to report. */
class ThreadLostError extends Error {}

async function ask(thread: Worker, request: object, timeout: number, signal: AbortSignal | undefined): Promise<ThreadReply> {
  const { promise, resolve, reject } = Promise.withResolvers<ThreadReply>();
  const lose = (cause: unknown) => {
    reject(new ThreadLostError("The thread has ended.", { cause }));
    void thread.terminate();
  };
  const tooLarge = () => lose(new UnreadableDocumentError(`takes more than ${memoryMegabytes} MB of memory to read`));
  const failed = (error: Error & { code?: string }) => (error.code === "ERR_WORKER_OUT_OF_MEMORY" ? tooLarge() : lose(error));
  const stopped = () => lose(signal!.reason);
  const late = setTimeout(
    () => lose(new UnreadableDocumentError(`takes longer to read than the ${timeout} ms of READ_TIMEOUT_MS`)),
    timeout,
  );
  // The limit of the thread does not count its buffers.
  const watch = setInterval(async () => {
    // A thread that has just ended has none.
    const statistics = await thread.getHeapStatistics().catch(() => undefined);
    if (statistics && statistics.used_heap_size + statistics.external_memory > memoryMegabytes * 1024 * 1024) tooLarge();
  }, memoryChecks);
  thread.once("message", resolve).once("error", failed);
  signal?.addEventListener("abort", stopped);
  thread.postMessage(request);
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    clearInterval(watch);
    thread.off("message", resolve).off("error", failed);
    signal?.removeEventListener("abort", stopped);
  }
}
