import { batches } from "../src/batches.ts";
import { lexicalEmbedder } from "../src/embeddings/lexical.ts";
import { dimensions, generatedChunks, generatedQuestion, seededRandom } from "./data.ts";
import type { Workspace } from "./workspace.ts";

export const servedCount = 20_000;

/** Fills the index that a server of this workspace finds: generated chunks with their own lexical embeddings. @returns its name */
export async function fillServedIndex(workspace: Workspace, signal: AbortSignal): Promise<string> {
  const index = await workspace.newIndex();
  const embedder = lexicalEmbedder(dimensions);
  for (const batch of batches(await generatedChunks(servedCount, 5), 1000)) {
    signal.throwIfAborted();
    const embeddings = await embedder.embedDocuments(batch.map(({ embeddingInput }) => embeddingInput));
    await index.writeChunks(batch.map((chunk, position) => ({ ...chunk, embedding: embeddings[position]! })));
  }
  await index.settle();
  return index.manifest.index;
}

export function questions(count: number): string[] {
  const random = seededRandom(6);
  return Array.from({ length: count }, () => generatedQuestion(random));
}
