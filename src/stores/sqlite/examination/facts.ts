import { once } from "../../../diagnosis/check.ts";
import { parseCatalogue } from "../../../manifest/catalogue.ts";
import { countAnswers } from "../answer-cache.ts";
import { Database } from "../database.ts";
import { sqliteIndex } from "../index.ts";
import { tablesOf } from "../names.ts";
import { nothingIngested, openToRead } from "./open.ts";

const sampleSize = 50;

export type Facts = ReturnType<typeof factsOf>;

/** What checks need to know, each found out once. */
export function factsOf(path: string) {
  const connection = once(async () => openToRead(path));
  const database = once(async () => new Database(await connection()));
  const catalogue = once(async () => {
    const row = (await database()).get<{ contents: string }>("SELECT contents FROM manifest");
    if (!row) throw nothingIngested("the file holds no index that was finished");
    return parseCatalogue(row.contents);
  });
  const manifest = async () => (await catalogue()).live;
  const index = async () => sqliteIndex({ database: await database(), manifest: await manifest(), visible: "all" });
  const sample = once(async () => {
    const sql = `SELECT id FROM ${tablesOf(await manifest()).chunks} ORDER BY random() LIMIT ?`;
    const ids = (await database()).all<{ id: string }>(sql, sampleSize).map(({ id }) => id);
    const found = await (await index()).readEmbeddings(ids);
    return found.filter((embedding) => embedding !== undefined);
  });
  const keptAnswers = async () => countAnswers(await database(), await manifest());
  return { path, connection, database, catalogue, manifest, index, sample, keptAnswers };
}
