import { type OpenAIClient, OpenAIEmbeddings } from "@langchain/openai";
import type { Config } from "../config.ts";
import type { Embedder } from "./embedder.ts";
import { assertComplete, remoteEmbedder } from "./remote.ts";
import type { OnFailure } from "./throttle.ts";

class CheckedEmbeddings extends OpenAIEmbeddings {
  protected override async embeddingWithRetry(request: OpenAIClient.EmbeddingCreateParams) {
    const reply = await super.embeddingWithRetry(request);
    assertComplete(
      reply.data?.map(({ embedding }) => embedding),
      [request.input].flat().length,
    );
    return reply;
  }
}

/** OpenAI's embeddings API, or that of any compatible server. */
export function openaiEmbedder(settings: Config["embedding"], onFailure?: OnFailure): Embedder {
  const connect = (fetch: typeof globalThis.fetch) =>
    new CheckedEmbeddings({
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
  return remoteEmbedder(settings, connect, onFailure);
}
