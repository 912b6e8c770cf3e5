import type { Visible } from "../access/visible.ts";
import type { DropReason, ExplainedCandidate, Explanation, GivenPassage, Passage, Placing } from "../document.ts";
import type { Trace } from "../retrieve.ts";
import type { Chunks } from "../stores/chunk-index.ts";

/**
 * What each step made of each candidate. It reads them all, so that it costs a round trip.
 * @param found the passages that the trace led to
 * @param visible what whoever asks may see: BM25's own score tells those who see everything only, being made from all chunks
 * @param given those of them that an answerer is given, with their neighbours
 */
export async function explain(
  index: Chunks,
  trace: Trace,
  found: Passage[],
  visible: Visible,
  given?: GivenPassage[],
): Promise<Explanation> {
  const { near, matching, refined, fused, ranked, duplicates, reranked } = trace;
  const passages: Passage[] = given ?? found;
  const vector = placings(near);
  const engine = placings(matching);
  const text = placings(refined);
  const fusion = placings(fused);
  const rerank = placings(reranked && !reranked.failure ? reranked.passages : []);
  const final = placings(passages);
  const foundIds = new Set(found.map(({ id }) => id));
  const neighbours = new Map(given?.map(({ id, start, excerpts }) => [id, excerpts.filter((excerpt) => excerpt.start !== start)]));

  const whyDropped = (id: string): DropReason => {
    const same = duplicates.get(id);
    if (same !== undefined) return { reason: "duplicate", of: same };
    return { reason: foundIds.has(id) ? "over-budget" : "beyond-k" };
  };
  const explained = ({ id, source, start, end }: Pick<Passage, "id" | "source" | "start" | "end">): ExplainedCandidate => {
    const [refinedPlace, enginePlace, place] = [text.get(id), engine.get(id), final.get(id)];
    const ofEngine = enginePlace && { engineRank: enginePlace.rank, engineScore: visible === "all" ? enginePlace.score : null };
    return {
      id,
      source,
      start,
      end,
      vector: vector.get(id) ?? null,
      text: refinedPlace && ofEngine ? { ...refinedPlace, ...ofEngine } : null,
      fusion: fusion.get(id) ?? null,
      rerank: rerank.get(id) ?? null,
      rank: place?.rank ?? null,
      dropped: place ? null : whyDropped(id),
      neighbours: (neighbours.get(id) ?? []).map(({ start, end }) => ({ start, end })),
    };
  };
  const dropped = await index.readPassages(ranked.map(({ id }) => id).filter((id) => !final.has(id)));
  return {
    candidates: [...passages, ...dropped.filter((passage) => passage !== undefined)].map(explained),
    reranker: reranked ? { model: reranked.model, failure: reranked.failure?.message ?? null } : null,
  };
}

function placings(list: Pick<Passage, "id" | "score">[]): Map<string, Placing> {
  return new Map(list.map(({ id, score }, index) => [id, { rank: index + 1, score }]));
}
