import { type ClusteredIndex, clusteredIndex } from "./clustered-index.ts";
import type { Figure } from "./figure.ts";
import type { Bench, Measurement } from "./measurement.ts";
import { measureAnswers } from "./measurements/answers.ts";
import { measureFiltering } from "./measurements/filtering.ts";
import { measureIngestion } from "./measurements/ingestion.ts";
import { measureLatency } from "./measurements/latency.ts";
import { measureLoad } from "./measurements/load.ts";
import { measureMemory } from "./measurements/memory.ts";
import { measureParsing } from "./measurements/parsing.ts";
import { measureRecall } from "./measurements/recall.ts";
import { measureReingestion } from "./measurements/reingestion.ts";
import { measureRequests } from "./measurements/requests.ts";
import { measureSearch } from "./measurements/search.ts";
import { type Engine, openWorkspace } from "./workspace.ts";

/** In the order in which they run. */
export const measurements: Record<string, Measurement> = {
  parsing: measureParsing,
  ingestion: measureIngestion,
  reingestion: measureReingestion,
  search: measureSearch,
  recall: measureRecall,
  filtering: measureFiltering,
  latency: measureLatency,
  requests: measureRequests,
  answers: measureAnswers,
  load: measureLoad,
  memory: measureMemory,
};

export async function* measure(
  names: string[],
  engine: Engine,
  { settings, soakMinutes, signal }: Pick<Bench, "settings" | "soakMinutes" | "signal">,
): AsyncGenerator<Figure> {
  await using shared = new AsyncDisposableStack();
  const workspace = (purpose: string) => openWorkspace(engine, purpose, settings);
  let clustered: Promise<ClusteredIndex> | undefined;
  const bench: Bench = {
    engine,
    settings,
    soakMinutes,
    workspace,
    clusteredIndex: () => (clustered ??= workspace("search").then((opened) => clusteredIndex(shared.use(opened), signal))),
    signal,
  };
  for (const name of names) {
    signal.throwIfAborted();
    for (const found of await measurements[name]!(bench)) yield { measurement: name, store: engine.store, ...found };
  }
}
