import { leastEvidence, type Calibration } from "../../answering/calibration.ts";
import { describeDifferences, type Difference } from "../../manifest/as-built.ts";
import { chunkingOf, type Manifest } from "../../manifest/manifest.ts";
import type { Reindexing, ReindexReport } from "../../reindexing/reindex.ts";
import type { RollbackReport } from "../../reindexing/roll-back.ts";
import type { Changes } from "../../reindexing/survey.ts";
import type { Store } from "../../stores/store.ts";
import { describeReport } from "./progress.ts";

type Begun = Parameters<Reindexing["onBegin"]>[0];

/** What is about to be built. */
export function describeBegin({ from, to, differences, resumed }: Begun, store: Store): string {
  const changes = differences.map(({ setting, has, asked }) => `  ${setting}: ${has} → ${asked}`);
  return [
    `${resumed ? "Going on with" : "Building"} ${to.index} behind ${from.index}, ${store.name}`,
    ...(changes.length > 0 ? changes : ["  with the same settings"]),
  ].join("\n");
}

/** What a reindex did, and what an operator does next. */
export function describeReindex(
  { live, previous, copied }: ReindexReport,
  disagreement: Difference[],
  calibrations: Calibration[],
): string {
  const [declining, declined] = [live, previous].map(({ embedding }) => leastEvidence(calibrations, embedding, "hybrid"));
  return [
    describeReport(copied),
    `Live is now ${describeIndex(live)}; running servers follow within a second.`,
    `Kept is ${describeIndex(previous)}: ${wayBack(previous)}, \`npm run reindex -- --prune\` removes it.`,
    ...(declined! > 0 && declining === 0
      ? ["With these embeddings, no question is declined for weak evidence until `npm run calibrate` has been run."]
      : []),
    ...describeDisagreement(disagreement),
  ].join("\n");
}

/** This version answers no questions from an index of another. */
const wayBack = (manifest: Manifest) =>
  chunkingOf(manifest) ? "`npm run reindex -- --rollback` goes back to it" : "only the version of Footnote that built it can go back to it";

export function describeRollbackBegin({ from, to, changes }: { from: Manifest; to: Manifest; changes: Changes }): string {
  return `Going back from ${from.index} to ${to.index}. Since it was live, ${describeChanges(changes)}.`;
}

export function describeRollback({ live, previous, changes, copied }: RollbackReport, disagreement: Difference[]): string {
  const asItWas = `It is as it was: ${changes.added} documents are missing, ${changes.changed} are old, ${changes.deleted} are back. \`npm run ingest\` brings it up to date.`;
  return [
    copied ? describeReport(copied) : asItWas,
    `Live is now ${describeIndex(live)}; running servers follow within a second. Kept is ${describeIndex(previous)}.`,
    ...describeDisagreement(disagreement),
  ].join("\n");
}

export function describePruned(removed: Manifest[]): string {
  if (removed.length === 0) return "There is no index but the live one.";
  return removed.map((manifest) => `Removed ${describeIndex(manifest)}.`).join("\n");
}

function describeChanges({ added, changed, deleted }: Changes): string {
  return `${added} documents were added, ${changed} changed and ${deleted} deleted`;
}

function describeIndex({ index, embedding: { provider, model, dimensions } }: Manifest): string {
  return `${index} (${provider}:${model}, ${dimensions} dimensions)`;
}

function describeDisagreement(disagreement: Difference[]): string[] {
  if (disagreement.length === 0) return [];
  return [
    `The environment still says otherwise. Servers go on as the index says, but \`npm run ingest\` is refused until this is set right, or unset:\n${describeDifferences(disagreement)}`,
  ];
}
