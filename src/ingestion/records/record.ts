/** A record as it stands in its file, or why it cannot be used. */
export type FoundRecord = {
  where: string;
  /** Whether it is all that the file holds, and so no record among others. */
  whole?: boolean;
} & ({ value: unknown } | { problem: string });

/**
 * Finds the records of a file, holding no more than a piece of it and the record that is not yet complete.
 * @param pieces the text of the file
 * @param longest UTF-16 units of a record; longer ones are a problem
 * @throws UnreadableDocumentError when what is left of the file cannot be read
 */
export type ReadRecords = (pieces: AsyncIterable<string>, longest: number, source: string) => AsyncIterable<FoundRecord>;

/** The record that a text is in JSON. */
export function parseRecord(where: string, json: string): FoundRecord {
  try {
    return { where, value: JSON.parse(json) };
  } catch (error) {
    return { where, problem: `is not valid JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

export const tooLong = (where: string, longest: number): FoundRecord => ({
  where,
  problem: `is too long: MAX_TEXT_BYTES allows ${longest}`,
});
