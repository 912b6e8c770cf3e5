import type { ReadMetrics } from "../../http/metrics.ts";
import { countingMeter } from "../../observation/counting-meter.ts";
import type { Meter } from "../../observation/meter.ts";
import { createRegistry } from "../../observation/registry.ts";
import { storeState } from "../../observation/store-state.ts";
import type { Store } from "../../stores/store.ts";
import { processState } from "./process-state.ts";

/** What this process counts, and how to read it. */
export function nodeMetrics(store: Store): { meter: Meter; readMetrics: ReadMetrics } {
  const registry = createRegistry();
  const meter = countingMeter(registry);
  const askStore = storeState(registry, store);
  const lookAtProcess = processState(registry);
  return {
    meter,
    async readMetrics() {
      await askStore();
      lookAtProcess();
      return registry.read();
    },
  };
}
