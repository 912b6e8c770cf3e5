import { DatabaseSync } from "node:sqlite";
import { getLoadablePath } from "sqlite-vec";
import type { Embedding } from "../src/document.ts";
import { encodeCategory } from "../src/stores/redis/category-tag.ts";
import { toBytes } from "../src/stores/similarity.ts";
import type { RawClient, Workspace } from "./workspace.ts";

/** Searches an index with nothing but the engine's own client, for the fields that Footnote needs. */
export type RawSearch = (embedding: Embedding, k: number, category?: string) => Promise<unknown>;

export function rawSearch({ raw, config: { index, dataDirectory } }: Workspace, physicalIndex: string): RawSearch {
  return raw
    ? redisSearch(raw, physicalIndex, index.algorithm === "HNSW" ? index.efRuntime : undefined)
    : sqliteSearch(`${dataDirectory}/${index.name}.sqlite`, physicalIndex);
}

export function redisSearch(raw: RawClient, index: string, efRuntime: number | undefined) {
  const attributes = efRuntime === undefined ? "" : `=>{$EF_RUNTIME: ${efRuntime}}`;
  return (embedding: Embedding, k: number, category?: string | string[]) =>
    raw.ft.search(
      index,
      `${category === undefined ? "*" : `(@categories:{${[category].flat().map(encodeCategory).join("|")}})`} => [KNN ${k} @embedding $vector AS score]${attributes}`,
      {
        PARAMS: { vector: toBytes(embedding) },
        RETURN: ["text", "score", "id", "source", "title", "categories", "start", "end", "line", "terms"],
        SORTBY: "score",
        DIALECT: 2,
        LIMIT: { from: 0, size: k },
      },
    );
}

function sqliteSearch(path: string, index: string): RawSearch {
  const connection = new DatabaseSync(path, { allowExtension: true, readOnly: true });
  connection.loadExtension(getLoadablePath());
  connection.exec("PRAGMA mmap_size = 1073741824");
  const select = (filter: string) =>
    connection.prepare(
      `SELECT id, source, title, categories, text, "start", "end", line, terms, distance
       FROM (SELECT row, distance FROM "${index}/embeddings" WHERE embedding MATCH ? AND k = ? ${filter}) JOIN "${index}/chunks" USING (row)`,
    );
  const plain = select("");
  const filtered = select(`AND row IN (SELECT row FROM "${index}/categories" WHERE category = ?)`);
  return async (embedding, k, category) => {
    const vector = toBytes(embedding);
    return category === undefined ? plain.all(vector, k) : filtered.all(vector, k, category);
  };
}
