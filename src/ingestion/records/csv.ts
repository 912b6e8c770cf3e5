import { CsvError, parse } from "csv-parse/stream";
import { UnreadableDocumentError } from "../../errors.ts";
import { endingOf } from "../../plain.ts";
import type { FoundRecord, ReadRecords } from "./record.ts";

/** What may stand between fields; which it is, the first line tells. */
const delimiters = [",", ";", "\t", "|"];

/** A record a row; the first row names the fields. */
export const readCsv: ReadRecords = async function* (pieces, longest, source) {
  const skipped: FoundRecord[] = [];
  const input = pieces[Symbol.asyncIterator]();
  const first = (await input.next()).value ?? "";
  const rows = streamOf(first, input).pipeThrough(
    parse({
      columns: (header: string[]) => header.map((name) => name.trim()),
      delimiter: endingOf(source) === "tsv" ? "\t" : delimiterOf(first),
      info: true,
      max_record_size: longest,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_skip: (error) => void skipped.push({ where: `line ${String(error?.["lines"])}`, problem: messageOf(error) }),
    }),
  ) as ReadableStream<{ info: { lines: number }; record: Record<string, string> }>;
  try {
    for await (const { info, record } of rows) {
      yield* skipped.splice(0);
      yield { where: `line ${info.lines}`, value: record };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableDocumentError(`is not valid CSV: ${messageOf(error)}`, { cause: error });
    throw error;
  }
  yield* skipped;
};

/** The parser takes bytes, for all that they are known to be text. */
function streamOf(first: string, rest: AsyncIterator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(first)),
    async pull(controller) {
      const { done, value } = await rest.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
}

/** The one that divides the first line most often. */
function delimiterOf(start: string): string {
  const line = /^[^\r\n]*/.exec(start.trimStart())![0].replaceAll(/"[^"]*"/g, "");
  return delimiters.toSorted((one, other) => line.split(other).length - line.split(one).length)[0]!;
}

function messageOf(error: CsvError | undefined): string {
  return error?.message ?? "cannot be read";
}
