import type { IndexSettings } from "../src/config.ts";
import { type ClusteredIndex, clusteredIndex } from "./clustered-index.ts";
import type { Figure } from "./figure.ts";
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
import { type Engine, openWorkspace, type Workspace } from "./workspace.ts";

/** What a measurement needs. */
export type Bench = {
  engine: Engine;
  settings: IndexSettings;
  /** How long a server is put under load to see whether its memory grows; not at all if undefined. */
  soakMinutes: number | undefined;
  /** A new workspace on the engine under test. @param purpose tells it apart from those of other measurements */
  workspace(purpose: string): Promise<Workspace>;
  /** An index that several measurements search, built when the first asks for it. */
  clusteredIndex(): Promise<ClusteredIndex>;
  /** Aborts when the user stops the bench. */
  signal: AbortSignal;
};

export type Measurement = (bench: Bench) => Promise<Omit<Figure, "measurement" | "store">[]>;

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
