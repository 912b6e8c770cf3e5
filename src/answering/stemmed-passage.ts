import type { Passage } from "../document.ts";
import { filedUnder } from "../text/filed-under.ts";
import { type StemmedText, stemmed } from "./question-terms.ts";
import { type Quotation, quotationsOf } from "./quotations.ts";

/** A passage, prepared to be compared with a question. */
export type StemmedPassage = {
  /** Title, text and what it is filed under. */
  whole: StemmedText[];
  quotations: StemmedQuotation[];
};

export type StemmedQuotation = Quotation & {
  own: StemmedText;
  /** With what it needs, the sentence before it, its heading, the passage's title and what it is filed under. */
  inContext: StemmedText[];
};

/** The evidence and the ranking of sentences both look at every passage, and stemming is most of their work. */
const prepared = new WeakMap<Passage, StemmedPassage>();

/** Its words are those of a path, and say nothing. */
const addressOfLink = /\]\([^()\s]*\)/g;

/** Of its own text alone: what is brought along from around it differs from model to model. */
export function stemmedPassage(passage: Passage): StemmedPassage {
  const known = prepared.get(passage) ?? prepare(passage);
  prepared.set(passage, known);
  return known;
}

function prepare({ source, title, text: whole }: Passage): StemmedPassage {
  const filed = filedUnder(source);
  // What one quotation needs is a quotation of its own, or needed by many.
  const known = new Map<string, StemmedText>();
  const stemOnce = (text: string) => {
    const found = known.get(text) ?? stemmed(text.replaceAll(addressOfLink, "]"));
    known.set(text, found);
    return found;
  };
  return {
    whole: [title, whole, ...filed].map(stemmed),
    quotations: quotationsOf(whole).map((quotation) => ({
      ...quotation,
      // What announces code is a statement together with it.
      own: stemOnce(quotation.kind === "code" ? [...quotation.needs, quotation.text].join("\n") : quotation.text),
      inContext: [quotation.text, ...quotation.needs, quotation.before, quotation.heading, title, ...filed].map(stemOnce),
    })),
  };
}
