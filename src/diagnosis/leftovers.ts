import type { Catalogue } from "../manifest/catalogue.ts";
import { advice, ok, type Verdict } from "./check.ts";

/** What is stored of an index that is not live. */
export type Leftover = { index: string; /** Of what, such as `569 keys`. */ holds: string };

/**
 * Whether anything is left of indexes that were replaced or never finished; what is kept for a rollback is meant to be there.
 * @param remedy how to delete an index of that name, where `npm run reindex` knows nothing of it
 */
export function judgeLeftovers(found: Leftover[], { beside }: Catalogue, seen: string, remedy: (index: string) => string): Verdict {
  const state = new Map(beside.map(({ manifest, state }) => [manifest.index, state]));
  const describe = (leftovers: Leftover[]) => leftovers.map(({ index, holds }) => `${index} (${holds})`).join(", ");
  const kept = found.filter(({ index }) => state.get(index) === "kept");
  const leftovers = found.filter((leftover) => !kept.includes(leftover));
  const toRollBack = kept.length === 0 ? "" : `; kept for a rollback: ${describe(kept)}`;
  const [first] = leftovers;
  if (!first) return ok(`none of older or unfinished indexes${seen}${toRollBack}`);
  const deletion = state.has(first.index) ? "run `npm run reindex -- --prune`" : remedy(first.index);
  return advice(`of older or unfinished indexes${seen}: ${describe(leftovers)}${toRollBack}`, `if no ingestion is running, ${deletion}`);
}
