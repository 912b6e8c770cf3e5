import type { Breakers } from "../upstream/breaker.ts";
import type { Registry } from "./registry.ts";

/** @returns what sets the metrics of the breakers */
export function breakerState(registry: Registry, breakers: Breakers): () => void {
  const open = registry.gauge("footnote_breaker_open", "Whether a model is left alone because it keeps failing.");
  return () => {
    for (const { service, model, isOpen } of breakers.all()) open.set({ service, model }, Number(isOpen()));
  };
}
