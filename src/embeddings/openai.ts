import { type OpenAIClient, OpenAIEmbeddings } from "@langchain/openai";
import type { Config } from "../config.ts";
import { UpstreamError } from "../errors.ts";
import { type OutgoingCall, outgoingFetch, upstreamError } from "../outgoing.ts";
import type { Embedder } from "./embedder.ts";

const service = "embedding model";

/** Milliseconds; nobody waits for an ingestion, so that it bears with a server that asks for a pause. */
const longestIngestionWait = 120_000;

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
export function openaiEmbedder(settings: Config["embedding"]): Embedder {
  // One LangChain client per call, because its methods take no signal; it holds no connection.
  const client = (call: OutgoingCall) =>
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
        fetch: outgoingFetch(settings, { ...call, readAtOnce: true }),
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

  return {
    identity: { provider: "openai", model: settings.model },
    fusionWeight: 1,
    async embedDocuments(texts, signal) {
      const embeddings = await call(() => client({ signal, longestWait: longestIngestionWait }).embedDocuments(texts), signal);
      return embeddings.map((embedding) => new Float32Array(embedding));
    },
    embedQuery: async (text, signal) => new Float32Array(await call(() => client({ signal }).embedQuery(text), signal)),
  };
}
