import { type Visible, visibleOf } from "../access/visible.ts";
import type { Embedder } from "../embeddings/embedder.ts";
import { IndexMissingError } from "../errors.ts";
import type { Manifest } from "./manifest.ts";
import type { ChunkIndex } from "../stores/chunk-index.ts";
import type { Store } from "../stores/store.ts";

/** How long a server may go on with a manifest, or with a category, that has been replaced. */
const freshMilliseconds = 1000;

export type LiveIndex = {
  index: ChunkIndex;
  embedder: Embedder;
  /** Those of `names` that no chunk has. */
  unknownCategories(names: string[]): Promise<string[]>;
};

/** Reads of a store, which may differ from request to request; see `runtime/worker.ts`. */
export type UseStore = <T>(use: (store: Store) => Promise<T>) => Promise<T>;

export type LiveIndexSource = {
  /**
   * @param visible all that its reads know of
   * @throws IndexMissingError when nothing has been ingested yet
   */
  current(store: Store, visible: Visible): Promise<LiveIndex>;
};

/**
 * Finds the index that the manifest names and the embedder that fits it, asking the store at most once a second.
 * @param createEmbedder for an index as the manifest describes it; may refuse it
 */
export function liveIndexSource(createEmbedder: (manifest: Manifest) => Embedder, now: () => number): LiveIndexSource {
  let read = Number.NEGATIVE_INFINITY;
  let live: { manifest: Manifest; embedder: Embedder; categories: Map<string, number> } | undefined;

  const refresh = async (store: Store) => {
    const time = now();
    const manifest = await store.readManifest();
    if (!manifest) throw new IndexMissingError("Nothing has been ingested yet. Run `npm run ingest`.");
    if (manifest.index !== live?.manifest.index) live = { manifest, embedder: createEmbedder(manifest), categories: new Map() };
    read = time;
    return live;
  };

  return {
    async current(store, visible) {
      const { manifest, embedder, categories } = live && now() - read < freshMilliseconds ? live : await refresh(store);
      const index = store.open(manifest, visible);
      return {
        index,
        embedder,
        async unknownCategories(names) {
          const isFresh = (name: string) => now() - (categories.get(name) ?? Number.NEGATIVE_INFINITY) < freshMilliseconds;
          // What is remembered was seen by whoever asked then; the index says what this reader may know.
          const stale = names.filter((name) => !visibleOf([name], visible) || !isFresh(name));
          if (stale.length === 0) return [];
          const unknown = await index.unknownCategories(stale);
          // Only known ones are remembered, so that a new category is found at once and invented ones take no memory.
          for (const name of stale) if (!unknown.includes(name)) categories.set(name, now());
          for (const name of unknown) if (visibleOf([name], visible)) categories.delete(name);
          return unknown;
        },
      };
    },
  };
}
