import type { Manifest } from "../../manifest/manifest.ts";

const tables = ["documents", "documentCategories", "texts", "chunks", "categories", "embeddings", "terms"] as const;

export type Table = (typeof tables)[number];

/** The name of a table of an index. All begin with the name of the index, so that several fit one file. */
export const tableName = (index: string, table: string) => `${index}/${table}`;

export type Tables = Record<Table, string>;

/** The tables of an index, as queries name them. */
export function tablesOf({ index }: Pick<Manifest, "index">): Tables {
  return Object.fromEntries(tables.map((table) => [table, quoted(index, table)])) as Tables;
}

/** Tables in which the virtual ones keep a row for each of theirs. */
export function shadowTablesOf({ index }: Pick<Manifest, "index">): Record<"embeddings" | "terms", string> {
  return { embeddings: quoted(index, "embeddings_rowids"), terms: quoted(index, "terms_docsize") };
}

const quoted = (index: string, table: string) => `"${tableName(index, table)}"`;
