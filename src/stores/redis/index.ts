import { IndexMissingError, StoreUnavailableError } from "../../errors.ts";
import type { ChunkIndex, IndexState } from "../chunk-index.ts";
import { pointAlias, readCatalogue } from "./catalogue.ts";
import { redisCategories } from "./categories.ts";
import { redisChunks } from "./chunks.ts";
import { redisDocuments } from "./documents.ts";
import { redisListings } from "./listings.ts";
import { keysOf } from "./names.ts";
import { assertSameIndex, createIndex, partlyIndexed, readIndexInfo } from "./schema.ts";
import { redisSearches } from "./searches.ts";
import type { View } from "./view.ts";

/** An HNSW or FLAT index of the Redis query engine over one hash per chunk. */
export function redisIndex(opened: Omit<View, "keys">): ChunkIndex {
  const { manifest } = opened;
  const view = { ...opened, keys: keysOf(manifest), settings: { ...opened.settings, ...manifest.redis } };
  const state = indexState(view);
  const chunks = redisChunks(view);
  const documents = redisDocuments(view, { ...state, ...chunks });
  return {
    ...state,
    ...redisSearches(view),
    ...redisCategories(view, state),
    ...documents,
    ...redisListings(view, documents),
    ...chunks,
  };
}

function indexState({ connection, manifest, settings }: View): IndexState {
  const readInfo = () => readIndexInfo(connection, manifest);
  const existing = async () => {
    const info = await readInfo();
    if (!info) throw new IndexMissingError(`The index ${manifest.index} is missing in Redis. Run \`npm run ingest\`.`);
    assertSameIndex(info, manifest, settings);
    return info;
  };
  const status: IndexState["status"] = async () => {
    const { chunks, complete, failures, outOfMemory } = await existing();
    return { chunks, complete, failures, ...(outOfMemory && { reason: partlyIndexed }) };
  };
  return {
    manifest,
    status,
    async create() {
      const info = await readInfo();
      if (info) assertSameIndex(info, manifest, settings);
      else await createIndex(connection, manifest, settings);
      // The alias of one that was lost went with it, and a reindex that was killed before its last step has left it on another.
      const catalogue = await readCatalogue(connection, settings.name);
      if (catalogue?.live.index === manifest.index) await pointAlias(connection, settings.name, manifest.index);
    },
    async settle() {
      // A server with search workers indexes in the background.
      for (let info = await existing(); !info.complete; info = await existing()) {
        if (info.outOfMemory) throw new StoreUnavailableError(partlyIndexed);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
}
