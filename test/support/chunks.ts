import type { EmbeddedChunk, Embedding } from "../../src/document.ts";
import type { Manifest } from "../../src/manifest/manifest.ts";
import { searchableTerms } from "../../src/text/terms.ts";
import type { Fingerprint } from "../../src/stores/chunk-index.ts";

export function manifestOf(index: string, fields: Partial<Pick<Manifest, "metric" | "chunker">> & { dimensions?: number } = {}): Manifest {
  const { dimensions = 4, metric = "COSINE", chunker = "test" } = fields;
  return { index, embedding: { provider: "lexical", model: "test", dimensions }, metric, chunker };
}

export const embedding = (...values: number[]): Embedding => new Float32Array(values);

export function chunk(id: string, fields: Partial<EmbeddedChunk & Fingerprint> = {}): EmbeddedChunk & Fingerprint {
  const text = fields.text ?? `Text of ${id}.`;
  return {
    id,
    source: `${id}.md`,
    title: `Title of ${id}`,
    categories: ["general"],
    text,
    start: 0,
    end: text.length,
    line: 1,
    page: null,
    tokens: 5,
    embeddingInput: text,
    terms: searchableTerms(text),
    embedding: embedding(1, 0, 0, 0),
    embeddingHash: `hash of ${id}`,
    ...fields,
  };
}

/** Numbers in [0, 1) that are the same in every run (mulberry32, public domain). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
