import type { Hono } from "hono";
import type { LiveIndexSource, UseStore } from "../live-index.ts";
import type { Logger } from "../log.ts";
import type { AnswerModel } from "../models/model.ts";

/** What the routes are built from; each runtime makes its own. */
export type AppParts = {
  useStore: UseStore;
  liveIndex: LiveIndexSource;
  model: AnswerModel;
  logger: Logger;
  /** Milliseconds, for timings. */
  now: () => number;
  newRequestId: () => string;
  maxBodyBytes: number;
  corsOrigins: string[];
  /** Milliseconds between comments on an event stream, so that proxies do not take it for dead. */
  heartbeat: number;
};

export type AppEnvironment = { Variables: { requestId: string } };
export type App = Hono<AppEnvironment>;
