import type { Candidate, Embedding } from "../document.ts";
import type { LiveIndex } from "../manifest/live-index.ts";
import { fuse } from "./fuse.ts";
import { refine } from "./refine.ts";

/** What is searched for: a place among the embeddings, terms, or both. */
export type Target = {
  embedding?: Embedding | undefined;
  /** In the form of `queryTerms`. */
  terms?: string[] | undefined;
  /** Only chunks in any of these; at least one. */
  categories?: string[] | undefined;
  /** Whether a chunk may be found; all may without it. */
  accepts?: ((candidate: Candidate) => boolean) | undefined;
};

/** What the searches of an index found, each list best first. */
export type Found = {
  near: Candidate[];
  /** As the engine ranked them. */
  matching: Candidate[];
  refined: Candidate[];
  /** Empty where only one search was made. */
  fused: Candidate[];
  /** All of them, as one list: that of the only search, or the fused one. */
  ranked: Candidate[];
  /** Whether there is no more to be found. */
  exhausted: boolean;
};

/** Candidates of a text search that are ranked by finer evidence, if fewer are wanted; measured from 14 to 100, more cost time and change nothing. */
export const textPool = 20;
/** Candidates of a vector search for each one that is wanted, where both searches are fused. */
const vectorPool = 2;

/**
 * The candidates for `depth` places, and some more where that makes their order better.
 * @throws StoreUnavailableError, StoreTimeoutError, InvalidEmbeddingError
 */
export async function find({ index, embedder }: LiveIndex, target: Target, depth: number): Promise<Found> {
  const { embedding, terms, categories, accepts = () => true } = target;
  const byEmbedding = embedding && { embedding, k: terms ? vectorPool * depth : depth, categories, whole: !terms };
  const byTerms = terms && { terms, k: Math.max(depth, textPool), categories };
  // Asked for together, both travel to Redis in one round trip.
  const [nearest, sharing] = await Promise.all([
    byEmbedding ? index.searchVectors(byEmbedding) : [],
    byTerms ? index.searchText(byTerms) : [],
  ]);
  const near = nearest.filter(accepts);
  const matching = sharing.filter(accepts);
  const refined = refine(matching, terms ?? []);
  const lists = [
    { candidates: refined, weight: 1 },
    { candidates: near, weight: embedder.fusionWeight },
  ];
  const fused = byEmbedding && byTerms ? fuse(lists) : [];
  return {
    near,
    matching,
    refined,
    fused,
    ranked: !byEmbedding ? refined : !byTerms ? near : fused,
    exhausted: nearest.length < (byEmbedding?.k ?? Infinity) && sharing.length < (byTerms?.k ?? Infinity),
  };
}
