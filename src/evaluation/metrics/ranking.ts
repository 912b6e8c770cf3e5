/**
 * Of rankings of sources. `ranked` is best first, each source once; `relevance` is above 0 for relevant sources, of which there is
 * at least one. Results are in [0, 1], larger is better. Formulas: Manning, Raghavan and Schütze 2008, "Introduction to Information
 * Retrieval", chapter 8, https://nlp.stanford.edu/IR-book/, unless said otherwise.
 */
type Relevance = ReadonlyMap<string, number>;

/** The source of each passage, once, at the place of its best passage. */
export function rankSources(passages: { source: string }[]): string[] {
  return [...new Set(passages.map(({ source }) => source))];
}

/**
 * Share of what is needed that is among the first `k`. Where every relevant source is needed, that is recall; where several hold the
 * same evidence, one of them is enough, as in "subtopic recall" of Zhai, Cohen and Lafferty 2003, "Beyond Independent Relevance".
 * @param needed groups of relevant sources, one of each of which is needed; at least one group
 */
export function recallAt(k: number, ranked: string[], needed: string[][]): number {
  const found = new Set(ranked.slice(0, k));
  return needed.filter((group) => group.some((source) => found.has(source))).length / needed.length;
}

/** Whether any relevant source is among the first `k`: 1 or 0. `success_k` of trec_eval, https://github.com/usnistgov/trec_eval. */
export function successAt(k: number, ranked: string[], relevance: Relevance): number {
  return ranked.slice(0, k).some((source) => relevance.has(source)) ? 1 : 0;
}

/** One over the rank of the first relevant source; 0 when there is none. Voorhees 1999, "The TREC-8 Question Answering Track Report". */
export function reciprocalRank(ranked: string[], relevance: Relevance): number {
  const position = ranked.findIndex((source) => relevance.has(source));
  return position === -1 ? 0 : 1 / (position + 1);
}

/**
 * Discounted cumulative gain of the first `k`, relative to that of the best order: the sum of relevance / log2(rank + 1). As
 * `ndcg_cut` of trec_eval, after Järvelin and Kekäläinen 2002, "Cumulated gain-based evaluation of IR techniques".
 */
export function ndcgAt(k: number, ranked: string[], relevance: Relevance): number {
  const gains = ranked.slice(0, k).map((source) => relevance.get(source) ?? 0);
  const best = [...relevance.values()].toSorted((one, other) => other - one).slice(0, k);
  return discounted(gains) / discounted(best);
}

function discounted(gains: number[]): number {
  return gains.reduce((sum, gain, position) => sum + gain / Math.log2(position + 2), 0);
}
