import type { Embedding } from "../src/document.ts";
import type { ChunkIndex } from "../src/stores/chunk-index.ts";

type Found = { id: string; product: number };

/**
 * The `k` nearest of the unit vectors that it is shown, for each query and within each category, by looking at all of them. It keeps
 * no vector, so that there may be more than memory holds.
 */
export class ExactSearch {
  readonly #queries: Embedding[];
  readonly #k: number;
  /** By query, then by category; without one, under `everything`. Best first. */
  readonly #nearest: Map<string, Found[]>[];

  constructor(queries: Embedding[], k: number) {
    this.#queries = queries;
    this.#k = k;
    this.#nearest = queries.map(() => new Map());
  }

  show(id: string, vector: Embedding, categories: string[]): void {
    for (const [number, query] of this.#queries.entries()) {
      const product = innerProduct(vector, query);
      const nearest = this.#nearest[number]!;
      this.#keep(nearest, everything, id, product);
      for (const category of categories) this.#keep(nearest, category, id, product);
    }
  }

  /**
   * The share of what it has found that an index finds too.
   * @param categoriesOf what a query, by its number, is limited to
   * @param counts which queries count
   */
  async recall(
    index: ChunkIndex,
    categoriesOf: (query: number) => string[] | undefined = () => undefined,
    counts: (query: number) => boolean = () => true,
  ): Promise<number> {
    let [found, possible] = [0, 0];
    for (const [number, embedding] of this.#queries.entries()) {
      if (!counts(number)) continue;
      const categories = categoriesOf(number);
      const nearest = this.#nearestIn(number, categories);
      const candidates = await index.searchVectors({ embedding, k: this.#k, categories });
      found += candidates.filter(({ id }) => nearest.has(id)).length;
      possible += nearest.size;
    }
    return found / possible;
  }

  #nearestIn(query: number, categories: string[] = [everything]): Set<string> {
    const found = categories.flatMap((category) => this.#nearest[query]!.get(category) ?? []).toSorted(byProduct);
    // A chunk of two of the categories was found twice.
    return new Set([...new Set(found.map(({ id }) => id))].slice(0, this.#k));
  }

  #keep(nearest: Map<string, Found[]>, category: string, id: string, product: number): void {
    const kept = nearest.get(category);
    if (!kept) nearest.set(category, [{ id, product }]);
    else if (kept.length < this.#k || product > kept.at(-1)!.product) {
      kept.push({ id, product });
      kept.sort(byProduct);
      kept.length = Math.min(kept.length, this.#k);
    }
  }
}

const everything = "";

const byProduct = (one: Found, other: Found) => other.product - one.product;

function innerProduct(one: Embedding, other: Embedding): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += one[index]! * other[index]!;
  return sum;
}
