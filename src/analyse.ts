import { stemmer } from "stemmer";

const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** English function words that say nothing about a text's subject; question words are among them. */
const stopWords = new Set(
  (
    "a about above after again against all am an and any are as at be because been before being below between both but by " +
    "can could did do does doing down during each few for from further had has have having he her here hers him his how i " +
    "if in instead into is it its itself just may me might more most must my no nor not of off on once only or other our " +
    "out over own same shall she should so some such than that the their them then there these they this those through to " +
    "too under until up us very was we were what when where which while who whom why will with would you your"
  ).split(" "),
);

/** What English joins to a word without changing its subject: isn't, it's, server's. */
const contraction = /(?:n['’]t|['’](?:s|d|m|ll|re|ve))$/;

/**
 * The terms by which a text is found: its words in order (also in languages that put no spaces between them),
 * NFKC-normalised, lower case, English stems, without stop words.
 */
export function analyse(text: string): string[] {
  const terms: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text.normalize("NFKC").toLowerCase())) {
    // An identifier such as FT.SEARCH, EF_RUNTIME or max-memory is one segment or several; its parts are terms either way.
    if (!isWordLike) continue;
    for (const word of segment.replace(contraction, "").split(/[._'’:]+/)) {
      if (word !== "" && !stopWords.has(word)) terms.push(stemmer(word));
    }
  }
  return terms;
}
