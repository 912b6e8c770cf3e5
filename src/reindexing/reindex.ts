import { type Difference, differences, unlessGiven } from "../manifest/as-built.ts";
import type { Catalogue } from "../manifest/catalogue.ts";
import type { Config } from "../config.ts";
import type { Embedder } from "../embeddings/embedder.ts";
import { ReindexRefusedError } from "../errors.ts";
import type { Comparison } from "../evaluation/baseline.ts";
import { conclusion } from "../evaluation/describe-comparison.ts";
import { measured } from "../ingestion/live-or-new-index.ts";
import type { IngestionReport } from "../ingestion/report.ts";
import { type Manifest, manifestSchema, newManifest } from "../manifest/manifest.ts";
import { copyInto, inTurn, type Operation } from "./operation.ts";
import { assertCopyable, type Pair, survey } from "./survey.ts";

export type Reindexing = Operation & {
  /** Compares the new index, `to`, with the live one; undefined when there is nothing to measure them by. */
  evaluate: (pair: Pair) => Promise<Comparison[] | undefined>;
  /** Switch though a metric has fallen. */
  allowWorse: boolean;
  /** Called before the work begins. */
  onBegin: (begun: { from: Manifest; to: Manifest; differences: Difference[]; resumed: boolean }) => void;
};

export type ReindexReport = { live: Manifest; previous: Manifest; copied: IngestionReport; comparisons: Comparison[] | undefined };

/**
 * Builds an index beside the live one from the texts that the live one keeps, as the configuration asks for, and what that leaves open as
 * the live one is; then makes it the live one. A run that was interrupted goes on where it was.
 * @throws IndexMissingError, ReindexRefusedError, InvalidEmbeddingError, UpstreamError, IngestionStoppedError, StoreUnavailableError,
 * StoreTimeoutError; the live index is then as it was
 */
export async function reindex(reindexing: Reindexing): Promise<ReindexReport> {
  const { config, store, createEmbedder, evaluate, allowWorse, clock, onBegin } = reindexing;
  return inTurn(reindexing, async (catalogue, signal) => {
    const { live } = catalogue;
    const from = store.open(live);
    const wanted = unlessGiven(config, live);
    const embedder = createEmbedder(wanted);
    const manifest = await manifestToBuild(catalogue, wanted, embedder, signal);
    const beside = catalogue.beside.filter(({ manifest: { index } }) => index !== manifest.index);
    onBegin({
      from: live,
      to: manifest,
      differences: differences(live, wanted, embedder.identity),
      resumed: beside.length < catalogue.beside.length,
    });
    const to = store.open(manifest);
    // Known to the store before it exists, so that whatever becomes of this run, it can be resumed or removed.
    await store.publish(live, [...beside, { manifest, state: "building" }]);
    await to.create();
    const found = await survey({ from, to }, signal);
    assertCopyable(found);
    const copied = await copyInto(reindexing, { from, to }, { embedder, limits: wanted.chunking }, found.changes, signal);
    const { failures } = await to.status();
    if (failures > 0) throw new ReindexRefusedError(`${failures} chunks of the new index could not be indexed, so the live index stays.`);

    const comparisons = await evaluate({ from, to });
    if (comparisons?.some(({ fallen }) => fallen) && !allowWorse) {
      throw new ReindexRefusedError(
        `${conclusion(comparisons, "live index")} The live index stays. To switch all the same, run it again with --allow-worse: what was built is kept.`,
      );
    }
    signal.throwIfAborted();
    await store.publish(manifest, [...beside, { manifest: live, state: "kept", liveUntil: clock() }]);
    return { live: manifest, previous: live, copied, comparisons };
  });
}

/** A new one, or that of what an interrupted run has begun, if it was for the same. */
async function manifestToBuild({ live, beside }: Catalogue, wanted: Config, embedder: Embedder, signal: AbortSignal): Promise<Manifest> {
  const begun = beside.filter(({ state }) => state === "building").map(({ manifest }) => manifest);
  const known = [live, ...begun].find((manifest) => makes(embedder, wanted, manifest));
  const { dimensions } = known?.embedding ?? (await measured(embedder, wanted, "Footnote", signal));
  const taken = [live, ...beside.map(({ manifest }) => manifest)].map(({ index }) => index);
  const fresh = await newManifest(wanted, { ...embedder.identity, dimensions }, taken);
  return begun.find((manifest) => contents(manifest) === contents(fresh)) ?? fresh;
}

/** Whether an embedder is known to make embeddings of a manifest's length. */
function makes({ identity }: Embedder, { embedding: { dimensions } }: Config, { embedding: made }: Manifest): boolean {
  const sameModel = made.provider === identity.provider && made.model === identity.model;
  return sameModel && (dimensions === undefined ? made.dimensionsAsked !== true : dimensions === made.dimensions);
}

const contentsSchema = manifestSchema.omit({ index: true });
/** All but the name, in a fixed order. */
const contents = (manifest: Manifest) => JSON.stringify(contentsSchema.parse(manifest));
