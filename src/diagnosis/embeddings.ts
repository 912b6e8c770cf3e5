import { assertSameVersion, describeDifferences, type Difference } from "../manifest/as-built.ts";
import type { Embedding } from "../document.ts";
import type { Embedder } from "../embeddings/embedder.ts";
import { InvalidEmbeddingError } from "../errors.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { advice, type Check, ok, once, wrong } from "./check.ts";
import type { ExaminedStore } from "./examined-store.ts";

/** How far the square of a length may be from 1; rounding in 32 bits leaves far less. */
const tolerance = 1e-3;

export type EmbeddingParts = {
  store: Pick<ExaminedStore, "manifest" | "sample">;
  /** What of an index is not as the configuration asks for. */
  differences(manifest: Manifest): Difference[];
  /** The embedder of an index; without one, of the configuration. @throws ConfigurationError when its package is missing */
  createEmbedder(manifest: Manifest | undefined): Promise<Embedder>;
  now(): number;
  signal: AbortSignal;
};

/** Whether the embedding model answers, and what it answers fits the index. It is called once. */
export function embeddingChecks({ store, differences, createEmbedder, now, signal }: EmbeddingParts): Check[] {
  const embedder = once(async () => createEmbedder(await store.manifest().catch(() => undefined)));
  const answer = once(async () => {
    const { identity, embedQuery } = await embedder();
    const began = now();
    const embedding = await embedQuery("Does the embedding model answer?", signal);
    return { identity, embedding, milliseconds: now() - began };
  });
  return [
    {
      name: "manifest",
      async look() {
        const manifest = await store.manifest();
        assertSameVersion(manifest);
        const found = differences(manifest);
        if (found.length === 0) return ok(`${manifest.index}, built as the configuration asks`);
        return advice(
          `${manifest.index} has other settings than the configuration, so that ingestion is refused:\n${describeDifferences(found)}`,
          "set these to what the index has, leave them unset, or run `npm run reindex`",
        );
      },
    },
    {
      name: "embeddings",
      async look() {
        const { identity, milliseconds } = await answer();
        return ok(`${identity.provider}:${identity.model} answers in ${milliseconds.toFixed(0)} ms`);
      },
    },
    {
      name: "dimensions",
      async look() {
        const { embedding: built } = await store.manifest();
        return judgeDimensions((await answer()).embedding.length, built.dimensions, built.model);
      },
    },
    {
      name: "metric",
      async look() {
        const { metric } = await store.manifest();
        const { embedding } = await answer();
        return judgeMetric(metric, [embedding, ...(await store.sample())]);
      },
    },
  ];
}

function judgeDimensions(answered: number, built: number, model: string) {
  if (answered === built) return ok(`${built}, of the index and of the model`);
  return wrong(
    `the index has ${built}, ${model} answers with ${answered}, so that every search fails`,
    `set EMBEDDING_DIMENSIONS or EMBEDDING_MODEL back to what the index was built with, or run \`npm run reindex\``,
  );
}

/** @param embeddings the first of the model as it is now, the others stored */
function judgeMetric(metric: Manifest["metric"], embeddings: Embedding[]) {
  const lengths = embeddings.map((embedding) => Math.hypot(...embedding));
  if (!lengths.every(Number.isFinite)) throw new InvalidEmbeddingError("an embedding holds a value that is not a finite number");
  const normalised = lengths.every((length) => Math.abs(length ** 2 - 1) <= tolerance);
  const range = `${Math.min(...lengths).toFixed(3)} to ${Math.max(...lengths).toFixed(3)}`;
  const seen = normalised ? "embeddings are normalised" : `embeddings have lengths from ${range}`;
  if (metric === "COSINE" && Math.min(...lengths) === 0) {
    return wrong("COSINE, and an embedding is all zeros, which has no direction", "check the embedding model");
  }
  if (normalised || metric === "COSINE") return ok(`${metric}; ${seen}`);
  if (metric === "IP") return wrong(`IP; ${seen}`, "IP needs normalised ones: run `npm run reindex -- --metric COSINE`");
  return advice(`L2; ${seen}`, "unless the model is meant for Euclidean distance, run `npm run reindex -- --metric COSINE`");
}
