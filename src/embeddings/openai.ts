import { OpenAIEmbeddings } from "@langchain/openai";
import type { Config } from "../config.ts";
import type { Embedding } from "../document.ts";
import { UpstreamError } from "../errors.ts";
import { outgoingFetch, upstreamError } from "../outgoing.ts";
import type { Embedder } from "./embedder.ts";

const service = "embedding model";

/** OpenAI's embeddings API, or that of any compatible server. Texts go in batches of `batchSize`, one after the other. */
export function openaiEmbedder(settings: Config["embedding"]): Embedder {
  // One LangChain client per call, because its methods take no signal; it holds no connection.
  const client = (signal?: AbortSignal) =>
    new OpenAIEmbeddings({
      model: settings.model,
      apiKey: settings.apiKey ?? "none",
      batchSize: settings.batchSize,
      maxConcurrency: 1,
      maxRetries: 0,
      // Line breaks are part of the structure that modern models read.
      stripNewLines: false,
      ...(settings.dimensions !== undefined && { dimensions: settings.dimensions }),
      configuration: { fetch: outgoingFetch(settings, signal), ...(settings.baseUrl !== undefined && { baseURL: settings.baseUrl }) },
    });

  const call = async (texts: string[], signal: AbortSignal | undefined, embed: () => Promise<number[][]>): Promise<Embedding[]> => {
    let embeddings: number[][];
    try {
      embeddings = await embed();
    } catch (error) {
      throw upstreamError(service, error, signal);
    }
    if (embeddings.length !== texts.length || embeddings.some((embedding) => !embedding?.length)) {
      throw new UpstreamError(service, `returned ${embeddings.length} embeddings for ${texts.length} texts`);
    }
    return embeddings.map((embedding) => new Float32Array(embedding));
  };

  return {
    identity: { provider: "openai", model: settings.model },
    embedDocuments: (texts, signal) => call(texts, signal, () => client(signal).embedDocuments(texts)),
    async embedQuery(text, signal) {
      const [embedding] = await call([text], signal, async () => [await client(signal).embedQuery(text)]);
      return embedding!;
    },
  };
}
