import { ExpectedError } from "../../errors.ts";
import { describeError } from "../../observation/log.ts";

const stopped = 130;

/** Says on standard error why a command failed; of failures that carry their remedy, no stack trace. @returns the exit code */
export function fail(error: unknown): number {
  if (!(error instanceof Error)) process.stderr.write(`${String(error)}\n`);
  else if (error.message.startsWith("Stopped by SIG")) {
    process.stderr.write(`${error.message} What was done is kept; run it again to go on.\n`);
    return stopped;
  } else if (error instanceof ExpectedError || isForbidden(error)) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${describeError(error)}\n`);
  return 1;
}

function isForbidden(error: Error): boolean {
  return "code" in error && error.code === "EACCES";
}
