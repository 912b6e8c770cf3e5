import { ErrorReply } from "redis";
import { ConfigurationError } from "../../errors.ts";
import { type Catalogue, parseCatalogue, printCatalogue } from "../../manifest/catalogue.ts";
import type { Connection } from "./connection.ts";
import { evenWhenFull } from "./even-when-full.ts";
import { catalogueKeyOf } from "./names.ts";

/** @param name of the index, INDEX_NAME */
export async function readCatalogue(connection: Connection, name: string): Promise<Catalogue | undefined> {
  const stored = await connection.run((client) => client.get(catalogueKeyOf(name)));
  return stored === null ? undefined : parseCatalogue(stored);
}

export async function writeCatalogue(connection: Connection, name: string, catalogue: Catalogue): Promise<void> {
  // First, so that a failure leaves the manifest as it was.
  await pointAlias(connection, name, catalogue.live.index);
  await connection.run((client) => evenWhenFull(client, "SET", catalogueKeyOf(name), printCatalogue(catalogue)));
}

/** For readers other than Footnote, which know no manifest. @throws ConfigurationError when an index has the name itself */
export async function pointAlias(connection: Connection, name: string, index: string): Promise<void> {
  try {
    await connection.run((client) => client.ft.aliasUpdate(name, index));
  } catch (error) {
    if (!(error instanceof ErrorReply && /alias does not belong/i.test(error.message))) throw error;
    throw new ConfigurationError([
      `INDEX_NAME is "${name}", which is the name of an index in this Redis that is not Footnote's; choose another`,
    ]);
  }
}
