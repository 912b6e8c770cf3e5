import type { Corpus } from "../ingestion/corpus.ts";

/** Files that are in memory, in the order of the map. @param files text by source, none empty */
export function memoryCorpus(origin: string, files: Map<string, string>): Corpus {
  return {
    origin,
    async *files() {
      for (const [source, text] of files) yield { source, read: async () => new TextEncoder().encode(text) };
    },
    has: async (source) => files.has(source),
  };
}
