import { asBuilt, assertSameVersion } from "../manifest/as-built.ts";
import { ExpectedError, ReindexRefusedError } from "../errors.ts";
import type { IngestionReport } from "../ingestion/report.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { copyInto, inTurn, type Operation } from "./operation.ts";
import { assertCopyable, type Changes, survey } from "./survey.ts";

export type RollingBack = Operation & {
  /** Leave out what changed since the index was live, instead of bringing it up to date first. */
  asItWas: boolean;
  /** Called before the work begins. */
  onBegin: (begun: { from: Manifest; to: Manifest; changes: Changes }) => void;
};

export type RollbackReport = {
  live: Manifest;
  previous: Manifest;
  changes: Changes;
  /** Null when the index was left as it was. */
  copied: IngestionReport | null;
};

/**
 * Makes the index that was live last the live one again, once it has what was ingested, changed and deleted since.
 * @throws IndexMissingError, ReindexRefusedError, StoreUnavailableError, StoreTimeoutError; the live index is then as it was
 */
export async function rollBack(rollingBack: RollingBack): Promise<RollbackReport> {
  const { config, store, createEmbedder, asItWas, clock, onBegin } = rollingBack;
  return inTurn(rollingBack, async ({ live, beside }, signal) => {
    const last = beside.findLast(({ state }) => state === "kept");
    if (!last) {
      throw new ReindexRefusedError(
        "There is no index to go back to: `npm run reindex` keeps the one that was live before, until --prune.",
      );
    }
    const { manifest } = last;
    assertSameVersion(manifest);
    const [from, to] = [store.open(live), store.open(manifest)];
    await to.status();
    const found = await survey({ from, to }, signal);
    const { changes } = found;
    onBegin({ from: live, to: manifest, changes });
    const built = asBuilt(config, manifest);
    const opened = { embedder: createEmbedder(built), limits: built.chunking };
    const bringUpToDate = async () => {
      assertCopyable(found);
      await to.create();
      return copyInto(rollingBack, { from, to }, opened, changes, signal);
    };
    const copied = asItWas ? null : await bringUpToDate().catch((error: unknown) => Promise.reject(explain(error, changes)));
    signal.throwIfAborted();
    const others = beside.filter((one) => one !== last);
    await store.publish(manifest, [...others, { manifest: live, state: "kept", liveUntil: clock() }]);
    return { live: manifest, previous: live, changes, copied };
  });
}

/** Who has to go back now must learn how, and at what price. */
function explain(error: unknown, { added, changed, deleted }: Changes): unknown {
  if (!(error instanceof ExpectedError)) return error;
  return new ReindexRefusedError(
    `${error.message.replace(/\.?$/, ".")} The live index stays. To go back at once, add --as-it-was; the index then lacks ${added} documents, ` +
      `has ${changed} as they were, and has ${deleted} that were deleted since.`,
    { cause: error },
  );
}
