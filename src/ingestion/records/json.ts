import { UnreadableDocumentError } from "../../errors.ts";
import { type FoundRecord, parseRecord, type ReadRecords, tooLong } from "./record.ts";

/** The members of an array; of a file without one its values one after the other, of which there is mostly one, which is then the whole. */
export const readJson: ReadRecords = async function* (pieces, longest) {
  const values = new ValueSplitter(longest);
  let number = 0;
  let held: FoundRecord | undefined;
  const toRecord = (value: string | null) => {
    const where = `record ${++number}`;
    return value === null ? tooLong(where, longest) : parseRecord(where, value);
  };
  for await (const piece of pieces) {
    for (const value of values.split(piece)) {
      if (held) yield held;
      held = toRecord(value);
    }
  }
  for (const value of values.end()) {
    if (held) yield held;
    held = toRecord(value);
  }
  if (held) yield { ...held, whole: number === 1 && !values.inArray };
};

/** Finds where values begin and end, by brackets and quotes alone, so that no more than one is held and one that is broken ends none. */
class ValueSplitter {
  readonly #longest: number;
  /** How many brackets are open around a value; undefined before the first sign. */
  #outside: number | undefined;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Of the value that has begun; null where it is too long. */
  #value: string | null | undefined;
  #closed = false;

  constructor(longest: number) {
    this.#longest = longest;
  }

  get inArray(): boolean {
    return this.#outside === 1;
  }

  /** The values that end in a piece; null for those that are too long. */
  *split(piece: string): Generator<string | null> {
    let start = 0;
    for (let index = 0; index < piece.length; index++) {
      const sign = piece[index]!;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (sign === "\\") this.#escaped = true;
        else if (sign === '"') this.#inString = false;
        continue;
      }
      if (sign === " " || sign === "\n" || sign === "\r" || sign === "\t") continue;
      if (this.#closed) throw new UnreadableDocumentError("is not valid JSON: something follows its end");
      if (this.#outside === undefined) {
        this.#outside = sign === "[" ? 1 : 0;
        if (sign === "[") {
          this.#depth = 1;
          continue;
        }
      }
      const closes = sign === "}" || sign === "]";
      if (closes) this.#depth--;
      if (this.#depth < this.#outside) {
        this.#closed = true;
        if (this.#value !== undefined) yield this.#take(piece.slice(start, index));
        continue;
      }
      const between = this.#depth === this.#outside;
      if (between && sign === ",") {
        yield this.#take(this.#value === undefined ? "" : piece.slice(start, index));
        continue;
      }
      if (this.#value === undefined) {
        this.#value = "";
        start = index;
      }
      if (sign === '"') this.#inString = true;
      else if (sign === "{" || sign === "[") this.#depth++;
      else if (closes && between && this.#outside === 0) yield this.#take(piece.slice(start, index + 1));
    }
    if (this.#value !== undefined) this.#add(piece.slice(start));
  }

  /** What is left at the end of the file. @throws UnreadableDocumentError when that is not the end of its JSON */
  *end(): Generator<string | null> {
    if (this.#inString || this.#depth > 0) throw new UnreadableDocumentError("is cut off: its JSON does not end");
    if (this.#value !== undefined) yield this.#take("");
  }

  #add(text: string): void {
    if (this.#value == null) return;
    this.#value = this.#value.length + text.length > this.#longest ? null : this.#value + text;
  }

  #take(rest: string): string | null {
    this.#add(rest);
    const value = this.#value === undefined ? rest : this.#value;
    this.#value = undefined;
    return value;
  }
}
