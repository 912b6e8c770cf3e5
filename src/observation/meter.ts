import type { Answer } from "../document.ts";
import type { UpstreamError } from "../errors.ts";
import type { RetrievalTimings } from "../retrieve.ts";

export type MeteredRequest = {
  method: string;
  /** The pattern that the path matched, as there are too many paths. */
  route: string;
  status: number;
  /** Milliseconds until the response, or the beginning of a stream. */
  duration: number;
};

/** Is told what was done, once for each event and after it, so that it can be counted. */
export type Meter = {
  request(request: MeteredRequest): void;
  /** Of `/search`. */
  search(timings: RetrievalTimings): void;
  answer(answer: Answer): void;
  /** Whether a question had been answered before; `skipped` where the client did not want to know. Not told while nothing is kept. */
  recall(outcome: "hit" | "miss" | "skipped"): void;
  /** A call to a model failed, after all repetitions, or was not made. */
  upstreamFailure(error: UpstreamError): void;
  /** A stream ended with an error, after its request was counted as answered. */
  brokenStream(): void;
};

/** Where nobody looks at metrics. */
export const noMeter: Meter = { request() {}, search() {}, answer() {}, recall() {}, upstreamFailure() {}, brokenStream() {} };
