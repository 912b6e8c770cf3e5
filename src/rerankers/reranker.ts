/** Tells how well passages answer a query by reading both together, which a search of an index cannot. */
export type Reranker = {
  readonly model: string;
  /**
   * The relevance of each text to the query, larger is better, in the order of the texts.
   * @throws UpstreamError, and what `signal` is aborted with
   */
  relevance(query: string, texts: string[], signal?: AbortSignal): Promise<number[]>;
};
