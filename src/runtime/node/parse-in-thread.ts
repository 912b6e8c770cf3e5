import { setInterval } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { UnreadableDocumentError } from "../../errors.ts";
import { type ParsedDocument, type ParseFile, parseFile, type ParseOptions } from "../../ingestion/parse.ts";
import { isPlain } from "../../plain.ts";
import type { SourceFile } from "../../ingestion/read-document.ts";
import type { ThreadReply } from "./parse-thread.ts";

/** What people write of this size takes some 5 ms, and what is made to take long 60, so that most records need not wait for a thread. */
const inPlaceBytes = 4096;
/** Milliseconds between looks at the thread's memory. */
const memoryChecks = 100;

export type ParseLimits = {
  /** Milliseconds for each file. */
  timeout: number;
  /** Megabytes that the thread may take. */
  memory: number;
};

/**
 * Parses files in a thread of its own, one after the other, so that no file holds up requests, takes the process's memory or never ends.
 * Small ones are parsed where they are.
 */
export function parseInThread(limits: ParseLimits): ParseFile {
  let thread: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const start = () => {
    const started = new Worker(new URL("parse-thread.ts", import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: limits.memory } });
    // An idle thread must not keep the process alive, and what fails in it late must not end it.
    started.unref();
    started.on("error", () => {});
    started.once("exit", () => {
      if (thread === started) thread = undefined;
    });
    return started;
  };

  const parse = async (file: SourceFile, options: ParseOptions, signal: AbortSignal | undefined): Promise<ParsedDocument> => {
    signal?.throwIfAborted();
    thread ??= start();
    try {
      const reply = await ask(thread, { file, options }, limits, signal);
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

/** The thread has ended; the cause is what to report. */
class ThreadLostError extends Error {}

async function ask(
  thread: Worker,
  request: object,
  { timeout, memory }: ParseLimits,
  signal: AbortSignal | undefined,
): Promise<ThreadReply> {
  const { promise, resolve, reject } = Promise.withResolvers<ThreadReply>();
  const lose = (cause: unknown) => {
    reject(new ThreadLostError("The thread has ended.", { cause }));
    void thread.terminate();
  };
  const tooLarge = () => lose(new UnreadableDocumentError(`takes more memory to read than the ${memory} MB of READ_MEMORY_MB`));
  const failed = (error: Error & { code?: string }) =>
    error.code === "ERR_WORKER_OUT_OF_MEMORY"
      ? tooLarge()
      : lose(new UnreadableDocumentError(`cannot be read: ${error.message}`, { cause: error }));
  const stopped = () => lose(signal!.reason);
  const late = setTimeout(
    () => lose(new UnreadableDocumentError(`takes longer to read than the ${timeout} ms of READ_TIMEOUT_MS`)),
    timeout,
  );
  // The limit of the thread does not count its buffers.
  const ended = new AbortController();
  const watch = async () => {
    for await (const _ of setInterval(memoryChecks, undefined, { signal: ended.signal })) {
      const { used_heap_size: heap, external_memory: buffers } = await thread.getHeapStatistics();
      if (heap + buffers > memory * 1024 * 1024) tooLarge();
    }
  };
  // It ends by failing: when there is a reply, or the thread has ended.
  watch().catch(() => {});
  thread.once("message", resolve).once("error", failed);
  signal?.addEventListener("abort", stopped);
  thread.postMessage(request);
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    ended.abort();
    thread.off("message", resolve).off("error", failed);
    signal?.removeEventListener("abort", stopped);
  }
}
