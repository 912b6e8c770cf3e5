import { RESP_TYPES } from "redis";
import type { IndexSettings } from "../../../config.ts";
import { once, VerdictError, wrong } from "../../../diagnosis/check.ts";
import { parseCatalogue } from "../../../manifest/catalogue.ts";
import { toEmbedding } from "../../similarity.ts";
import type { Connection } from "../connection.ts";
import { catalogueKeyOf, fields, keysOf } from "../names.ts";
import { readIndexInfo, unlessMissing } from "../schema.ts";
import { seeKeys } from "./keys.ts";
import type { ChunkSize } from "./memory.ts";
import { readServer } from "./server.ts";

/** Milliseconds after which the keys that are left are not looked at. */
const scanBudget = 5000;
const sampleSize = 50;

export type Facts = ReturnType<typeof factsOf>;

/** What checks need to know, each found out once. */
export function factsOf(connection: Connection, settings: IndexSettings) {
  const server = once(() => readServer(connection));
  const engine = once(async () => {
    const found = (await server()).engine;
    // The message of the failure has the remedy.
    if (found === undefined) await connection.run((client) => client.ft._list());
    return found;
  });
  const catalogue = once(async () => {
    await server();
    const stored = await connection.run((client) => client.get(catalogueKeyOf(settings.name)));
    if (stored === null) {
      throw new VerdictError(
        wrong(`nothing has been ingested yet: there is no key ${catalogueKeyOf(settings.name)}`, "run `npm run ingest`"),
      );
    }
    return parseCatalogue(stored);
  });
  const manifest = async () => (await catalogue()).live;
  const info = once(async () => {
    await engine();
    const live = await manifest();
    const found = await readIndexInfo(connection, live);
    if (!found) throw new VerdictError(wrong(`the manifest names the index ${live.index}, which is missing`, "run `npm run ingest`"));
    return found;
  });
  const keys = once(async () => seeKeys(connection, settings.name, keysOf(await manifest()), scanBudget));
  const sample = once(async () => {
    const chunks = (await keys()).chunkKeys.slice(0, sampleSize);
    const stored = await connection.run((client) => {
      const buffers = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
      return Promise.all(chunks.map((key) => buffers.hGet(key, fields.embedding)));
    });
    return stored.filter((bytes) => bytes !== null).map(toEmbedding);
  });
  const keptAnswers = async () => {
    await engine();
    const { answerIndex } = keysOf(await manifest());
    const found = await unlessMissing(connection.run((client) => client.ft.info(answerIndex)));
    return found ? Number(found.num_docs) : 0;
  };
  return { server, engine, catalogue, manifest, info, keys, sample, keptAnswers };
}

const sizedFields = ["id", "source", "title", "categories", "start", "end", "line", "page", "tokens", "terms", "embeddingHash", "text"];

export async function chunkSizes(connection: Connection, keys: string[]): Promise<ChunkSize[]> {
  const rows = await connection.run((client) => Promise.all(keys.map((key) => client.hmGet(key, sizedFields))));
  return rows.map((row, position) => {
    const stored = sizedFields.flatMap((name, field) => (row[field] == null ? [] : [[name, row[field]] as const]));
    const terms = stored.find(([name]) => name === fields.terms)?.[1].split(" ") ?? [];
    return {
      key: Buffer.byteLength(keys[position]!),
      fields: Object.fromEntries(stored.map(([name, value]) => [name, Buffer.byteLength(value)])),
      terms: new Set(terms).size,
    };
  });
}
