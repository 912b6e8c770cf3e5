import type { Config } from "../config.ts";
import { httpReranker } from "./http.ts";
import type { Reranker } from "./reranker.ts";

/** The reranker that the configuration names, if it names one. */
export function createReranker({ rerank }: Config): Reranker | undefined {
  return rerank && httpReranker(rerank);
}
