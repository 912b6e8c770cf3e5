import type { Config } from "../config.ts";
import type { Embedder } from "./embedder.ts";
import { loadPackage } from "./package.ts";
import { type EmbeddingsClient, remoteEmbedder } from "./remote.ts";
import type { Pace } from "./throttle.ts";

/** The parts of the packages that are used; they are not installed with Footnote. */
type Integration = {
  CohereEmbeddings: new (fields: { model: string; batchSize: number; maxRetries: number; client: object }) => EmbeddingsClient;
};
type Sdk = {
  CohereClient: new (options: {
    token: string;
    maxRetries: number;
    timeoutInSeconds: number;
    fetch: typeof globalThis.fetch;
    baseUrl?: string;
  }) => object;
};

export const coherePackages = ["@langchain/cohere", "cohere-ai"];

/** Cohere's embeddings, in which documents and questions are embedded differently. */
export function cohereEmbedder(settings: Config["embedding"], pace: Pace): Embedder {
  const { model, batchSize, apiKey = "none", timeout, baseUrl } = settings;
  const connect = async (fetch: typeof globalThis.fetch) => {
    const { CohereEmbeddings } = await loadPackage<Integration>("@langchain/cohere", settings.provider, coherePackages);
    const { CohereClient } = await loadPackage<Sdk>("cohere-ai", settings.provider, coherePackages);
    const client = new CohereClient({
      token: apiKey,
      // Repetitions and time-outs are those of our own fetch.
      maxRetries: 0,
      timeoutInSeconds: (timeout * (settings.maxRetries + 1)) / 1000 + 600,
      fetch,
      ...(baseUrl !== undefined && { baseUrl }),
    });
    return new CohereEmbeddings({ model, batchSize, maxRetries: 0, client });
  };
  return remoteEmbedder(settings, connect, pace);
}
