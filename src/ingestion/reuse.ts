import type { Embedding } from "../document.ts";
import type { EmbeddingCache } from "../stores/store.ts";
import type { ChangedDocument, StoredSide } from "./compare.ts";

/** Embeddings by the hash of what they were made from. */
export type Embeddings = Map<string, Embedding>;

export type EmbeddingSources = {
  index: StoredSide;
  /** Sources that will be deleted at the end of the run: a file that was renamed or moved is among them under its old name. */
  vanished?: (() => AsyncIterable<string[]>) | undefined;
  /** Another index of the same embeddings, which may hold the same documents. */
  twin?: StoredSide | undefined;
  cache?: EmbeddingCache | undefined;
};

/** Most chunks of vanished documents that are looked at; their ids and hashes stay in memory, some 200 bytes each. */
const mostVanished = 200_000;

/** Returns a function that finds the embeddings which changed documents need and which have been made before. */
export function embeddingFinder({ index, vanished, twin, cache }: EmbeddingSources): (changed: ChangedDocument[]) => Promise<Embeddings> {
  let ofVanished: Promise<Map<string, string>> | undefined;
  return async (changed) => {
    const missing = new Set(changed.flatMap(({ diff }) => diff.embed.map(({ embeddingHash }) => embeddingHash)));
    const known: Embeddings = new Map();
    const sources: ((hashes: string[]) => Promise<(Embedding | undefined)[]>)[] = [
      async (hashes) => readStored(index, await supersededChunks(index, changed), hashes),
      async (hashes) => (vanished ? readStored(index, await (ofVanished ??= vanishedChunks(index, vanished())), hashes) : []),
      async (hashes) => (twin ? readStored(twin, await chunksOf(twin, sourcesOf(changed)), hashes) : []),
      async (hashes) => cache?.read(hashes) ?? [],
    ];
    for (const source of sources) {
      if (missing.size === 0) break;
      const hashes = [...missing];
      for (const [position, embedding] of (await source(hashes)).entries()) {
        if (!embedding) continue;
        known.set(hashes[position]!, embedding);
        missing.delete(hashes[position]!);
      }
    }
    return known;
  };
}

async function readStored(index: StoredSide, ids: Map<string, string>, hashes: string[]): Promise<(Embedding | undefined)[]> {
  const found = hashes.filter((hash) => ids.has(hash));
  const foundIds = found.map((hash) => ids.get(hash)!);
  const embeddings = await index.readEmbeddings(foundIds);
  // A file that comes back during the run may have replaced them since they were listed.
  const now = await index.readChunks(foundIds);
  const unchanged = found.flatMap((hash, position) =>
    now[position]?.embeddingHash === hash ? [[hash, embeddings[position]] as const] : [],
  );
  const byHash = new Map(unchanged);
  return hashes.map((hash) => byHash.get(hash));
}

/** Ids by embedding hash of the documents' stored chunks that are to be removed or embedded anew. */
async function supersededChunks(index: StoredSide, changed: ChangedDocument[]): Promise<Map<string, string>> {
  const removed = changed.flatMap(({ diff }) => diff.remove);
  const ids = new Map(changed.flatMap(({ diff }) => diff.superseded.map(({ id, embeddingHash }) => [embeddingHash, id])));
  for (const [position, chunk] of (await index.readChunks(removed)).entries()) {
    if (chunk) ids.set(chunk.embeddingHash, removed[position]!);
  }
  return ids;
}

/** Ids by embedding hash. */
async function vanishedChunks(index: StoredSide, vanished: AsyncIterable<string[]>): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const sources of vanished) {
    for (const [hash, id] of await chunksOf(index, sources)) found.set(hash, id);
    if (found.size >= mostVanished) break;
  }
  return found;
}

const sourcesOf = (changed: ChangedDocument[]) => changed.map(({ record: { source } }) => source);

/** Ids by embedding hash of all that documents have. */
async function chunksOf(index: StoredSide, sources: string[]): Promise<Map<string, string>> {
  const ids = (await index.readDocuments(sources)).flatMap((record) => record?.chunks ?? []);
  const chunks = await index.readChunks(ids);
  return new Map(chunks.flatMap((chunk, position) => (chunk ? [[chunk.embeddingHash, ids[position]!]] : [])));
}
