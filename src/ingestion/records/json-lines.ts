import { parseRecord, type ReadRecords, tooLong } from "./record.ts";

/** A record a line, https://jsonlines.org */
export const readJsonLines: ReadRecords = async function* (pieces, longest) {
  let number = 1;
  let line = "";
  let isTooLong = false;
  const end = () => {
    const where = `line ${number}`;
    const found = isTooLong ? tooLong(where, longest) : line.trim() === "" ? undefined : parseRecord(where, line);
    number++;
    line = "";
    isTooLong = false;
    return found;
  };
  const add = (text: string) => {
    isTooLong ||= line.length + text.length > longest;
    line = isTooLong ? "" : line + text;
  };

  for await (const piece of pieces) {
    let start = 0;
    for (let stop = piece.indexOf("\n"); stop !== -1; stop = piece.indexOf("\n", start)) {
      add(piece.slice(start, stop));
      const found = end();
      if (found) yield found;
      start = stop + 1;
    }
    add(piece.slice(start));
  }
  const last = end();
  if (last) yield last;
};
