import type { Context, Hono, MiddlewareHandler } from "hono";
import type { Caller, Keyring } from "../access/keyring.ts";
import type { Breakers } from "../upstream/breaker.ts";
import type { AnswerCaching } from "../caching/answer-cache.ts";
import type { Config } from "../config.ts";
import type { Answering } from "../gather.ts";
import type { Documents } from "../ingestion/documents.ts";
import type { IngestionJobs } from "../ingestion/jobs.ts";
import type { Logger } from "../observation/log.ts";
import type { Turns } from "./limits/turns.ts";

/** What the routes are built from; each runtime makes its own. */
export type AppParts = Answering & {
  keyring: Keyring;
  /** Those of the models that are asked over the network. */
  breakers: Breakers;
  limits: Config["limits"];
  turns: Turns;
  /** Who is connected, as far as the runtime knows. */
  addressOf: (context: Context) => string;
  /** Undefined where no answer is given again. */
  answerCaching?: AnswerCaching | undefined;
  logger: Logger;
  newRequestId: () => string;
  maxBodyBytes: number;
  corsOrigins: string[];
  /** Milliseconds between comments on an event stream, so that proxies do not take it for dead. */
  heartbeat: number;
  /** For `/metrics`, where there is a process to tell of. */
  readMetrics?: ReadMetrics | undefined;
  /** Aborted once the server has been told to stop. */
  stopping?: AbortSignal | undefined;
  /** Makes a span of each request, where traces are sent anywhere. */
  tracing?: MiddlewareHandler | undefined;
  /** What writes, where this runtime does. */
  ingesting?: Ingesting | undefined;
};

/** The metrics of this process, in Prometheus' text format. */
export type ReadMetrics = () => Promise<string>;

export type Ingesting = {
  /** Largest file that is taken. */
  maxFileBytes: number;
  documents: Documents;
  jobs: IngestionJobs;
};

export type AppEnvironment = {
  Variables: {
    requestId: string;
    /** Known on every path but those that need nothing, see `access.ts`. */
    caller: Caller;
    /** Behind `requireWriter`. */
    ingesting: Ingesting;
  };
};
export type App = Hono<AppEnvironment>;
