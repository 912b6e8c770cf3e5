import { batches } from "../batches.ts";
import type { Config } from "../config.ts";
import type { Embedding } from "../document.ts";
import { UpstreamError } from "../errors.ts";
import { outgoingFetch, upstreamError } from "../upstream/outgoing.ts";
import { countTokens } from "../text/tokens.ts";
import type { Embedder } from "./embedder.ts";
import type { Pace } from "./throttle.ts";

const service = "embedding model";

/** The part of LangChain's embeddings that is used. */
export type EmbeddingsClient = {
  /** Texts of one call. */
  embedDocuments(texts: string[]): Promise<number[][]>;
  embedQuery(text: string): Promise<number[]>;
};

/**
 * Embeddings of a provider that is asked over the network. Texts go in batches of `batchSize`, one after the other.
 * @param connect makes a client for one call, because LangChain's methods take no signal; it should make no repetitions of its own
 */
export function remoteEmbedder(
  settings: Config["embedding"],
  connect: (fetch: typeof globalThis.fetch) => EmbeddingsClient | Promise<EmbeddingsClient>,
  { throttle, onFailure, longestWait }: Pace,
): Embedder {
  const budgetBy = longestWait === undefined ? undefined : performance.now() + longestWait;
  const waiting = { patience: settings.patience, longestWait, budgetBy, onFailure };
  const call = async <T>(
    maxRetries: number,
    signal: AbortSignal | undefined,
    embed: (client: EmbeddingsClient) => Promise<T>,
  ): Promise<T> => {
    const client = await connect(outgoingFetch({ timeout: settings.timeout, maxRetries }, { signal, readAtOnce: true }));
    try {
      return await embed(client);
    } catch (error) {
      throw upstreamError(service, error, signal);
    }
  };
  const tokensOf = (texts: string[]) =>
    settings.tokensPerMinute === undefined ? 0 : texts.reduce((sum, text) => sum + countTokens(text), 0);
  const embedBatch = (texts: string[], signal: AbortSignal | undefined) =>
    throttle.run(tokensOf(texts), () => call(0, signal, (client) => client.embedDocuments(texts)), { ...waiting, signal });

  return {
    identity: { provider: settings.provider, model: settings.model },
    fusionWeight: 1,
    async embedDocuments(texts, signal) {
      const embeddings: Embedding[] = [];
      for (const batch of batches(texts, settings.batchSize)) {
        const found = await embedBatch(batch, signal);
        assertComplete(found, batch.length);
        embeddings.push(...found.map((embedding) => new Float32Array(embedding)));
      }
      return embeddings;
    },
    embedQuery: async (text, signal) => new Float32Array(await call(settings.maxRetries, signal, (client) => client.embedQuery(text))),
  };
}

/** LangChain takes for granted that there is one embedding for each text. @throws UpstreamError */
export function assertComplete(embeddings: (ArrayLike<unknown> | undefined)[] | undefined, texts: number): void {
  if (embeddings?.length === texts && embeddings.every((embedding) => embedding?.length)) return;
  throw new UpstreamError(service, `returned ${embeddings?.length ?? 0} embeddings for ${texts} texts, or empty ones`);
}
