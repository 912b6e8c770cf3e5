import type { Embedding } from "../document.ts";
import { InvalidEmbeddingError } from "../errors.ts";
import type { Manifest } from "../manifest/manifest.ts";

/**
 * Similarity in [0, 1] of a distance: cosine distance (0 to 2; for IP of normalised vectors, 1 less the inner product,
 * the same number) as 1 − distance / 2; Euclidean distance as 1 / (1 + distance).
 */
export function similarity(distance: number, metric: Manifest["metric"]): number {
  // Rounding in 32 bits can leave a distance a little outside its range.
  return metric === "L2" ? 1 / (1 + Math.max(distance, 0)) : Math.min(Math.max(1 - distance / 2, 0), 1);
}

/** The bytes of an embedding's numbers, in the order of this machine, as both stores keep it; of a view on many numbers, its own only. */
export function toBytes({ buffer, byteOffset, byteLength }: Embedding): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** An embedding from such bytes. */
export function toEmbedding(bytes: Uint8Array): Embedding {
  // A copy, since bytes of a larger buffer need not begin where a number may.
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

/** @throws InvalidEmbeddingError when the embedding does not fit the index. */
export function assertEmbedding(embedding: Embedding, { embedding: { dimensions, model }, metric }: Manifest): void {
  if (embedding.length !== dimensions) {
    throw new InvalidEmbeddingError(
      `An embedding has ${embedding.length} dimensions, the index has ${dimensions}. Check that ${model} still returns ${dimensions} dimensions, or build the index anew with \`npm run reindex\`.`,
    );
  }
  let squares = 0;
  for (const value of embedding) squares += value * value;
  if (!Number.isFinite(squares)) throw new InvalidEmbeddingError("An embedding holds a value that is not a finite number.");
  if (metric === "COSINE" && squares === 0)
    throw new InvalidEmbeddingError("An embedding is all zeros, which has no direction to compare by cosine.");
  if (metric === "IP" && Math.abs(squares - 1) > 1e-3) {
    throw new InvalidEmbeddingError(
      `The metric IP needs normalised embeddings, and ${model} returned one of length ${Math.sqrt(squares).toFixed(3)}. Use COSINE: \`npm run reindex -- --metric COSINE\`.`,
    );
  }
}
