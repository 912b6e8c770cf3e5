import { join } from "node:path";
import type { ExaminedStore } from "../../../diagnosis/examined-store.ts";
import { factsOf } from "./facts.ts";
import { fileChecks } from "./file-checks.ts";
import { indexChecks } from "./index-checks.ts";

/** The file of a SQLite store, opened to be read only. */
export function examinedSqlite(directory: string, name: string): ExaminedStore {
  const path = join(directory, `${name}.sqlite`);
  const facts = factsOf(path);
  return {
    name: `SQLite at ${path}`,
    manifest: facts.manifest,
    sample: facts.sample,
    keptAnswers: facts.keptAnswers,
    storeChecks: fileChecks(facts),
    indexChecks: indexChecks(facts),
    close: async () => (await facts.connection().catch(() => undefined))?.close(),
  };
}
