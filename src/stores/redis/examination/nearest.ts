import type { Search } from "../../../diagnosis/recall.ts";
import { toBytes } from "../../similarity.ts";
import type { Connection } from "../connection.ts";
import { fields } from "../names.ts";
import { search } from "../bounded-search.ts";

const distance = "distance";

/** The nearest by comparing all vectors, which the engine does where a filter is given, so here one that every chunk passes. */
export function exactSearch(connection: Connection, index: string, timeout: number): Search {
  return nearestBy(connection, index, timeout, `(-@${fields.categories}:{none})`, "HYBRID_POLICY ADHOC_BF");
}

/** As the store searches. */
export function approximateSearch(connection: Connection, index: string, timeout: number, efRuntime: number): Search {
  return nearestBy(connection, index, timeout, "*", `EF_RUNTIME ${efRuntime}`);
}

function nearestBy(connection: Connection, index: string, timeout: number, filter: string, how: string): Search {
  return async (embedding, k) => {
    const query = `${filter}=>[KNN ${k} @${fields.embedding} $vector ${how} AS ${distance}]`;
    const vector = toBytes(embedding);
    const options = { RETURN: [distance], SORTBY: distance, LIMIT: { from: 0, size: k }, PARAMS: { vector } };
    const { documents } = await search(connection, index, query, options, timeout);
    return documents.map(({ value }) => -Number(value[distance]));
  };
}
