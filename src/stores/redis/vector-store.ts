import type { Document } from "@langchain/core/documents";
import { FluentRedisVectorStore, type FluentRedisVectorStoreConfig, type MetadataFieldSchema } from "@langchain/redis";
import { toBytes } from "../similarity.ts";
import { separator } from "./category-tag.ts";
import type { Connection } from "./connection.ts";
import { fields } from "./names.ts";
import { search, type SearchOptions } from "./bounded-search.ts";
import type { View } from "./view.ts";

/** The fields of a chunk that come back, one of them as what LangChain calls content. */
export type Returned = { content: string; metadata: MetadataFieldSchema[] };

/** The types say how LangChain decodes a field, not how it is indexed. */
const id: MetadataFieldSchema = { name: "id", type: "text" };
const source: MetadataFieldSchema = { name: fields.source, type: "text" };
export const candidateFields: Returned = { content: fields.terms, metadata: [id, source] };
const passageMetadata: MetadataFieldSchema[] = [
  id,
  source,
  { name: "title", type: "text" },
  { name: fields.categories, type: "tag", options: { separator } },
  { name: "start", type: "numeric" },
  { name: "end", type: "numeric" },
  { name: "line", type: "numeric" },
  // Empty in a chunk without pages, which is no number.
  { name: "page", type: "text" },
  { name: fields.terms, type: "text" },
  { name: "tokens", type: "numeric" },
];
export const passageFields: Returned = { content: fields.text, metadata: passageMetadata };

const callerEmbeds = () => Promise.reject(new TypeError("Embed first: the manifest says with which model."));

/** LangChain's vector store on an index that exists, with the writes of a cluster and queries bounded in time. */
export class ChunkVectorStore extends FluentRedisVectorStore {
  readonly #connection: Connection;

  /** @param attributes say how to search, see `queryAttributes` */
  constructor({ connection, manifest, keys, timeout }: View, { content, metadata }: Returned, attributes = "") {
    super(
      { embedQuery: callerEmbeds, embedDocuments: callerEmbeds },
      {
        redisClient: searchClient(connection, timeout, attributes),
        indexName: manifest.index,
        keyPrefix: keys.chunks,
        contentKey: content,
        vectorKey: fields.embedding,
        customSchema: metadata,
      },
    );
    this.#connection = connection;
  }

  /**
   * One HSET for each document, pipelined. The inherited method sends them in a transaction, which cannot span the slots
   * of a cluster, and sends earlier documents again with every batch.
   */
  override async addVectors(vectors: number[][], documents: Document[], { keys = [] }: { keys?: string[] } = {}): Promise<void> {
    await this.#connection.eachIndexed([...documents.entries()], (client, [index, { pageContent, metadata }]) =>
      client.hSet(keys[index]!, {
        [fields.embedding]: toBytes(new Float32Array(vectors[index]!)),
        [fields.text]: pageContent,
        ...metadata,
      }),
    );
  }
}

/** The part of a client that LangChain's search uses, which sets what LangChain has no option for. */
function searchClient(connection: Connection, timeout: number, attributes: string) {
  const ftSearch = (index: string, query: string, options: SearchOptions) =>
    search(connection, index, query + attributes, options, timeout);
  // LangChain's types name node-redis 4; its search only calls ft.search.
  return { ft: { search: ftSearch } } as unknown as FluentRedisVectorStoreConfig["redisClient"];
}
