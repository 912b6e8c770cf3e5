import type { GivenPassage, StoredPassage } from "../document.ts";
import { RequestError } from "../errors.ts";
import { bytesOf, framingTokens, largest } from "../text/prompt-size.ts";
import type { Chunks, Documents } from "../stores/chunk-index.ts";
import type { CompletePassage } from "./complete.ts";

/** For what the count of a chunk by itself may miss: other tokens where texts meet, and other encodings than o200k_base. */
const margin = 1.1;

/** A prompt with these passages; it holds the texts of all their excerpts. */
export type PromptOf = (passages: GivenPassage[]) => string;

/** A chunk that comes with the passage beside which it stands. */
type Neighbour = { of: string; chunk: StoredPassage };

/**
 * Passages as a prompt has room for them: the first ones, as many as fit, and if these are all, the chunks before and after them,
 * those of better passages first. No neighbour is a passage itself, or given twice.
 * @param found best first
 * @param budget tokens (o200k_base) of the whole prompt, which are never exceeded
 * @throws RequestError when not even the first passage fits
 */
export async function inContext(
  index: Chunks & Documents,
  found: CompletePassage[],
  promptOf: PromptOf,
  budget: number,
): Promise<GivenPassage[]> {
  const fits = (passages: CompletePassage[], neighbours: Neighbour[]) => mostTokens(passages, neighbours, promptOf) <= budget;
  const room = largest(found.length, (count) => fits(found.slice(0, count), []));
  if (found.length > 0 && room === 0) throw noRoom(budget);
  if (room < found.length) return given(found.slice(0, room), []);
  const neighbours = await neighboursOf(index, found);
  const added = largest(neighbours.length, (count) => fits(found, neighbours.slice(0, count)));
  return given(found, neighbours.slice(0, added));
}

/** The neighbours of all passages in the order in which they are wanted: what follows a passage first. */
async function neighboursOf(index: Chunks & Documents, passages: CompletePassage[]): Promise<Neighbour[]> {
  const sources = [...new Set(passages.map(({ source }) => source))];
  const records = await index.readDocuments(sources);
  const taken = new Set(passages.map(({ id }) => id));
  const wanted: { of: string; id: string }[] = [];
  for (const { id: of, source } of passages) {
    const record = records[sources.indexOf(source)];
    // While a document is being written, its chunks are in no order.
    const chunks = record?.hash == null ? [] : record.chunks;
    const place = chunks.indexOf(of);
    if (place === -1) continue;
    for (const id of [chunks[place + 1], chunks[place - 1]]) {
      if (id === undefined || taken.has(id)) continue;
      taken.add(id);
      wanted.push({ of, id });
    }
  }
  const chunks = await index.readPassages(wanted.map(({ id }) => id));
  return wanted.flatMap(({ of }, position) => {
    const chunk = chunks[position];
    return chunk ? [{ of, chunk }] : [];
  });
}

function given(passages: CompletePassage[], neighbours: Neighbour[]): GivenPassage[] {
  return passages.map((passage) => {
    const around = neighbours.filter(({ of }) => of === passage.id).map(({ chunk }) => chunk);
    return { ...passage, excerpts: [passage, ...around].toSorted((one, other) => one.start - other.start) };
  });
}

/**
 * An upper bound of the tokens of a prompt. Those of chunks are known; all else counts by its bytes. Hidden characters that a prompt
 * leaves out of a text are as many tokens as bytes, or nearly, so that their bytes may be taken off.
 */
function mostTokens(passages: CompletePassage[], neighbours: Neighbour[], promptOf: PromptOf): number {
  const chunks = [...passages, ...neighbours.map(({ chunk }) => chunk)];
  const counted = chunks.reduce((sum, { tokens }) => sum + tokens, 0);
  const countedBytes = chunks.reduce((sum, { text }) => sum + bytesOf(text), 0);
  return Math.ceil(counted * margin) + bytesOf(promptOf(given(passages, neighbours))) - countedBytes + framingTokens;
}

function noRoom(budget: number): RequestError {
  const message = `leaves no room for a passage in a prompt of ${budget} tokens; ask a shorter one, or raise PROMPT_TOKENS`;
  return new RequestError([{ field: "question", message }]);
}
