import { type OpenAIClient, OpenAIEmbeddings } from "@langchain/openai";
import { batches } from "../batches.ts";
import type { Config } from "../config.ts";
import type { Embedding } from "../document.ts";
import { UpstreamError } from "../errors.ts";
import { type OutgoingCall, outgoingFetch, upstreamError } from "../outgoing.ts";
import { countTokens } from "../tokens.ts";
import type { Embedder } from "./embedder.ts";
import { createThrottle, type OnFailure } from "./throttle.ts";

const service = "embedding model";

/** LangChain takes for granted that there is one embedding for each text. */
class CheckedEmbeddings extends OpenAIEmbeddings {
  protected override async embeddingWithRetry(request: OpenAIClient.EmbeddingCreateParams) {
    const reply = await super.embeddingWithRetry(request);
    const texts = [request.input].flat().length;
    if (reply.data?.length !== texts || reply.data.some(({ embedding }) => !embedding?.length)) {
      throw new UpstreamError(service, `returned ${reply.data?.length ?? 0} embeddings for ${texts} texts, or empty ones`);
    }
    return reply;
  }
}

/** OpenAI's embeddings API, or that of any compatible server. Texts go in batches of `batchSize`, one after the other. */
export function openaiEmbedder(settings: Config["embedding"], onFailure?: OnFailure): Embedder {
  // One LangChain client per call, because its methods take no signal; it holds no connection.
  const client = (maxRetries: number, call: OutgoingCall) =>
    new CheckedEmbeddings({
      model: settings.model,
      apiKey: settings.apiKey ?? "none",
      batchSize: settings.batchSize,
      maxConcurrency: 1,
      maxRetries: 0,
      // Line breaks are part of the structure that modern models read.
      stripNewLines: false,
      ...(settings.dimensions !== undefined && { dimensions: settings.dimensions }),
      configuration: {
        fetch: outgoingFetch({ timeout: settings.timeout, maxRetries }, { ...call, readAtOnce: true }),
        // It prints what the server sent, beside our structured logs.
        logLevel: "off",
        // It would read these from the environment, and send them to any server.
        organization: null,
        project: null,
        ...(settings.baseUrl !== undefined && { baseURL: settings.baseUrl }),
      },
    });

  const call = async <T>(embed: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
    try {
      return await embed();
    } catch (error) {
      throw upstreamError(service, error, signal);
    }
  };

  const throttle = createThrottle({ ...settings, onFailure });
  const tokensOf = (texts: string[]) =>
    settings.tokensPerMinute === undefined ? 0 : texts.reduce((sum, text) => sum + countTokens(text), 0);
  const embedBatch = (texts: string[], signal: AbortSignal | undefined) =>
    throttle.run(tokensOf(texts), () => call(() => client(0, { signal }).embedDocuments(texts), signal), signal);

  return {
    identity: { provider: "openai", model: settings.model },
    fusionWeight: 1,
    async embedDocuments(texts, signal) {
      const embeddings: Embedding[] = [];
      for (const batch of batches(texts, settings.batchSize)) {
        for (const embedding of await embedBatch(batch, signal)) embeddings.push(new Float32Array(embedding));
      }
      return embeddings;
    },
    embedQuery: async (text, signal) =>
      new Float32Array(await call(() => client(settings.maxRetries, { signal }).embedQuery(text), signal)),
  };
}
