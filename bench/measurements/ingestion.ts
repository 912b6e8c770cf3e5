import { DatabaseSync } from "node:sqlite";
import { RESP_TYPES } from "redis";
import { getLoadablePath } from "sqlite-vec";
import { batches } from "../../src/batches.ts";
import { concurrently } from "../../src/concurrently.ts";
import { defaultEmbeddingModels } from "../../src/config.ts";
import type { Embedder } from "../../src/embeddings/embedder.ts";
import type { Corpus } from "../../src/ingestion/corpus.ts";
import { parseFile } from "../../src/ingestion/parse.ts";
import { runIngestion } from "../../src/ingestion/run.ts";
import { listedPrices } from "../../src/prices/prices.ts";
import type { Bench } from "../measurement.ts";
import { clusteredVectors, dimensions, generatedFiles } from "../data.ts";
import { figure } from "../figure.ts";
import { elapsed, median, sideBySide } from "../statistics.ts";
import type { RawClient, Workspace } from "../workspace.ts";

const chunkCount = 20_000;
const rounds = 3;
const batchSize = 256;

/** Ingestion of generated files whose embeddings are known beforehand, so that only Footnote's own work and the store's is measured. */
export async function measureIngestion({ workspace: open, signal }: Bench) {
  await using workspace = await open("ingestion");
  const corpus = memoryCorpus();
  const embedder = precomputedEmbedder();
  const ingest = () =>
    runIngestion({
      ...workspace,
      corpus,
      parseFile,
      prices: listedPrices,
      createEmbedder: () => embedder,
      signal,
      onWait: () => {},
      now: () => performance.now(),
    });

  // The first run warms up, and what it has written is what the floor writes.
  const before = await hashWrites(workspace);
  const { chunks } = await ingest();
  const after = await hashWrites(workspace);
  const floor = workspace.raw ? await redisFloor(workspace, workspace.raw) : await sqliteFloor(workspace);

  const perSecond = (milliseconds: number) => (chunks.added / milliseconds) * 1000;
  const rates = await sideBySide(
    rounds,
    async () => {
      await workspace.clear();
      return perSecond(await elapsed(ingest));
    },
    async () => {
      await workspace.clear();
      return perSecond(await elapsed(floor));
    },
    signal,
  );
  return [
    figure({
      what: `ingesting ${chunks.added.toLocaleString("en")} chunks, embedding not counted`,
      value: median(rates.measured),
      unit: "chunks/s",
      floor: { what: workspace.raw ? "pipelined HSETs of the same fields" : "INSERTs of the same rows", value: median(rates.floor) },
      ...(workspace.raw && { target: { of: "floor", least: 0.9 } as const }),
    }),
    ...(workspace.raw
      ? [
          figure({
            what: "HSETs that the server counted (no other client may write meanwhile)",
            value: (after - before) / chunks.added,
            unit: "per chunk",
            target: { of: "value", exactly: 1 },
          }),
        ]
      : []),
  ];
}

function memoryCorpus(): Corpus {
  const files = Array.from(generatedFiles(chunkCount, 1), ({ source, text }) => ({ source, bytes: new TextEncoder().encode(text) }));
  return {
    origin: "bench",
    async *files() {
      for (const { source, bytes } of files) yield { source, read: async () => bytes };
    },
    has: async () => true,
  };
}

function precomputedEmbedder(): Embedder {
  const vectors = Array.from({ length: chunkCount }, clusteredVectors(2));
  let next = 0;
  const vector = () => vectors[next++ % chunkCount]!;
  return {
    identity: { provider: "lexical", model: defaultEmbeddingModels.lexical },
    fusionWeight: 1,
    embedDocuments: async (texts) => texts.map(vector),
    embedQuery: async () => new Float32Array(dimensions).fill(1),
  };
}

/** Returns a function that writes to a new index what the workspace holds now, through nothing but the Redis client. */
async function redisFloor(workspace: Workspace, raw: RawClient): Promise<() => Promise<void>> {
  const buffers = raw.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
  const { index } = (await workspace.store.readManifest())!;
  const hashes: { key: string; fields: Record<string, string | Buffer> }[] = [];
  for await (const keys of raw.scanIterator({ MATCH: `${index}:chunk:*`, COUNT: 1000 })) {
    for (const key of keys) {
      const fields = Object.entries(await buffers.hGetAll(key));
      hashes.push({ key, fields: Object.fromEntries(fields.map(([name, value]) => [name, name === "embedding" ? value : String(value)])) });
    }
  }
  return async () => {
    await workspace.newIndex();
    await concurrently(batches(hashes, batchSize), 2, async (batch) => {
      await Promise.all(batch.map(({ key, fields }) => raw.hSet(key, fields)));
    });
  };
}

async function hashWrites({ raw }: Workspace): Promise<number> {
  const statistics = (await raw?.info("commandstats")) ?? "";
  return Number(/^cmdstat_hset:calls=(\d+)/m.exec(statistics)?.[1] ?? 0);
}

/** Returns a function that writes to a new index what the workspace holds now, with prepared statements alone. */
async function sqliteFloor(workspace: Workspace): Promise<() => Promise<void>> {
  const { index } = (await workspace.store.readManifest())!;
  const path = `${workspace.config.dataDirectory}/${workspace.config.index.name}.sqlite`;
  const open = () => {
    const connection = new DatabaseSync(path, { allowExtension: true });
    connection.loadExtension(getLoadablePath());
    connection.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    return connection;
  };
  using connection = open();
  const tables = ["chunks", "categories", "embeddings"].map((name) => {
    const statement = connection.prepare(`SELECT * FROM "${index}/${name}" ORDER BY row`);
    const columns = statement.columns().map((column) => column.name);
    const rows = statement.all().map((row) => columns.map((column) => (column === "row" ? BigInt(row[column] as number) : row[column]!)));
    return { name, columns, rows };
  });
  // A full-text table without contents cannot be read back; what it was given stands beside the chunk.
  const terms = connection.prepare(`SELECT row, terms FROM "${index}/chunks" ORDER BY row`).all();
  const termRows = terms.map(({ row, terms }) => [BigInt(row as number), terms as string]);
  tables.push({ name: "terms", columns: ["rowid", "terms"], rows: termRows });
  return async () => {
    await workspace.newIndex();
    using connection = open();
    const inserts = tables.map(({ name, columns, rows }) => ({
      rows,
      statement: connection.prepare(
        `INSERT INTO "${index}/${name}" (${columns.map((column) => `"${column}"`).join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
      ),
    }));
    for (let start = 0; start < tables[0]!.rows.length; start += batchSize) {
      connection.exec("BEGIN");
      for (const { rows, statement } of inserts) for (const row of rows.slice(start, start + batchSize)) statement.run(...row);
      connection.exec("COMMIT");
    }
  };
}
