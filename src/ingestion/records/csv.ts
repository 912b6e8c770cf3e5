import { CsvError, parse } from "csv-parse/stream";
import { UnreadableDocumentError } from "../../errors.ts";
import { endingOf } from "../../plain.ts";
import type { FoundRecord, ReadRecords } from "./record.ts";

/** What may stand between fields; which it is, the first line tells. */
const delimiters = [",", ";", "\t", "|"];

/** A record a row; the first row names the fields. */
export const readCsv: ReadRecords = async function* (pieces, longest, source) {
  const encoder = new TextEncoder();
  const found: FoundRecord[] = [];
  let parser: WritableStreamDefaultWriter<Uint8Array> | undefined;
  try {
    for await (const piece of pieces) {
      parser ??= parserOf(endingOf(source) === "tsv" ? "\t" : delimiterOf(piece), longest, found);
      // It takes bytes, for all that they are known to be text.
      await parser.write(encoder.encode(piece));
      yield* found.splice(0);
    }
    await parser?.close();
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableDocumentError(`is not valid CSV: ${messageOf(error)}`, { cause: error });
    throw error;
  }
  yield* found;
};

/** Puts the rows of what is written to it into `found`, in one order with those that it skips, which its own reader does not see. */
function parserOf(delimiter: string, longest: number, found: FoundRecord[]): WritableStreamDefaultWriter<Uint8Array> {
  const parser = parse({
    columns: (header: string[]) => header.map((name) => name.trim()),
    delimiter,
    max_record_size: longest,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_record: (record, { lines }) => void found.push({ where: `line ${lines}`, value: record }),
    on_skip: (error) => void found.push({ where: `line ${String(error?.["lines"])}`, problem: messageOf(error) }),
  });
  return parser.writable.getWriter();
}

/** The one that divides the first line most often. */
function delimiterOf(start: string): string {
  const line = /^[^\r\n]*/.exec(start.trimStart())![0].replaceAll(/"[^"]*"/g, "");
  return delimiters.toSorted((one, other) => line.split(other).length - line.split(one).length)[0]!;
}

function messageOf(error: CsvError | undefined): string {
  return error?.message ?? "cannot be read";
}
