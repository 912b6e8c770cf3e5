/**
 * Function words of languages in Latin script, those that other languages here have as well included. About half of any text is made
 * of such words (Zipf 1949), so that they tell languages apart within a sentence or two: the "small words" method, compared with
 * others in Grefenstette 1995, "Comparing two language identification schemes". See docs/decisions/0017.
 */
const functionWords: Record<string, string> = {
  cs: "a v se na je že s z do není jsou to jak nebo který která které může při podle být jeho aby pokud také",
  da: "og at det som en er på af for med den ikke til et om har de kan eller fra ved når også skal bliver",
  de: "der die das und ist nicht ein eine einen den von mit dem zu auf für werden wird sich auch des im als oder sind bei einer wenn nach dass kann",
  en:
    "a about after all also an and any are as at be because been before but by can could did do does each for from had has have he her " +
    "his how if in into is it its just more most must my no not of on one only or other our over same should so some such than that the " +
    "their them then there these they this those through to under up was we were what when where which while who why will with would you",
  es: "el la los las de que y en un una es por con para se del al no como más su o son esta este puede lo está ser",
  fi: "ja on ei että se tai kuin ovat joka myös mutta voi sen hän oli jos niin ole",
  fr: "le la les des et est un une du dans que pour pas par sur au avec ce qui en sont ou il ne être plus cette aux peut",
  hu: "a az és nem hogy egy is van meg de ha vagy ez csak mint kell lehet",
  id: "yang dan di untuk dengan tidak dari ini dalam adalah itu atau pada akan oleh ke dapat",
  it: "il lo la gli le di che e un una è per con del della dei non si sono nel nella al da come più o può essere questo",
  nl: "de het een en van is dat op te zijn voor met niet in die aan er of wordt worden als bij naar door ook kan deze",
  pl: "i w na z się nie jest że do to jak dla oraz przez są od lub po może ten tego jego być",
  pt: "o a os as de que e em um uma é por com para se do da dos das no na não como mais ao ou são pode ser",
  ro: "și în de la un o este nu cu pe care din pentru se sunt mai al ale sau prin ca poate fi",
  sv: "och att det som en är på av för med den inte till ett om har de kan eller från vid när också ska",
  tr: "ve bir bu için ile da de olarak değil çok olan daha gibi kadar veya her ne sonra",
};
const languages = Object.keys(functionWords);
/** The languages in which a word is a function word, as bits. */
const languagesOf = new Map<string, number>();
for (const [index, words] of Object.values(functionWords).entries())
  for (const word of words.split(" ")) languagesOf.set(word, (languagesOf.get(word) ?? 0) | (1 << index));

/** Fewer different function words may be a coincidence. */
const fewestWords = 2;
/** Share of words with a letter that the other text does not use at all, above which it is of another language. */
const foreignShare = 0.1;
/** Letters, below which a text says nothing about which letters its language lacks. */
const enoughLetters = 200;
/** Share of a text's letters in a script, above which it is written in it; terms and names are often in Latin script. */
const writtenShare = 0.2;
const strayShare = 0.02;

/** A letter that not every language in Latin script has. */
const foreignLetter = /(?![a-z])\p{Script=Latin}/gu;

/** A letter of another script; most texts have none, and counting takes longer than looking for one. */
const otherLetter = /(?!\p{Script=Latin})\p{L}/u;

const scripts = ["Latin", "Cyrillic", "Greek", "Arabic", "Hebrew", "Devanagari", "Bengali", "Tamil", "Thai", "Hangul", "Han", "Kana"].map(
  (name) => new RegExp(name === "Kana" ? "[\\p{Script=Hiragana}\\p{Script=Katakana}]+" : `\\p{Script=${name}}+`, "gu"),
);

/** What tells a text's language. */
export type LanguageTraits = {
  words: string[];
  /** The letters that not every language in Latin script has. */
  letters: Set<string>;
  letterCount: number;
  /** By script. */
  shares: number[];
};

export function languageTraits(text: string): LanguageTraits {
  const normalised = text.normalize("NFC").toLowerCase();
  const counts = otherLetter.test(normalised) ? scripts.map((runs) => lengthIn(runs, normalised)) : [lengthIn(scripts[0]!, normalised)];
  const letterCount = counts.reduce((sum, count) => sum + count, 0);
  return {
    words: normalised.match(/[\p{L}\p{M}]+/gu) ?? [],
    letters: new Set(normalised.match(foreignLetter)),
    letterCount,
    shares: scripts.map((_, index) => (letterCount === 0 ? 0 : (counts[index] ?? 0) / letterCount)),
  };
}

/**
 * Whether a statement is in another language than a passage, so that their words cannot be compared.
 * @returns undefined when the statement is too short to tell
 */
export function differInLanguage(statement: LanguageTraits, passage: LanguageTraits): boolean | undefined {
  if (scripts.some((_, index) => writtenIn(statement, passage, index) || writtenIn(passage, statement, index))) return true;
  const theirs = functionWordsIn(passage.words, 0);
  const most = Math.max(...theirs.map(({ count }) => count));
  if (most < fewestWords) return undefined;
  const language = theirs.findIndex(({ count }) => count === most);
  const own = functionWordsIn(statement.words, 0)[language]!;
  const others = functionWordsIn(statement.words, 1 << language);
  if (others.some(({ count, different }) => different.size >= fewestWords && count > own.count)) return true;
  if (own.different.size >= fewestWords) return false;
  return hasForeignLetters(statement, passage) ? true : undefined;
}

/** Whether a text may be English: no other language has more function words in it, and it has no letters of another script. */
export function mayBeEnglish(text: string): boolean {
  const counts = functionWordsIn(languageTraits(text).words, 0).map(({ different }) => different.size);
  return !otherLetter.test(text) && counts[languages.indexOf("en")] === Math.max(...counts);
}

/** The function words of each language in a text, without those that are words of a language in `not` as well. */
function functionWordsIn(words: string[], not: number): { count: number; different: Set<string> }[] {
  const found = languages.map(() => ({ count: 0, different: new Set<string>() }));
  for (const word of words) {
    const bits = languagesOf.get(word) ?? 0;
    if (bits === 0 || (bits & not) !== 0) continue;
    for (const [index, language] of found.entries()) {
      if ((bits & (1 << index)) === 0) continue;
      language.count++;
      language.different.add(word);
    }
  }
  return found;
}

/** The characters of all runs that match. */
function lengthIn(runs: RegExp, text: string): number {
  return text.match(runs)?.reduce((sum, { length }) => sum + length, 0) ?? 0;
}

function hasForeignLetters({ words }: LanguageTraits, { letters, letterCount }: LanguageTraits): boolean {
  if (letterCount < enoughLetters) return false;
  const foreign = words.filter((word) => word.match(foreignLetter)?.some((letter) => !letters.has(letter)));
  return foreign.length >= fewestWords && foreign.length >= words.length * foreignShare;
}

/** Whether one text is to a good part in a script that the other hardly has. Latin letters alone, as those of terms, prove nothing. */
function writtenIn(one: LanguageTraits, other: LanguageTraits, script: number): boolean {
  return script > 0 && one.shares[script]! >= writtenShare && other.letterCount > 0 && other.shares[script]! <= strayShare;
}
