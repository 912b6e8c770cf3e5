import type { Breakers } from "../../upstream/breaker.ts";
import type { ReadMetrics } from "../../http/parts.ts";
import { breakerState } from "../../observation/breaker-state.ts";
import type { Registry } from "../../observation/registry.ts";
import { storeState } from "../../observation/store-state.ts";
import type { Store } from "../../stores/store.ts";
import { processState } from "./process-state.ts";

/** @returns what reads all that a process counts, with the state of its parts at that moment */
export function metricsReader(registry: Registry, store: Store, breakers: Breakers): ReadMetrics {
  const askStore = storeState(registry, store);
  const lookAtBreakers = breakerState(registry, breakers);
  const lookAtProcess = processState(registry);
  return async () => {
    await askStore();
    lookAtBreakers();
    lookAtProcess();
    return registry.read();
  };
}
