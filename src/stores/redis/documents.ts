import { visiblePart } from "../../access/visible.ts";
import type { Chunks, DocumentRecord, Documents, IndexState } from "../chunk-index.ts";
import { unfinished } from "../listing.ts";
import { assertEmbedding } from "../similarity.ts";
import { listingChanges, updateListings } from "./listings.ts";
import type { View } from "./view.ts";

/** A string for each record, one for each text, and the listings that sources are found by. */
export function redisDocuments(view: View, { settle, writeChunks, updateChunks, deleteChunks }: IndexState & Chunks): Documents {
  const { connection, manifest, keys, visible } = view;

  /** Whether each source may be visible, by the listings, which are changed before the records. */
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

  const writeDocuments: Documents["writeDocuments"] = async (records) => {
    // The listings go first: a record that is there counts as listed.
    const before = await readDocuments(records.map(({ source }) => source));
    await updateListings(
      view,
      records.flatMap((record, position) => listingChanges(keys, before[position], record)),
    );
    await connection.each(records, (client, record) =>
      Promise.all([
        client.zAdd(keys.origin(record.origin), { score: 0, value: record.source }),
        client.set(keys.document(record.source), JSON.stringify(record)),
      ]),
    );
  };

  const writeTexts: Documents["writeTexts"] = async (texts) => {
    await connection.each(texts, (client, { source, text }) => client.set(keys.text(source), text));
  };

  const isHidden = async (source: string) => visible !== "all" && !(await readDocuments([source]))[0];

  return {
    readDocuments,
    writeDocuments,
    async deleteDocuments(records) {
      const before = await readDocuments(records.map(({ source }) => source));
      await updateListings(
        view,
        before.flatMap((record) => listingChanges(keys, record, undefined)),
      );
      // The origin goes last: what is listed can be found and deleted again after an interruption.
      await connection.each(records, (client, { source }) => client.unlink(keys.text(source)));
      await connection.each(records, (client, { source }) => client.unlink(keys.document(source)));
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
