import { visiblePart } from "../../access/visible.ts";
import type { Chunks, DocumentRecord, Documents, IndexState } from "../chunk-index.ts";
import { unfinished, withdrawn } from "../listing.ts";
import { assertEmbedding } from "../similarity.ts";
import { evenWhenFull } from "./even-when-full.ts";
import { listingsOf } from "./listings.ts";
import type { View } from "./view.ts";

/** A string for each record, one for each text, and the listings that sources are found by. */
export function redisDocuments(view: View, { settle, writeChunks, updateChunks, deleteChunks }: IndexState & Chunks): Documents {
  const { connection, manifest, keys, visible } = view;

  /** Whether each source may be visible, by the listings: a record is in all of its own, and for a moment still in those that it left. */
  const areListed = async (sources: string[]): Promise<boolean[]> => {
    if (visible === "all" || sources.length === 0) return sources.map(() => visible === "all");
    const scores = await connection.each([...visible], (client, category) => client.zmScore(keys.listing(category), sources));
    return sources.map((_, position) => scores.some((ofCategory) => ofCategory[position] !== null));
  };

  const readDocuments: Documents["readDocuments"] = async (sources) => {
    // Asked first, so that the length of a hidden record does not show in the time that reading it takes.
    const listed = await areListed(sources);
    const read = sources.filter((_, position) => listed[position]);
    const records = await connection.each(read, (client, source) => client.get(keys.document(source)));
    const found = new Map(
      records.map((record, position) => [
        read[position],
        record === null ? undefined : visiblePart<DocumentRecord>({ layout: null, ...JSON.parse(record) }, visible),
      ]),
    );
    return sources.map((source) => found.get(source));
  };

  /** The entries of a source in these listings, to be added or removed one by one. */
  const entriesOf = (source: string, listings: Iterable<string>) => [...listings].map((key) => ({ key, source }));

  const unlist = (entries: { key: string; source: string }[]) =>
    connection.each(entries, (client, { key, source }) => client.zRem(key, source));

  const writeDocuments: Documents["writeDocuments"] = async (records) => {
    const before = await readDocuments(records.map(({ source }) => source));
    // The listings that a record enters go first, and those that it leaves last: a record that is there is listed, whatever breaks off.
    // None is left out as known, since a deletion that broke off leaves records that are in fewer.
    await connection.each(
      records.flatMap((record) => entriesOf(record.source, listingsOf(keys, record))),
      (client, { key, source }) => client.zAdd(key, { score: 0, value: source }),
    );
    await connection.each(records, (client, record) =>
      Promise.all([
        client.zAdd(keys.origin(record.origin), { score: 0, value: record.source }),
        client.set(keys.document(record.source), JSON.stringify(record)),
      ]),
    );
    await unlist(
      records.flatMap((record, position) => {
        const left = new Set(listingsOf(keys, before[position])).difference(new Set(listingsOf(keys, record)));
        return entriesOf(record.source, left);
      }),
    );
  };

  const writeTexts: Documents["writeTexts"] = async (texts) => {
    await connection.each(texts, (client, { source, text }) => client.set(keys.text(source), text));
  };

  const isHidden = async (source: string) => visible !== "all" && !(await readDocuments([source]))[0];

  return {
    readDocuments,
    writeDocuments,
    async withdrawDocuments(records) {
      await connection.each(records, (client, record) =>
        evenWhenFull(client, "SET", keys.document(record.source), JSON.stringify(withdrawn(record))),
      );
      await unlist(records.flatMap(({ source, categories }) => entriesOf(source, categories.map(keys.listing))));
    },
    async deleteDocuments(records) {
      const before = await readDocuments(records.map(({ source }) => source));
      // Categories first, which only the record tells. The listing of all and the origin go last: what is in them can be found and deleted
      // again after an interruption.
      await unlist(before.flatMap((record) => (record ? entriesOf(record.source, record.categories.map(keys.listing)) : [])));
      await connection.each(records, (client, { source }) => client.unlink(keys.text(source)));
      await connection.each(records, (client, { source }) => client.unlink(keys.document(source)));
      await unlist(records.map(({ source }) => ({ key: keys.listing(undefined), source })));
      await connection.each(records, (client, { source, origin }) => client.zRem(keys.origin(origin), source));
    },

    async readText(source) {
      // Asked first, as for records.
      if (await isHidden(source)) return undefined;
      const text = await connection.run((client) => client.get(keys.text(source)));
      // Asked again, since an ingestion may have changed whose document it is, and then its text.
      return text === null || (await isHidden(source)) ? undefined : text;
    },
    writeTexts,

    async replaceDocument({ record, text, write, update, remove }) {
      for (const { embedding } of write) assertEmbedding(embedding, manifest);
      // No transaction spans the slots of a cluster, and one of many chunks would hold up every search.
      const [previous] = await readDocuments([record.source]);
      await writeDocuments([unfinished(record, previous, remove)]);
      await writeChunks(write);
      await updateChunks(update);
      await writeTexts([{ source: record.source, text }]);
      if (remove.length > 0) {
        await settle();
        await deleteChunks(remove);
      }
      await writeDocuments([record]);
    },
  };
}
