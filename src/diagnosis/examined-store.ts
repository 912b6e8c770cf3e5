import type { Embedding } from "../document.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Check } from "./check.ts";

/** A store as the doctor sees it. Nothing of it writes. */
export type ExaminedStore = {
  /** For people, without secrets. */
  readonly name: string;
  /** Of the live index. @throws VerdictError when nothing was ingested, StoreUnavailableError, StoreTimeoutError */
  manifest(): Promise<Manifest>;
  /** Some of the embeddings that are stored, none if there are none. */
  sample(): Promise<Embedding[]>;
  /** How many answers are kept to be given again from the live index. */
  keptAnswers(): Promise<number>;
  /** Of the store itself, before the manifest is looked at. */
  storeChecks: Check[];
  /** Of the live index and of what lies beside it. */
  indexChecks: Check[];
  close(): Promise<void>;
};
