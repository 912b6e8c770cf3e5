import { UnreadableDocumentError } from "../../errors.ts";
import { sha256 } from "../../hash.ts";
import { type Corpus, type CorpusFile, unreadable } from "../corpus.ts";
import { letRequestsThrough } from "../let-requests-through.ts";
import { endingOf } from "../../plain.ts";
import { fieldNames, type ReadRecord, readRecord, type RecordFields } from "./fields.ts";
import { textPieces } from "./pieces.ts";
import type { ReadRecords } from "./record.ts";

const json = async () => (await import("./json.ts")).readJson;
const jsonLines = async () => (await import("./json-lines.ts")).readJsonLines;
const csv = async () => (await import("./csv.ts")).readCsv;

/** What reads the records of files of which ending, loaded when there is such a file. */
const formats = new Map<string, () => Promise<ReadRecords>>([
  ["csv", csv],
  ["tsv", csv],
  ["json", json],
  ["jsonl", jsonLines],
  ["ndjson", jsonLines],
]);

export const recordEndings = [...formats.keys()];
/** Whether each record of a file is a document. */
export const holdsRecords = (source: string) => formats.has(endingOf(source));

/** A key that is longer, or an id that a record lacks, is replaced by a hash of what the record says. */
const longestKey = 200;

/** The documents of a file as they were listed last, with how often their key occurs; `complete` when all of its records could be read. */
type Listing = { sources: Map<string, number>; complete: boolean };

/**
 * A corpus in which each record of a file is a document, `file.csv#key`. The key is the record's id, which stays when the record is
 * edited, or else a hash of its content, so that an inserted record renames no other. Sources are kept in memory until the file is
 * listed again, some 100 bytes each.
 * @param longest UTF-16 units of a record
 */
export function withRecords(corpus: Corpus, fields: RecordFields, longest: number): Corpus {
  const listings = new Map<string, Listing>();

  return {
    origin: corpus.origin,
    part: corpus.part,
    async *files() {
      for await (const file of corpus.files()) {
        if (!("read" in file) || !holdsRecords(file.source)) {
          yield file;
          continue;
        }
        const listing: Listing = { sources: new Map(), complete: false };
        yield* documents(file, fields, longest, listing);
        listings.set(file.source, listing);
      }
    },
    async has(source) {
      for (const file of filesThatMayHold(source)) {
        const listing = listings.get(file);
        if (listing?.complete) return listing.sources.has(source);
        // What could not be read may still be there.
        if (await corpus.has(file)) return true;
      }
      return !holdsRecords(source) && corpus.has(source);
    },
  };
}

/** The files of records among what stands before each # of a source, and it itself. */
export function filesThatMayHold(source: string): string[] {
  const ends = [...source.matchAll(/#/g)].map(({ index }) => index);
  return [...ends, source.length].map((end) => source.slice(0, end)).filter(holdsRecords);
}

type RecordFile = Extract<CorpusFile, { read: unknown }>;

async function* documents(file: RecordFile, fields: RecordFields, longest: number, listing: Listing): AsyncGenerator<CorpusFile> {
  const { source } = file;
  const refused = (reason: string): CorpusFile => ({ source, refused: reason });
  const problems = { first: "", count: 0 };
  let records = 0;
  let names: string[] = [];
  try {
    const read = await formats.get(endingOf(source))!();
    for await (const found of read(textPieces(pieces(file)), longest, source)) {
      records++;
      const record = "value" in found ? readRecord(found.value, fields) : found.problem;
      if (typeof record === "string") {
        if (++problems.count === 1) problems.first = `${found.where} ${record}`;
      } else if (record) {
        const unique = await sourceOf(source, record, found.whole, listing.sources);
        if (unique === undefined) continue;
        listing.sources.set(unique, 1);
        yield { source: unique, extracted: record.extracted };
      } else if ("value" in found) names = fieldNames(found.value);
    }
  } catch (error) {
    yield refused(error instanceof UnreadableDocumentError ? error.message : unreadable(error));
    return;
  }
  const isMisread = records > 0 && listing.sources.size === 0;
  listing.complete = problems.count === 0 && !isMisread;
  if (problems.count > 0) {
    const others = problems.count > 1 ? `, and ${problems.count - 1} more of its records have a problem` : "";
    yield refused(`${problems.first}${others}; the others were read`);
  } else if (isMisread) {
    yield refused(`has no text in ${fields.text.join(", ")}, but ${names.slice(0, 20).join(", ")}; set RECORD_TEXT_FIELDS`);
  }
}

const pieceBytes = 65_536;

/** Of a file in memory too, since finding the records of one piece takes as long as anything else may be kept waiting. */
async function* pieces(file: RecordFile): AsyncGenerator<Uint8Array> {
  if (file.stream) return yield* file.stream();
  const bytes = await file.read();
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    yield bytes.subarray(start, start + pieceBytes);
    await letRequestsThrough();
  }
}

/** @param taken by other records. @returns undefined for a record that says the same as another */
async function sourceOf(
  file: string,
  { id, extracted }: ReadRecord,
  whole: boolean | undefined,
  taken: Map<string, number>,
): Promise<string | undefined> {
  if (whole) return file;
  const named = id !== undefined && id.length <= longestKey;
  const source = `${file}#${named ? id : (await sha256(JSON.stringify(extracted))).slice(0, 16)}`;
  const occurrences = taken.get(source);
  if (occurrences === undefined) return source;
  if (!named) return undefined;
  // Rows of one thing, such as the parts of a text, may share its id.
  taken.set(source, occurrences + 1);
  return sourceOf(file, { id: `${id}~${occurrences + 1}`, extracted }, whole, taken);
}
