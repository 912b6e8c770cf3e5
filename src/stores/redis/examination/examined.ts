import type { IndexSettings } from "../../../config.ts";
import type { Manifest } from "../../../manifest/manifest.ts";
import type { ExaminedStore } from "../../../diagnosis/examined-store.ts";
import { Connection } from "../connection.ts";
import { factsOf } from "./facts.ts";
import { indexChecks } from "./index-checks.ts";
import { memoryChecks } from "./memory-checks.ts";
import { serverChecks } from "./server-checks.ts";

/**
 * A Redis, asked by commands that only read.
 * @param wanted the settings that the environment asks for, and what it leaves open as an index has it
 * @param timeout milliseconds for each command
 */
export function examinedRedis(
  url: string,
  settings: IndexSettings,
  wanted: (manifest: Manifest) => IndexSettings,
  timeout: number,
): ExaminedStore {
  const connection = new Connection(url, timeout);
  const facts = factsOf(connection, settings);
  return {
    name: `Redis at ${connection.address}`,
    manifest: facts.manifest,
    sample: facts.sample,
    keptAnswers: facts.keptAnswers,
    storeChecks: serverChecks(facts),
    indexChecks: [...indexChecks(connection, settings, wanted, timeout, facts), ...memoryChecks(connection, settings, facts)],
    close: () => connection.close(),
  };
}
