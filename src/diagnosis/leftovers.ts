import { advice, ok, type Verdict } from "./check.ts";

/** What is stored of an index that no manifest names: one that was replaced, or never finished. */
export type Leftover = { index: string; /** Of what, such as `569 keys`. */ holds: string };

/** @param remedy how to delete an index of that name */
export function judgeLeftovers(leftovers: Leftover[], seen: string, remedy: (index: string) => string): Verdict {
  const [first] = leftovers;
  if (!first) return ok(`none of older or unfinished indexes${seen}`);
  const named = leftovers.map(({ index, holds }) => `${index} (${holds})`).join(", ");
  return advice(`of older or unfinished indexes${seen}: ${named}`, `if no ingestion is running, ${remedy(first.index)}`);
}
