import type { Leftover } from "../../../diagnosis/leftovers.ts";
import type { Connection } from "../connection.ts";
import type { IndexKeys } from "../names.ts";

/** What was seen of the keys of an INDEX_NAME. */
export type SeenKeys = {
  /** How many keys each physical index has. */
  counts: Map<string, number>;
  /** Some keys of chunks of the live index. SCAN goes by the hash of a key, so that they are spread over all documents. */
  chunkKeys: string[];
  /** Those of the records of its documents. */
  documentKeys: Set<string>;
  /** Of all keys in the database, the share that was seen; large databases are not looked through to the end. */
  share: number;
};

const sampleSize = 100;

/** @param budget milliseconds after which the rest is left unseen */
export async function seeKeys(connection: Connection, indexName: string, live: IndexKeys, budget: number): Promise<SeenKeys> {
  const own = new RegExp(`^(${indexesOf(indexName)}):`);
  const seen: SeenKeys = { counts: new Map(), chunkKeys: [], documentKeys: new Set(), share: 1 };
  const total = await connection.run((client) => client.dbSize());
  const began = performance.now();
  let scanned = 0;
  let cursor = "0";
  do {
    const from = cursor;
    const reply = await connection.run((client) => client.scan(from, { MATCH: `${indexName}-*`, COUNT: 1000 }));
    cursor = reply.cursor;
    scanned += 1000;
    for (const key of reply.keys) {
      const index = own.exec(key)?.[1];
      if (index === undefined) continue;
      seen.counts.set(index, (seen.counts.get(index) ?? 0) + 1);
      if (key.startsWith(live.chunks) && seen.chunkKeys.length < sampleSize) seen.chunkKeys.push(key);
      if (key.startsWith(live.documents)) seen.documentKeys.add(key);
    }
  } while (cursor !== "0" && performance.now() - began < budget);
  if (cursor !== "0") seen.share = Math.min(scanned / total, 0.99);
  return seen;
}

/** @param indexes of the query engine @param live the name of the one that is no leftover */
export function leftoversOf({ counts }: SeenKeys, indexes: string[], indexName: string, live: string): Leftover[] {
  const own = new RegExp(`^${indexesOf(indexName)}$`);
  const names = new Set([...counts.keys(), ...indexes.map(baseOf).filter((name) => own.test(name))]);
  return [...names]
    .filter((name) => name !== live)
    .toSorted()
    .map((index) => {
      const found = indexes.filter((name) => baseOf(name) === index).length;
      const also = found === 0 ? "" : found === 1 ? "an index and " : `${found} indexes and `;
      return { index, holds: `${also}${counts.get(index) ?? 0} keys` };
    });
}

/** The physical index that an index of the query engine belongs to: itself, or the one whose answers it is over. */
export const baseOf = (name: string) => name.replace(/:answers$/, "");

/** A pattern of the names of its physical indexes, see `newManifest`. Another INDEX_NAME may begin alike. */
const indexesOf = (indexName: string) => `${indexName}-[0-9a-f]{8}(?:-g\\d+)?`;
