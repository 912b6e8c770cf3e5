import type { Embedding } from "../document.ts";
import type { EmbeddingIdentity } from "../manifest/manifest.ts";

/** Providers whose embeddings are made in this process. */
export const localProviders: ReadonlySet<string> = new Set(["lexical", "transformers"]);

/** Turns texts into vectors, always with the same model. */
export type Embedder = {
  readonly identity: Pick<EmbeddingIdentity, "provider" | "model">;
  /** What a ranking by these embeddings counts in hybrid search, where full text counts 1. */
  readonly fusionWeight: number;
  /**
   * One embedding for each text, in order. Failures that pass are borne with for as long as the configuration says.
   * @throws UpstreamError, LimitError where somebody waits, and what `signal` is aborted with
   */
  embedDocuments(texts: string[], signal?: AbortSignal): Promise<Embedding[]>;
  /**
   * Of a question whose asker waits, so that it fails soon.
   * @throws UpstreamError, and what `signal` is aborted with
   */
  embedQuery(text: string, signal?: AbortSignal): Promise<Embedding>;
};
