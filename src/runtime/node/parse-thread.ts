import { parentPort } from "node:worker_threads";
import { UnreadableDocumentError } from "../../errors.ts";
import { type ParsedDocument, type ParseOptions, parseFile } from "../../ingestion/parse.ts";
import type { SourceFile } from "../../ingestion/read-document.ts";

export type ThreadReply = { parsed: ParsedDocument } | { unreadable: string } | { failure: unknown };

/** What runs in the thread that `parse-in-thread.ts` starts. */
parentPort!.on("message", async ({ file, options }: { file: SourceFile; options: ParseOptions }) => {
  parentPort!.postMessage(await reply(file, options));
});

async function reply(file: SourceFile, options: ParseOptions): Promise<ThreadReply> {
  try {
    return { parsed: await parseFile(file, options) };
  } catch (error) {
    // A class does not pass between threads.
    return error instanceof UnreadableDocumentError ? { unreadable: error.message } : { failure: error };
  }
}
