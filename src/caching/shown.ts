import type { Excerpt, Passage } from "../document.ts";
import type { Gathered } from "../gather.ts";
import { sha256 } from "../hash.ts";
import type { ChunkIndex } from "../stores/chunk-index.ts";

/** What an answer was made from and shows, as it can be looked up again. */
export type Shown = {
  /** The passages, best first. */
  found: Pick<Passage, "id" | "score">[];
  /** Ids of all that the model was given, neighbours of passages included. */
  given: string[];
  /** Of everything about them that an answer shows. */
  fingerprint: string;
};

export async function shownIn({ found, passages }: Pick<Gathered, "found" | "passages">): Promise<Shown> {
  const given = passages.flatMap(({ excerpts }) => excerpts);
  return {
    found: found.map(({ id, score }) => ({ id, score })),
    given: given.map(({ id }) => id),
    fingerprint: await fingerprintOf(found, given),
  };
}

/**
 * The passages as they were shown, if all that they and the answer were made from is still there, unchanged.
 * @param index as whoever asks now may see it
 */
export async function stillShown(index: ChunkIndex, { found, given, fingerprint }: Shown): Promise<Passage[] | undefined> {
  const ids = [...new Set([...found.map(({ id }) => id), ...given])];
  const read = await index.readPassages(ids);
  const stored = new Map(ids.map((id, position) => [id, read[position]]));
  if (ids.some((id) => !stored.get(id))) return undefined;
  const passages = found.map(({ id, score }) => ({ ...stored.get(id)!, score }));
  const same =
    (await fingerprintOf(
      passages,
      given.map((id) => stored.get(id)!),
    )) === fingerprint;
  return same ? passages : undefined;
}

function fingerprintOf(found: Passage[], given: (Excerpt & Pick<Passage, "id">)[]): Promise<string> {
  const passages = found.map(({ source, title, categories, ...passage }) => [source, title, categories, ...placed(passage)]);
  return sha256(JSON.stringify([passages, given.map(placed)]));
}

const placed = ({ id, text, start, end, line, page }: Excerpt & Pick<Passage, "id">) => [id, text, start, end, line, page];
