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
const languages = Object.entries(functionWords).map(([name, words]) => ({ name, words: new Set(words.split(" ")) }));

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

const scripts = ["Latin", "Cyrillic", "Greek", "Arabic", "Hebrew", "Devanagari", "Bengali", "Tamil", "Thai", "Hangul", "Han", "Kana"].map(
  (name) => ({
    name,
    letters: new RegExp(name === "Kana" ? "[\\p{Script=Hiragana}\\p{Script=Katakana}]" : `\\p{Script=${name}}`, "gu"),
  }),
);

/** What tells a text's language. */
export type LanguageTraits = { text: string; words: string[]; letters: Set<string>; letterCount: number; shares: number[] };

export function languageTraits(text: string): LanguageTraits {
  const normalised = text.normalize("NFC").toLowerCase();
  const counts = scripts.map(({ letters }) => normalised.match(letters)?.length ?? 0);
  const letterCount = counts.reduce((sum, count) => sum + count, 0);
  return {
    text,
    words: normalised.match(/[\p{L}\p{M}]+/gu) ?? [],
    letters: new Set(normalised.match(foreignLetter)),
    letterCount,
    shares: counts.map((count) => (letterCount === 0 ? 0 : count / letterCount)),
  };
}

/**
 * Whether a statement is in another language than a passage, so that their words cannot be compared.
 * @returns undefined when the statement is too short to tell
 */
export function differInLanguage(statement: LanguageTraits, passage: LanguageTraits): boolean | undefined {
  if (scripts.some((_, index) => writtenIn(statement, passage, index) || writtenIn(passage, statement, index))) return true;
  const theirs = languages.map(({ words }) => wordsIn(passage.words, words)).map(({ count }) => count);
  const most = Math.max(...theirs);
  const language = most >= fewestWords ? languages[theirs.indexOf(most)] : undefined;
  if (!language) return undefined;
  const own = wordsIn(statement.words, language.words);
  const others = languages
    .filter((other) => other !== language)
    .map(({ words }) => wordsIn(statement.words, words.difference(language.words)));
  if (others.some(({ count, different }) => different >= fewestWords && count > own.count)) return true;
  if (own.different >= fewestWords) return false;
  return hasForeignLetters(statement, passage) ? true : undefined;
}

function wordsIn(words: string[], known: ReadonlySet<string>): { count: number; different: number } {
  const found = words.filter((word) => known.has(word));
  return { count: found.length, different: new Set(found).size };
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
