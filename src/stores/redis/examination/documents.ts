import { batches } from "../../../batches.ts";
import type { SeenDocuments } from "../../../diagnosis/documents.ts";
import type { DocumentRecord } from "../../chunk-index.ts";
import { type Connection, sentTogether } from "../connection.ts";
import type { SeenKeys } from "./keys.ts";

/** Reads records by the keys that were seen, as listings may be lost too. @param budget milliseconds after which the rest is not read */
export async function seeDocuments(connection: Connection, { documentKeys, share }: SeenKeys, budget: number): Promise<SeenDocuments> {
  const seen: SeenDocuments = { documents: 0, unfinished: [], chunks: 0, all: share === 1 };
  const began = performance.now();
  for (const batch of batches([...documentKeys], sentTogether)) {
    if (performance.now() - began > budget) return { ...seen, all: false };
    for (const stored of await connection.each(batch, (client, key) => client.get(key))) {
      if (stored === null) continue;
      const { source, origin, hash, chunks } = JSON.parse(stored) as DocumentRecord;
      seen.documents++;
      if (hash === null) seen.unfinished.push({ source, origin });
      else seen.chunks += chunks.length;
    }
  }
  return seen;
}
