import { visibleFilter, visiblePart } from "../../access/visible.ts";
import type { Manifest } from "../../manifest/manifest.ts";
import type { Searches } from "../chunk-index.ts";
import { nearest } from "../nearest.ts";
import { assertEmbedding, similarity } from "../similarity.ts";
import { countSoon } from "./counting.ts";
import { filterOf, queryAttributes } from "./filtering.ts";
import { fields } from "./names.ts";
import { search } from "./bounded-search.ts";
import { toPassage } from "./stored.ts";
import { candidateFields, ChunkVectorStore, passageFields } from "./vector-store.ts";
import type { View } from "./view.ts";

/** Beyond this many equal scores at the cut, which of them are returned is left to the engine. */
const largestK = 10_000;

/** Nearest neighbours through LangChain's vector store, and full text, which LangChain's has not. */
export function redisSearches(view: View): Searches {
  const { connection, manifest, keys, settings, timeout, sizes, visible } = view;
  return {
    async searchVectors({ embedding, k, categories, whole = false }) {
      assertEmbedding(embedding, manifest);
      const filter = filterOf(categories, visible);
      if (filter === "nothing") return [];
      countSoon(view);
      const vector = Array.from(embedding);
      const attributes = queryAttributes(settings, sizes, visibleFilter(categories, visible));
      const chunks = new ChunkVectorStore(view, whole ? passageFields : candidateFields, attributes);
      return nearest(k, largestK, async (count) => {
        const found = await chunks.similaritySearchVectorWithScore(vector, count, filter);
        return found.flatMap(([{ pageContent, metadata }, distance]) => {
          const score = similarityOf(distance, manifest);
          if (!whole) return [{ id: String(metadata.id), source: String(metadata.source), terms: pageContent, score }];
          const passage = visiblePart(toPassage({ ...metadata, [fields.text]: pageContent }), visible);
          return passage ? [{ id: passage.id, source: passage.source, terms: passage.terms, score, passage }] : [];
        });
      });
    },

    async searchText({ terms, k, categories }) {
      const filter = filterOf(categories, visible);
      if (filter === "nothing" || terms.length === 0) return [];
      const query = textQuery(terms, filter?.toString());
      const options = { RETURN: [fields.source, fields.terms], SCORER: "BM25STD", WITHSCORES: true, VERBATIM: true };
      return nearest(k, largestK, async (count) => {
        const limited = { ...options, LIMIT: { from: 0, size: count } };
        const { documents } = await search(connection, manifest.index, query, limited, timeout);
        return documents.map(({ id: key, value, score }) => ({
          id: key.slice(keys.chunks.length),
          source: String(value[fields.source]),
          terms: String(value[fields.terms]),
          score: Number(score),
        }));
      });
    },
  };
}

function similarityOf(distance: number, { metric }: Manifest): number {
  // Redis returns the square of the Euclidean distance.
  return similarity(metric === "L2" ? Math.sqrt(Math.max(distance, 0)) : distance, metric);
}

/** @param filter a clause that chunks must match too */
function textQuery(terms: string[], filter: string | undefined): string {
  if (filter === undefined) return `@${fields.terms}:(${terms.join("|")})`;
  // Filtered as a whole, a chunk that holds several of the terms is often scored for one of them alone (query engine 2.10). Without
  // a weight of 0, the filter would count as a match of its own.
  return terms.map((term) => `((${filter})=>{$weight: 0} @${fields.terms}:(${term}))`).join("|");
}
