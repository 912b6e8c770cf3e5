import type { Manifest } from "../../manifest/manifest.ts";
import { toBytes } from "../similarity.ts";
import type { AnswerCache } from "../store.ts";
import type { Connection } from "./connection.ts";
import { search } from "./bounded-search.ts";
import { keysOf } from "./names.ts";
import { unlessExists, unlessMissing } from "./schema.ts";

const fields = { scope: "scope", embedding: "embedding", contents: "contents", distance: "distance" } as const;

/**
 * One hash for each answer, which expires by itself, and an index over their embeddings, made with the first of them.
 * @param timeout milliseconds
 */
export function redisAnswerCache(connection: Connection, manifest: Manifest, timeout: number): AnswerCache {
  const { answerIndex: name, answers: prefix } = keysOf(manifest);
  return {
    async nearest(scope, embedding, k) {
      const query = `(@${fields.scope}:{${scope}})=>[KNN ${k} @${fields.embedding} $embedding AS ${fields.distance}]`;
      const found = await unlessMissing(
        search(
          connection,
          name,
          query,
          {
            RETURN: [fields.contents, fields.distance],
            LIMIT: { from: 0, size: k },
            SORTBY: fields.distance,
            PARAMS: { embedding: toBytes(embedding) },
          },
          timeout,
        ),
      );
      return (found?.documents ?? []).flatMap(({ id: key, value: { contents, distance } }) =>
        // What expires meanwhile is found without its fields.
        contents === undefined ? [] : [{ id: key.slice(prefix.length), contents, cosine: 1 - Number(distance) }],
      );
    },
    async write({ id, scope, embedding, contents }, seconds) {
      const key = prefix + id;
      await createIndex(connection, manifest);
      await connection.run((client) =>
        Promise.all([
          client.hSet(key, {
            [fields.scope]: scope,
            [fields.contents]: contents,
            [fields.embedding]: toBytes(embedding),
          }),
          client.expire(key, seconds),
        ]),
      );
    },
    async remove(id) {
      await connection.run((client) => client.unlink(prefix + id));
    },
  };
}

/** Exact search: an answer costs a model's time, so that there are never so many that a graph would pay. */
async function createIndex(connection: Connection, manifest: Manifest): Promise<void> {
  const { answerIndex: name, answers: prefix } = keysOf(manifest);
  if (await unlessMissing(connection.run((client) => client.ft.info(name)))) return;
  const { dimensions: DIM } = manifest.embedding;
  const schema = {
    [fields.scope]: { type: "TAG", CASESENSITIVE: true },
    [fields.embedding]: { type: "VECTOR", ALGORITHM: "FLAT", TYPE: "FLOAT32", DIM, DISTANCE_METRIC: "COSINE" },
  } as const;
  await unlessExists(connection.run((client) => client.ft.create(name, schema, { ON: "HASH", PREFIX: prefix })));
}
