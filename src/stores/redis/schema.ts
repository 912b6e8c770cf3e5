import { ErrorReply } from "redis";
import { IndexMismatchError, IndexMissingError } from "../../errors.ts";
import type { IndexSettings } from "../../config.ts";
import type { Manifest } from "../../manifest/manifest.ts";
import { separator } from "./category-tag.ts";
import type { Connection } from "./connection.ts";
import { fields, keysOf } from "./names.ts";

export async function createIndex(connection: Connection, manifest: Manifest, settings: IndexSettings): Promise<void> {
  const vector = {
    type: "VECTOR",
    TYPE: "FLOAT32",
    DIM: manifest.embedding.dimensions,
    DISTANCE_METRIC: manifest.metric,
  } as const;
  const { m: M, efConstruction: EF_CONSTRUCTION, efRuntime: EF_RUNTIME } = settings;
  await unlessExists(
    connection.run((client) =>
      client.ft.create(
        manifest.index,
        {
          [fields.embedding]:
            settings.algorithm === "FLAT"
              ? { ...vector, ALGORITHM: "FLAT" }
              : { ...vector, ALGORITHM: "HNSW", M, EF_CONSTRUCTION, EF_RUNTIME },
          [fields.categories]: { type: "TAG", CASESENSITIVE: true, SEPARATOR: separator, SORTABLE: "UNF" },
          // Stems and stop words are those of our own analysis.
          [fields.terms]: { type: "TEXT", NOSTEM: true },
          // Only counted, per category; sortable, so that counting does not load every hash.
          [fields.source]: { type: "TAG", CASESENSITIVE: true, SORTABLE: "UNF", NOINDEX: true },
        },
        { ON: "HASH", PREFIX: keysOf(manifest).chunks, STOPWORDS: [] },
      ),
    ),
  );
}

/** Deletes an index and every key that belongs to it. */
export async function dropIndex(connection: Connection, manifest: Manifest): Promise<void> {
  for (const name of [manifest.index, keysOf(manifest).answerIndex]) {
    if (await unlessMissing(connection.run((client) => client.ft.info(name)))) {
      // Nodes of a cluster that lack it do not keep others from dropping it.
      await unlessMissing(connection.run((client) => client.ft.dropIndex(name)));
    }
  }
  for await (const keys of keysBelow(connection, keysOf(manifest).prefix)) {
    await connection.run((client) => Promise.all(keys.map((key) => client.unlink(key))));
  }
}

/** All keys that begin with `prefix`, some perhaps twice; a step at a time, so that many do not outlast the time-out of a command. */
export async function* keysBelow(connection: Connection, prefix: string): AsyncGenerator<string[]> {
  let cursor = "0";
  do {
    const scanned = await connection.run((client) => client.scan(cursor, { MATCH: `${prefix}*`, COUNT: 1000 }));
    yield scanned.keys;
    cursor = scanned.cursor;
  } while (cursor !== "0");
}

export type IndexInfo = {
  chunks: number;
  /** Different ones in all chunks. */
  terms: number;
  complete: boolean;
  failures: number;
  /** Why the last of them failed, where the server tells. */
  lastFailure: string | undefined;
  /** Whether it gave up on what was stored before the index was made: it never goes on by itself. */
  outOfMemory: boolean;
  embedding: Record<string, unknown>;
};

/** What the engine did not index for want of memory is never found. */
export const partlyIndexed =
  "Redis ran out of memory while it indexed, so that part of the chunks is never found. Raise maxmemory, then build the index anew with `npm run reindex`.";

/** Undefined when there is no such index, or a node of a cluster lacks it. */
export async function readIndexInfo(connection: Connection, { index }: Manifest): Promise<IndexInfo | undefined> {
  const info = await unlessMissing(connection.run((client) => client.ft.info(index)));
  // FT.INFO tells of the nodes that have the index, where a search fails for the others.
  if (!info || (connection.isCluster && !(await isEverywhere(connection, index)))) return undefined;
  const attributes = info.attributes as unknown as Record<string, unknown>[];
  const errors = (info as unknown as { "Index Errors"?: Record<string, string> })["Index Errors"] ?? {};
  const outOfMemory = /OOM/i.test(errors["background indexing status"] ?? "");
  return {
    chunks: Number(info.num_docs),
    terms: Number(info.num_terms),
    complete: Number(info.indexing) === 0 && Number(info.percent_indexed) === 1 && !outOfMemory,
    failures: Number(info.hash_indexing_failures),
    lastFailure: errors["last indexing error"],
    outOfMemory,
    embedding: attributes.find(({ identifier }) => identifier === fields.embedding) ?? {},
  };
}

const isEverywhere = async (connection: Connection, index: string) =>
  (await unlessMissing(connection.send(["FT.SEARCH", index, "*", "LIMIT", "0", "0"]))) !== undefined;

/** What is replied about an index, or undefined when there is no such index. */
export async function unlessMissing<Reply>(reply: Promise<Reply>): Promise<Reply | undefined> {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof IndexMissingError) return undefined;
    throw error;
  }
}

/** Waits for FT.CREATE. Another server may have been faster, and of a cluster some nodes may have the index: the others make it. */
export async function unlessExists(reply: Promise<unknown>): Promise<void> {
  try {
    await reply;
  } catch (error) {
    if (!(error instanceof ErrorReply && /already exists/i.test(error.message))) throw error;
  }
}

/** @throws IndexMismatchError when the index was created with other settings. */
export function assertSameIndex({ embedding }: IndexInfo, manifest: Manifest, settings: IndexSettings): void {
  const wanted: Record<string, string | number> = {
    algorithm: settings.algorithm,
    dim: manifest.embedding.dimensions,
    distance_metric: manifest.metric,
    ...(settings.algorithm === "HNSW" && { M: settings.m, ef_construction: settings.efConstruction }),
  };
  // Servers differ in which settings they report; only what is reported can be compared.
  const different = Object.entries(wanted).filter(
    ([name, value]) => embedding[name] !== undefined && String(embedding[name]) !== String(value),
  );
  if (different.length === 0) return;
  throw new IndexMismatchError(
    `The index ${manifest.index} in Redis differs from what is wanted: ` +
      different.map(([name, value]) => `${name} is ${String(embedding[name])}, wanted ${value}`).join("; ") +
      ". Set INDEX_ALGORITHM, INDEX_METRIC, HNSW_M, HNSW_EF_CONSTRUCTION and EMBEDDING_DIMENSIONS to what the index has, or build it anew with `npm run reindex`.",
  );
}
