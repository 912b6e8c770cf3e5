import type { Store } from "../stores/store.ts";
import type { Registry } from "./registry.ts";

/** @returns what asks the store for its state and sets the metrics; a store that does not answer is one of them, and no failure */
export function storeState(registry: Registry, store: Store): () => Promise<void> {
  const up = registry.gauge("footnote_store_up", "Whether the store answers.");
  const ingesting = registry.gauge("footnote_ingestion_running", "Whether an ingestion holds the lock of the store.");
  const chunks = registry.gauge("footnote_index_chunks", "Chunks of the live index.");
  const complete = registry.gauge("footnote_index_complete", "Whether all of them can be found already.");
  const failures = registry.gauge("footnote_index_failures", "Chunks that are stored but could not be indexed.");

  const ask = async () => {
    const [running, manifest] = await Promise.all([store.ingestionRunning(), store.readManifest()]);
    ingesting.set({}, Number(running));
    if (!manifest) return;
    const status = await store.open(manifest).status();
    chunks.set({}, status.chunks);
    complete.set({}, Number(status.complete));
    failures.set({}, status.failures);
  };
  return async () => {
    for (const gauge of [ingesting, chunks, complete, failures]) gauge.clear();
    const answered = await ask().then(
      () => true,
      () => false,
    );
    up.set({}, Number(answered));
  };
}
