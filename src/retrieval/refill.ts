/** Each further time, so many times as many candidates are asked for. */
const growth = 4;
/** Where thousands of passages say the same, a list may stay shorter than was asked for. */
const deepest = 1000;

/**
 * Asks for as many candidates as are wanted, which usually do, and for more as long as too few of them are selected.
 * @param find candidates for so many places
 * @param select those to keep, at most `k`
 */
export async function refill<Found extends { exhausted: boolean }, Selected extends { kept: unknown[] }>(
  k: number,
  find: (depth: number) => Promise<Found>,
  select: (found: Found) => Selected,
): Promise<Found & Selected> {
  for (let depth = k; ; depth = Math.min(depth * growth, deepest)) {
    const found = await find(depth);
    const selected = select(found);
    if (selected.kept.length >= k || found.exhausted || depth >= deepest) return { ...found, ...selected };
  }
}
