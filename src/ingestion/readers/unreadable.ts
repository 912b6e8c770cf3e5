import { UnreadableDocumentError } from "../../errors.ts";

/** The failure of a library as a reason in one line. @param what is wrong with the file, such as "is damaged" */
export function unreadableFor(what: string, cause: unknown): UnreadableDocumentError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const reason = cause instanceof RangeError && /call stack/i.test(message) ? "it is nested too deeply" : message.split("\n")[0]!.trim();
  return new UnreadableDocumentError(`${what}: ${reason}`, { cause });
}
