import type { Config } from "../config.ts";
import type { Embedder } from "./embedder.ts";
import { remoteEmbedder } from "./remote.ts";
import type { Pace } from "./throttle.ts";

/** OpenAI's embeddings API, or that of any compatible server. */
export function openaiEmbedder(settings: Config["embedding"], pace: Pace): Embedder {
  const connect = async (fetch: typeof globalThis.fetch) => {
    // Loaded only if it is used, since it takes time and memory.
    const { CheckedEmbeddings } = await import("./checked-openai.ts");
    return new CheckedEmbeddings({
      model: settings.model,
      apiKey: settings.apiKey ?? "none",
      batchSize: settings.batchSize,
      maxConcurrency: 1,
      maxRetries: 0,
      // Line breaks are part of the structure that modern models read.
      stripNewLines: false,
      // Sent only if configured: many servers refuse the parameter.
      ...(settings.dimensions !== undefined && { dimensions: settings.dimensions }),
      configuration: {
        fetch,
        // It prints what the server sent, beside our structured logs.
        logLevel: "off",
        // It would read these from the environment, and send them to any server.
        organization: null,
        project: null,
        ...(settings.baseUrl !== undefined && { baseURL: settings.baseUrl }),
      },
    });
  };
  return remoteEmbedder(settings, connect, pace);
}
