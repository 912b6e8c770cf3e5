import type { Candidate, Chunk, Embedding } from "./document.ts";
import { NotFoundError } from "./errors.ts";
import type { LiveIndex } from "./manifest/live-index.ts";
import type { Manifest } from "./manifest/manifest.ts";
import { completed, type CompletePassage } from "./retrieval/complete.ts";
import { diversify } from "./retrieval/diversify.ts";
import { find } from "./retrieval/find.ts";
import { assertKnown } from "./retrieval/known.ts";
import { refill } from "./retrieval/refill.ts";
import type { ChunkIndex, Chunks } from "./stores/chunk-index.ts";
import { saidTerms } from "./text/filed-under.ts";

/** Exactly one of `id`, of a chunk, and `source`, of a document. */
export type SimilarRequest = {
  id?: string | undefined;
  source?: string | undefined;
  k: number;
  /** Only passages in any of these; at least one. */
  categories?: string[] | undefined;
};

/** What stands for a chunk or a document. */
type Model = {
  embedding: Embedding | undefined;
  terms: string[];
  /** Whether a chunk is another one's. */
  accepts: (candidate: Candidate) => boolean;
  /** What is shown of the chunks that are found. */
  shown: (ranked: Candidate[]) => Candidate[];
};

/** Terms that stand for a text: more cost time and are those that it shares with every other one. */
const mostTerms = 32;
/** Chunks that stand for a document; of a longer one, so many at equal distances. */
const mostChunks = 128;

/**
 * The `k` chunks that are most like a chunk, or documents like a document, each by the passage that is; best first. They are
 * found as hybrid search finds passages: by what is given in place of a question, and without it. Its near-duplicates are found,
 * but no two that say the same.
 * @throws NotFoundError, UnknownCategoryError, StoreUnavailableError, StoreTimeoutError
 */
export async function similar(live: LiveIndex, { id, source, k, categories }: SimilarRequest): Promise<CompletePassage[]> {
  await assertKnown(live, categories);
  const model = id === undefined ? await documentModel(live.index, source!) : await chunkModel(live.index, id);
  const search = () =>
    refill(
      k,
      (depth) => find(live, { ...model, categories }, depth),
      ({ ranked }) => diversify(model.shown(ranked), k, model.terms),
    );
  return (await completed(live.index, search)).passages;
}

async function chunkModel(index: Chunks, id: string): Promise<Model> {
  // Asked for together, both travel to Redis in one round trip.
  const [[passage], [embedding]] = await Promise.all([index.readPassages([id]), index.readEmbeddings([id])]);
  if (!passage) {
    throw new NotFoundError(
      `There is no chunk ${JSON.stringify(id)}. Ids are those of hits and citations; a text that has changed has another one.`,
    );
  }
  return { embedding, terms: tellingTerms([passage]), accepts: (other) => other.id !== id, shown: (ranked) => ranked };
}

async function documentModel(index: ChunkIndex, source: string): Promise<Model> {
  const [record] = await index.readDocuments([source]);
  if (!record) {
    throw new NotFoundError(
      `There is no document ${JSON.stringify(source)}. A source is the path of a file in its corpus, as hits and citations have it.`,
    );
  }
  const ids = atEqualDistances(record.chunks, mostChunks);
  const [passages, embeddings] = await Promise.all([index.readPassages(ids), index.readEmbeddings(ids)]);
  return {
    embedding: centroid(
      embeddings.filter((embedding) => embedding !== undefined),
      index.manifest.metric,
    ),
    terms: tellingTerms(passages.filter((passage) => passage !== undefined)),
    accepts: (other) => other.source !== source,
    shown: bestOfEach,
  };
}

function atEqualDistances<Item>(items: Item[], most: number): Item[] {
  const step = Math.max(items.length / most, 1);
  return Array.from({ length: Math.min(items.length, most) }, (_, place) => items[Math.floor(place * step)]!);
}

/** The most frequent terms, the earlier of equal ones, since titles and headings come first; in the order in which they appear. */
function tellingTerms(passages: Pick<Chunk, "terms" | "source">[]): string[] {
  const counts = new Map<string, number>();
  const said = passages.flatMap(({ terms, source }) => saidTerms(terms, source).split(" "));
  for (const term of said) if (term !== "") counts.set(term, (counts.get(term) ?? 0) + 1);
  const chosen = new Set([...counts.entries()].toSorted(([, one], [, other]) => other - one).slice(0, mostTerms).map(([term]) => term)); // prettier-ignore
  return [...counts.keys()].filter((term) => chosen.has(term));
}

/** The mean, of unit length unless distances depend on it. */
function centroid(embeddings: Embedding[], metric: Manifest["metric"]): Embedding | undefined {
  const [first] = embeddings;
  if (!first) return undefined;
  const sum = new Float32Array(first.length);
  for (const embedding of embeddings) for (let axis = 0; axis < sum.length; axis++) sum[axis]! += embedding[axis]!;
  const length = metric === "L2" ? embeddings.length : Math.hypot(...sum);
  return length === 0 ? undefined : sum.map((value) => value / length);
}

function bestOfEach(ranked: Candidate[]): Candidate[] {
  const sources = new Set<string>();
  return ranked.filter(({ source }) => sources.size < sources.add(source).size);
}
