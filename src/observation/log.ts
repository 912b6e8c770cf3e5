import type { Config } from "../config.ts";
import { ExpectedError, UpstreamError } from "../errors.ts";

/** Structured logs: one JSON object a line. Questions and answers appear at level `debug` only. */
export type Logger = Record<"debug" | "info" | "warn" | "error", (message: string, fields?: Record<string, unknown>) => void>;

const levels = ["debug", "info", "warn", "error", "silent"] as const;

export function createLogger(least: Config["logLevel"], write: (line: string) => void, now: () => number): Logger {
  const logAt =
    (level: (typeof levels)[number]) =>
    (message: string, fields: Record<string, unknown> = {}) => {
      if (levels.indexOf(level) < levels.indexOf(least)) return;
      write(JSON.stringify({ time: new Date(now()).toISOString(), level, message, ...fields }));
    };
  return { debug: logAt("debug"), info: logAt("info"), warn: logAt("warn"), error: logAt("error") };
}

/** Logs an error with its causes. What an upstream said may repeat the question, so only `debug` tells it. */
export function logFailure(logger: Logger, level: "warn" | "error", message: string, requestId: string, error: unknown): void {
  logger[level](message, { requestId, error: describeError(error) });
  if (error instanceof UpstreamError) logger.debug("upstream's words", { requestId, error: describeError(error.cause) });
}

/** An error with its causes, and a stack trace if it is not foreseen, except what an upstream said; for logs, never for responses. */
export function describeError(error: unknown): string {
  const lines: string[] = [];
  for (let cause = error; cause !== undefined && lines.length < 5; cause = causeOf(cause)) {
    lines.push(describeOne(cause, lines.length === 0));
  }
  return lines.join("\ncaused by ");
}

function describeOne(error: unknown, first: boolean): string {
  if (!(error instanceof Error)) return String(error);
  return first && !(error instanceof ExpectedError) && error.stack ? error.stack : `${error.name}: ${error.message}`;
}

const causeOf = (error: unknown) => (error instanceof Error && !(error instanceof UpstreamError) ? error.cause : undefined);
