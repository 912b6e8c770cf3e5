import { RESP_TYPES } from "redis";
import type { IndexSettings } from "../../../config.ts";
import { once, VerdictError, wrong } from "../../../diagnosis/check.ts";
import { manifestSchema } from "../../../manifest.ts";
import { toEmbedding } from "../../similarity.ts";
import type { Connection } from "../connection.ts";
import { chunkPrefix, fields, readIndexInfo } from "../schema.ts";
import { seeKeys } from "./keys.ts";
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
  const manifest = once(async () => {
    await server();
    const stored = await connection.run((client) => client.get(`${settings.name}:manifest`));
    if (stored === null) {
      throw new VerdictError(wrong(`nothing has been ingested yet: there is no key ${settings.name}:manifest`, "run `npm run ingest`"));
    }
    return manifestSchema.parse(JSON.parse(stored));
  });
  const info = once(async () => {
    await engine();
    const live = await manifest();
    const found = await connection.run((client) => readIndexInfo(client, live));
    if (!found) throw new VerdictError(wrong(`the manifest names the index ${live.index}, which is missing`, "run `npm run ingest`"));
    return found;
  });
  const keys = once(async () => seeKeys(connection, settings.name, chunkPrefix(await manifest()), scanBudget));
  const sample = once(async () => {
    const chunks = (await keys()).chunkKeys.slice(0, sampleSize);
    const stored = await connection.run((client) => {
      const buffers = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
      return Promise.all(chunks.map((key) => buffers.hGet(key, fields.embedding)));
    });
    return stored.filter((bytes) => bytes !== null).map(toEmbedding);
  });
  return { server, engine, manifest, info, keys, sample };
}

/** Bytes of each field of some chunks but for the embedding. */
export async function fieldSizes(connection: Connection, keys: string[]): Promise<Record<string, number>[]> {
  const names = ["id", "source", "title", "categories", "start", "end", "line", "page", "tokens", "terms", "embeddingHash", "text"];
  const rows = await connection.run((client) => Promise.all(keys.map((key) => client.hmGet(key, names))));
  return rows.map((row) =>
    Object.fromEntries(names.flatMap((name, position) => (row[position] == null ? [] : [[name, Buffer.byteLength(row[position])]]))),
  );
}
