import { search } from "./bounded-search.ts";
import { tagged } from "./filtering.ts";
import type { View } from "./view.ts";

/** How often a category is counted for searches that nobody waits to be told about, in milliseconds. */
const freshMilliseconds = 1000;
/** By then the request whose search asked for the count has sent what it waits for. */
const delay = 50;

/** Chunks in each of the categories, as the engine counts them now. */
export async function countChunks({ connection, manifest, timeout }: Omit<View, "visible">, categories: string[]): Promise<number[]> {
  const options = { RETURN: [], LIMIT: { from: 0, size: 0 } };
  const replies = categories.map((name) => search(connection, manifest.index, tagged([name]).toString(), options, timeout));
  return (await Promise.all(replies)).map(({ total }) => total);
}

/** Has the categories of a limited reader counted, at most once a second, for searches to come; none waits for it. */
export function countSoon(view: View): void {
  const { connection, manifest, settings, sizes, visible } = view;
  if (visible === "all" || settings.algorithm === "FLAT") return;
  const now = performance.now();
  const due = visible.filter((name) => now - (sizes.asked.get(name) ?? Number.NEGATIVE_INFINITY) >= freshMilliseconds);
  if (due.length === 0) return;
  for (const name of due) sizes.asked.set(name, now);
  const count = async () => {
    const [info, counts] = await Promise.all([connection.run((client) => client.ft.info(manifest.index)), countChunks(view, due)]);
    sizes.chunks = Number(info.num_docs);
    for (const [position, name] of due.entries()) sizes.categories.set(name, counts[position]!);
  };
  // Where it fails, the engine decides how to search, as before; a search that fails too says why.
  setTimeout(() => count().catch(() => {}), delay);
}
