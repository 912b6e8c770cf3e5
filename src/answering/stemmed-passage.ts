import type { GivenPassage } from "../document.ts";
import { type StemmedText, stemmed } from "./question-terms.ts";
import { type Quotation, quotationsOf } from "./quotations.ts";

/** A passage, prepared to be compared with a question. */
export type StemmedPassage = {
  /** Title and text. */
  whole: StemmedText[];
  quotations: StemmedQuotation[];
};

export type StemmedQuotation = Quotation & {
  own: StemmedText;
  /** With what it needs, the sentence before it and the passage's title. */
  inContext: StemmedText[];
};

export function stemmedPassage({ title, excerpts }: GivenPassage): StemmedPassage {
  // What one quotation needs is a quotation of its own, or needed by many.
  const known = new Map<string, StemmedText>();
  const stemOnce = (text: string) => {
    const found = known.get(text) ?? stemmed(text);
    known.set(text, found);
    return found;
  };
  const quotations = excerpts.flatMap(({ text }) => quotationsOf(text));
  return {
    whole: [title, ...excerpts.map(({ text }) => text)].map(stemmed),
    quotations: quotations.map((quotation) => ({
      ...quotation,
      own: stemOnce(quotation.text),
      inContext: [quotation.text, ...quotation.needs, quotation.before, title].map(stemOnce),
    })),
  };
}
