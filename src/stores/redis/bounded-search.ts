import { StoreTimeoutError, StoreUnavailableError } from "../../errors.ts";
import type { Connection } from "./connection.ts";
import { partlyIndexed } from "./schema.ts";

/** The options of FT.SEARCH that Footnote and LangChain's vector store use, named as node-redis names them. */
export type SearchOptions = {
  RETURN: string[];
  LIMIT: { from: number; size: number };
  SCORER?: string;
  WITHSCORES?: boolean;
  VERBATIM?: boolean;
  SORTBY?: string;
  PARAMS?: Record<string, string | Buffer>;
};

export type SearchReply = { total: number; documents: { id: string; score?: number; value: Record<string, string> }[] };

/** What expires or is deleted between being found and being loaded comes without its fields. */
type Row = { id: string; score?: number; extra_attributes?: Record<string, string> | null };

type Reply<Result> = { total_results: number; results: Result[]; warning: string[] };

/**
 * FT.SEARCH that ends in time, and never with part of an answer. It reads the reply itself: node-redis takes as long again to
 * copy every field into objects that suit both protocols.
 * @param timeout milliseconds
 * @throws StoreTimeoutError, StoreUnavailableError
 */
export async function search(
  connection: Connection,
  index: string,
  query: string,
  { RETURN, LIMIT, SCORER, WITHSCORES, VERBATIM, SORTBY, PARAMS }: SearchOptions,
  timeout: number,
): Promise<SearchReply> {
  const parameters = Object.entries(PARAMS ?? {}).flat();
  const reply = await connection.send<Reply<Row>>([
    "FT.SEARCH",
    index,
    query,
    ...(VERBATIM ? ["VERBATIM"] : []),
    ...(WITHSCORES ? ["WITHSCORES"] : []),
    "RETURN",
    String(RETURN.length),
    ...RETURN,
    ...(SCORER === undefined ? [] : ["SCORER", SCORER]),
    ...(SORTBY === undefined ? [] : ["SORTBY", SORTBY]),
    "LIMIT",
    String(LIMIT.from),
    String(LIMIT.size),
    "TIMEOUT",
    String(timeout),
    ...(parameters.length === 0 ? [] : ["PARAMS", String(parameters.length), ...parameters]),
    "DIALECT",
    "2",
  ]);
  assertWhole(reply);
  return {
    total: reply.total_results,
    documents: reply.results.flatMap(({ id, score, extra_attributes: value }) =>
      value ? [{ id, ...(score !== undefined && { score }), value }] : [],
    ),
  };
}

/**
 * FT.AGGREGATE, likewise: node-redis drops the warning.
 * @param steps arguments that say what to make of what the query finds
 * @throws StoreTimeoutError, StoreUnavailableError
 */
export async function aggregate(
  connection: Connection,
  index: string,
  query: string,
  steps: string[],
  timeout: number,
): Promise<Record<string, string>[]> {
  const reply = await connection.send<Reply<Pick<Row, "extra_attributes">>>([
    "FT.AGGREGATE",
    index,
    query,
    ...steps,
    "TIMEOUT",
    String(timeout),
    "DIALECT",
    "2",
  ]);
  assertWhole(reply);
  return reply.results.map(({ extra_attributes: value }) => value ?? {});
}

/** By default, what runs out of time returns what it has found so far, with a warning; so does what finds only part of the chunks. */
function assertWhole({ warning }: Reply<unknown>): void {
  if (warning.some((text) => /insufficient memory/i.test(text))) throw new StoreUnavailableError(partlyIndexed);
  if (warning.length > 0) throw new StoreTimeoutError(`Redis answered in part only: ${warning.join("; ")}.`);
}
