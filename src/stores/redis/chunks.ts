import { Document } from "@langchain/core/documents";
import { RESP_TYPES } from "redis";
import { visibleOf, visiblePart } from "../../access/visible.ts";
import { batches } from "../../batches.ts";
import type { Chunks } from "../chunk-index.ts";
import { assertEmbedding, toEmbedding } from "../similarity.ts";
import { fields } from "./names.ts";
import { decodeCategories, storedFields, toPage, toPassage } from "./stored.ts";
import { ChunkVectorStore, passageFields } from "./vector-store.ts";
import type { View } from "./view.ts";

/** Chunks that are made ready to be sent at once, which takes some 2 ms; requests are let through in between. */
const preparedTogether = 32;

/** One hash for each chunk, which the engine indexes. */
export function redisChunks(view: View): Chunks {
  const { connection, manifest, keys, visible } = view;
  return {
    async readPassages(ids) {
      const names = [passageFields.content, ...passageFields.metadata.map(({ name }) => name)];
      const rows = await connection.each(ids, (client, id) => client.hmGet(keys.chunk(id), names));
      return rows.map((values) =>
        values[0] == null
          ? undefined
          : visiblePart(toPassage(Object.fromEntries(names.map((name, position) => [name, values[position]!]))), visible),
      );
    },

    async readEmbeddings(ids) {
      const stored = await connection.each(ids, (client, id) =>
        client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer }).hmGet(keys.chunk(id), [fields.embedding, fields.categories]),
      );
      return stored.map(([bytes, categories]) =>
        bytes && visibleOf(decodeCategories(String(categories)), visible) ? toEmbedding(bytes) : undefined,
      );
    },

    async readChunks(ids) {
      const names = ["title", fields.categories, "start", "end", "line", "page", "embeddingHash"];
      const rows = await connection.each(ids, (client, id) => client.hmGet(keys.chunk(id), names));
      return rows.map(([title, categories, start, end, line, page, embeddingHash]) => {
        if (embeddingHash == null) return undefined;
        const offsets = { start: Number(start), end: Number(end), line: Number(line), page: toPage(page) };
        return visiblePart({ title: title!, categories: decodeCategories(categories!), ...offsets, embeddingHash }, visible);
      });
    },

    async writeChunks(chunks) {
      for (const { embedding } of chunks) assertEmbedding(embedding, manifest);
      const vectors = new ChunkVectorStore(view, passageFields);
      for (const batch of batches(chunks, preparedTogether)) {
        await vectors.addVectors(
          // LangChain's type says number[]; copying a thousand numbers into one costs a tenth of the client's time.
          batch.map(({ embedding }) => embedding as unknown as number[]),
          batch.map((chunk) => new Document({ pageContent: chunk.text, metadata: storedFields(chunk) })),
          { keys: batch.map(({ id }) => keys.chunk(id)) },
        );
      }
    },

    async updateChunks(chunks) {
      await connection.eachIndexed(chunks, (client, chunk) => client.hSet(keys.chunk(chunk.id), storedFields(chunk)));
    },

    async deleteChunks(ids) {
      await connection.eachIndexed(ids, (client, id) => client.unlink(keys.chunk(id)));
    },
  };
}
