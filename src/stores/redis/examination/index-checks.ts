import type { IndexSettings } from "../../../config.ts";
import { advice, type Check, ok, unseen, wrong } from "../../../diagnosis/check.ts";
import { judgeDocuments } from "../../../diagnosis/documents.ts";
import { judgeLeftovers } from "../../../diagnosis/leftovers.ts";
import { judgeRecall } from "../../../diagnosis/recall.ts";
import type { Manifest } from "../../../manifest/manifest.ts";
import type { Connection } from "../connection.ts";
import { lockKeyOf } from "../names.ts";
import { assertSameIndex, readIndexInfo } from "../schema.ts";
import { seeDocuments } from "./documents.ts";
import type { Facts } from "./facts.ts";
import { baseOf, leftoversOf } from "./keys.ts";
import { approximateSearch, exactSearch } from "./nearest.ts";

/** Vectors beyond which comparing all of them takes milliseconds, and HNSW is worth its memory and its misses. */
const manyVectors = 10_000;

/** Milliseconds after which the documents that are left are not looked at. */
const documentsBudget = 2000;

/** Milliseconds of exact searches, each of which holds up a Redis without search workers. */
const exactBudget = 2000;

export function indexChecks(
  connection: Connection,
  settings: IndexSettings,
  wanted: (manifest: Manifest) => IndexSettings,
  timeout: number,
  { catalogue, manifest, info, keys, sample }: Facts,
): Check[] {
  return [
    {
      name: "index",
      async look() {
        const { chunks, embedding } = await info();
        const live = await manifest();
        assertSameIndex(await info(), live, wanted(live));
        return ok(`${live.index}, ${chunks} chunks, ${describeAlgorithm(embedding)}`);
      },
    },
    {
      name: "algorithm",
      async look() {
        const { chunks, embedding } = await info();
        const says = `${String(embedding.algorithm)} for ${chunks} vectors`;
        if (embedding.algorithm === "FLAT" && chunks > manyVectors) {
          return advice(`${says}: every search compares all of them`, "run `npm run reindex -- --algorithm HNSW`");
        }
        if (embedding.algorithm === "HNSW" && chunks <= manyVectors) {
          return advice(
            `${says}: below ${manyVectors.toLocaleString("en")}, comparing all is as fast, and misses none`,
            "unless it will grow, run `npm run reindex -- --algorithm FLAT`",
          );
        }
        return ok(says);
      },
    },
    {
      name: "recall",
      async look() {
        const { embedding, chunks } = await info();
        if (embedding.algorithm === "FLAT") return ok("FLAT compares all vectors, and misses none");
        const { index } = await manifest();
        const embeddings = await sample();
        if (chunks > 0 && embeddings.length === 0) return unseen("no chunk was seen among the keys that were looked at");
        return judgeRecall({
          sample: embeddings,
          exact: exactSearch(connection, index, timeout),
          approximate: (efRuntime) => approximateSearch(connection, index, timeout, efRuntime),
          efRuntime: settings.efRuntime,
          budget: exactBudget,
          now: () => performance.now(),
        });
      },
    },
    {
      name: "indexing",
      async look() {
        const { chunks, complete, failures, lastFailure, outOfMemory } = await info();
        if (outOfMemory) {
          return wrong(
            `Redis ran out of memory while it indexed; ${chunks} chunks can be found, and the others never will be`,
            "raise maxmemory, then run `npm run reindex`",
          );
        }
        if (failures > 0) {
          const why = lastFailure === undefined ? "" : `; the last: ${lastFailure}`;
          return wrong(
            `${failures} chunks could not be indexed and are never found${why}`,
            "run `npm run reindex`, which asks the model for its dimensions",
          );
        }
        if (!complete)
          return advice(`still going on; ${chunks} chunks can be found`, "wait; until it is complete, answers may miss passages");
        return ok(`${chunks} chunks, no failures`);
      },
    },
    {
      name: "documents",
      async look() {
        await info();
        const seen = await seeDocuments(connection, await keys(), documentsBudget);
        const now = await readIndexInfo(connection, await manifest());
        // While an ingestion goes on, the two do not belong together.
        const settled = now?.complete && (await connection.run((client) => client.exists(lockKeyOf(settings.name)))) === 0;
        return judgeDocuments(seen, settled ? now.chunks + now.failures : undefined);
      },
    },
    {
      name: "leftovers",
      async look() {
        const live = (await manifest()).index;
        const { share } = await keys();
        const indexes = (await connection.run((client) => client.ft._list())).map(String).toSorted();
        const seen = share === 1 ? "" : ` among ${Math.floor(share * 100)} % of all keys, in the time that looking may take`;
        return judgeLeftovers(leftoversOf(await keys(), indexes, settings.name, live), await catalogue(), seen, (index) => {
          const drops = indexes.filter((name) => baseOf(name) === index).map((name) => `FT.DROPINDEX ${name}`);
          const deletion = `delete the keys that begin with ${index}:`;
          return drops.length === 0 ? deletion : `run ${drops.join(" and ")}, and ${deletion}`;
        });
      },
    },
  ];
}

function describeAlgorithm({ algorithm, distance_metric: metric, M }: Record<string, unknown>): string {
  return [algorithm, metric, ...(M === undefined ? [] : [`M ${String(M)}`])].join(", ");
}
