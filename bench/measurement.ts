import type { IndexSettings } from "../src/config.ts";
import type { ClusteredIndex } from "./clustered-index.ts";
import type { Figure } from "./figure.ts";
import type { Engine, Workspace } from "./workspace.ts";

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
