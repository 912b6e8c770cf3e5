import { advice, type Check, ok, wrong } from "../../../diagnosis/check.ts";
import { judgeDocuments } from "../../../diagnosis/documents.ts";
import { judgeLeftovers } from "../../../diagnosis/leftovers.ts";
import { shadowTablesOf, tablesOf } from "../names.ts";
import { indexNames } from "../schema.ts";
import type { Facts } from "./facts.ts";

/** Milliseconds from which on an approximate search is worth its memory. */
const slowSearch = 100;

export function indexChecks({ database, catalogue, manifest, index, sample }: Facts): Check[] {
  const count = async (sql: string) => (await database()).get<{ count: number }>(`SELECT count(*) AS count FROM ${sql}`)!.count;
  return [
    {
      name: "index",
      async look() {
        const live = await manifest();
        const tables = tablesOf(live);
        return ok(`${live.index}, ${await count(tables.chunks)} chunks of ${await count(tables.documents)} documents`);
      },
    },
    {
      name: "search",
      async look() {
        const [embedding] = await sample();
        if (!embedding) return ok("exact; there are no chunks yet");
        const live = await index();
        const began = performance.now();
        await live.searchVectors({ embedding, k: 10 });
        const milliseconds = performance.now() - began;
        const says = `exact, so that nothing is missed; by vectors it takes ${milliseconds.toFixed(1)} ms`;
        return milliseconds < slowSearch ? ok(says) : advice(says, "set REDIS_URL and ingest there: HNSW compares few of the vectors");
      },
    },
    {
      name: "indexing",
      async look() {
        const live = await manifest();
        const { chunks } = tablesOf(live);
        const shadows = shadowTablesOf(live);
        const vectors = `SELECT rowid FROM ${shadows.embeddings}`;
        const terms = `SELECT id FROM ${shadows.terms}`;
        const whole = await count(chunks);
        const incomplete = await count(`${chunks} WHERE row NOT IN (${vectors}) OR row NOT IN (${terms})`);
        if (incomplete > 0) {
          return wrong(`${incomplete} of ${whole} chunks lack their vector or their terms`, "run `npm run reindex`");
        }
        return ok(`${whole} chunks, each with its vector and its terms`);
      },
    },
    {
      name: "documents",
      async look() {
        const { documents, chunks } = tablesOf(await manifest());
        const unfinished = (await database()).all<{ source: string; origin: string }>(
          `SELECT source, origin FROM ${documents} WHERE hash IS NULL`,
        );
        // At once, as an ingestion may go on.
        const counts = (await database()).get<{ documents: number; finished: number; stored: number }>(`
          SELECT count(*) AS documents, total(iif(hash IS NULL, 0, json_array_length(chunks))) AS finished,
            (SELECT count(*) FROM ${chunks}) AS stored FROM ${documents}`)!;
        return judgeDocuments({ documents: counts.documents, unfinished, chunks: counts.finished, all: true }, counts.stored);
      },
    },
    {
      name: "leftovers",
      async look() {
        const live = (await manifest()).index;
        const others = indexNames(await database()).filter((index) => index !== live);
        const leftovers = others.map(async (index) => ({ index, holds: `${await count(tablesOf({ index }).chunks)} chunks` }));
        return judgeLeftovers(
          await Promise.all(leftovers),
          await catalogue(),
          "",
          () => "ingest under a new INDEX_NAME and delete this file",
        );
      },
    },
  ];
}
