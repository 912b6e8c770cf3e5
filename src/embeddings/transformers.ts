import { batches } from "../batches.ts";
import type { Config } from "../config.ts";
import type { Embedding } from "../document.ts";
import { ConfigurationError } from "../errors.ts";
import type { Embedder } from "./embedder.ts";
import { loadPackage } from "./package.ts";

/** The part of the package that is used; it is not installed with Footnote. */
type Transformers = {
  env: { allowRemoteModels: boolean; localModelPath: string; cacheDir: string };
  pipeline(task: "feature-extraction", model: string, options: { dtype: "fp32" }): Promise<Extractor>;
};
type Extractor = (
  texts: string[],
  options: { pooling: "mean"; normalize: boolean },
) => Promise<{ data: Float32Array<ArrayBuffer>; dims: number[] }>;

export const transformersPackages = ["@huggingface/transformers"];

const loaded = new Map<string, Promise<Extractor>>();

/**
 * Sentence-transformers models in this process. They come from `modelDirectory`, laid out as on the hub (`owner/name/onnx/model.onnx`);
 * without one, from the hub, and are kept in `modelCache`. A text beyond the model's length is cut off by its tokenizer.
 */
export function transformersEmbedder(settings: Config["embedding"]): Embedder {
  const embed = async (texts: string[], signal: AbortSignal | undefined): Promise<Embedding[]> => {
    const extractor = await load(settings);
    const embeddings: Embedding[] = [];
    for (const batch of batches(texts, settings.batchSize)) {
      signal?.throwIfAborted();
      // As sentence-transformers does by default for the models that it is known by.
      const { data, dims } = await extractor(batch, { pooling: "mean", normalize: true });
      const length = dims.at(-1)!;
      batch.forEach((_, position) => embeddings.push(data.slice(position * length, (position + 1) * length)));
    }
    return embeddings;
  };
  return {
    identity: { provider: "transformers", model: settings.model },
    fusionWeight: 1,
    embedDocuments: embed,
    embedQuery: async (text, signal) => (await embed([text], signal))[0]!,
  };
}

/** A model takes long to load and much memory, so that a process has it once. */
function load(settings: Config["embedding"]): Promise<Extractor> {
  const key = JSON.stringify([settings.model, settings.modelDirectory]);
  const extractor = loaded.get(key) ?? loadExtractor(settings);
  loaded.set(key, extractor);
  // What was missing may be there the next time.
  extractor.catch(() => loaded.delete(key));
  return extractor;
}

async function loadExtractor({ model, modelDirectory, modelCache }: Config["embedding"]): Promise<Extractor> {
  const { pipeline, env } = await loadPackage<Transformers>("@huggingface/transformers", "transformers", transformersPackages);
  env.cacheDir = modelCache;
  env.allowRemoteModels = modelDirectory === undefined;
  if (modelDirectory !== undefined) env.localModelPath = modelDirectory;
  try {
    return await pipeline("feature-extraction", model, { dtype: "fp32" });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigurationError([
      `EMBEDDING_MODEL is ${JSON.stringify(model)}, which cannot be loaded from ${modelDirectory ?? `the hub or ${modelCache}`}: ${reason}`,
    ]);
  }
}
