import { analyse } from "../text/analyse.ts";
import { numbersOf } from "./figures.ts";
import type { Quotation } from "./quotations.ts";

/** What an answer must have, whatever its words are, if the question asks for it. */
export type AnswerForm = "amount" | "money" | "date" | "person";

/** Nouns whose values are numbers. */
const quantities =
  "(?:size|number|amount|percentage|percent|share|proportion|rate|limit|maximum|minimum|factor|port|age|temperature|length|width|height|" +
  "weight|depth|distance|speed|threshold|radius|time-?out|duration|ratio|count|quantity|capacity|dimension|score|level|average|total|value)";

/** English questions, and headings that stand for one, such as "price of a licence". */
const asking: Record<AnswerForm, RegExp> = {
  money: new RegExp(
    [
      /\bhow much (?:[\w-]+ ){0,6}(?:costs?|paid|pay|charged?|spend|spent|worth|save)\b/,
      /\b(?:what|which) (?:is|was|are|were) (?:[\w-]+ ){0,4}(?:price|cost|fee|salary|revenue)s?\b/,
      /\bwhat (?:does|do|did|will|would) [^?]{1,200} cost\b/,
      /^\W*(?:the )?(?:price|cost|fee)s? (?:of|per|for)\b/,
    ]
      .map(({ source }) => source)
      .join("|"),
    "i",
  ),
  date: /\b(?:in|what|which) (?:\w+ )?year\b|\bwhen (?:was|were|did)\b|\bwhat (?:date|day|month)\b/i,
  amount: new RegExp(
    [
      "\\bhow (?:many|much|large|big|long|often|tall|high|old|far|fast|wide|deep|heavy|frequently)\\b",
      `\\b(?:what|which) (?:(?:is|was|are|were)(?: the| a| an)?(?: [\\w-]+){0,3} |(?:[\\w-]+ )?)${quantities}\\b(?! does| do| did)`,
      "^\\W*(?:the )?(?:\\w+ )?(?:number|size|maximum|minimum|limit|percentage|length) of\\b",
    ].join("|"),
    "i",
  ),
  person: /(?:^|[.,;:?!]\s+(?:and\s+)?|\band )\W*(?:(?:by|to|from|with|for|of) )?who(?:m|se)?\b/i,
};

const numberInWords =
  /\b(?:once|twice|half|third|quarter|dozen|hundred|thousand|million|billion|first|second|zero|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hourly|daily|weekly|monthly|yearly|every (?:second|minute|hour|day|week|month|year))\b/i;
const sumOfMoney =
  /[$€£¥]\s?\d|\d\s?(?:[$€£¥]|(?:thousand |million |billion )?(?:USD|EUR|GBP|dollars?|cents?|euros?|pounds?)\b)|\b(?:USD|free of charge|for free|for nothing|costs? nothing)\b/i;
const moneyColumn = /\b(?:price|cost|fee|charge|revenue)s?\b|[$€£]|\b(?:USD|EUR|GBP)\b/i;
const dateOrYear =
  /\b(?:1[5-9]|20)\d\d\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\b\d{1,2}[./]\d{1,2}/;
/** Asks about a person, whose name it has itself. */
const aboutPerson = /\b[Ww]ho(?:['’]s| is| are| was| were)(?: \p{Lu}[\p{L}\p{M}.'’-]*)+[?.!]*$/u;
/** Asks which of those that it names. */
const choice = /\p{Lu}[\p{L}\p{M}]*,? or \p{Lu}/u;
/** Capitalised words, but for those that begin a sentence. */
const namesInside = /(?<=[\p{L}\p{N},;:(] ?)\p{Lu}\p{Ll}+/gu;

/** The forms that an answer must have; none for most questions. An amount of money is no other amount, nor is a date. */
export function formsAskedFor(question: string): AnswerForm[] {
  const asked = (["money", "date", "amount"] as const).find((form) => asking[form].test(question));
  return [...(asked ? [asked] : []), ...(asking.person.test(question) && !aboutPerson.test(question) ? (["person"] as const) : [])];
}

type Formed = Pick<Quotation, "text" | "needs" | "kind">;

/** The number that a row begins with, as far as nothing else is in its cell. */
const leadingNumber = /^\|?\s*`?\d+`?\s*(?=\|)/;
const firstCell = (row: string) => row.replace(/^\|/, "").split("|", 1)[0]!;

/** Whether a quotation has something of every form that is asked for, and that the question has not itself. */
export function answersInForm(question: string): (quotation: Formed) => boolean {
  const forms = formsAskedFor(question);
  const asked = new Set(numbersOf(question).flat());
  const named = new Set(choice.test(question) ? [] : question.toLowerCase().match(/\p{L}+/gu));
  const stems = new Set(analyse(question));
  // "One" is a number and a pronoun.
  const hasNumber = (text: string) =>
    numbersOf(text.replaceAll(/\bone\b/gi, "")).some((readings) => readings.some((value) => !asked.has(value)));
  // The first column has names, of levels or steps, unless it is what is asked for.
  const withoutName = ({ text, needs: [head], kind }: Formed) =>
    kind === "row" && head !== undefined && stems.isDisjointFrom(new Set(analyse(firstCell(head))))
      ? text.replace(leadingNumber, "")
      : text;
  const has: Record<AnswerForm, (whole: string, quotation: Formed) => boolean> = {
    amount(_, quotation) {
      const amounts = [...quotation.needs, withoutName(quotation)].join(" ");
      return hasNumber(amounts) || numberInWords.test(amounts);
    },
    money: (whole) => sumOfMoney.test(whole) || (whole.includes("|") && moneyColumn.test(whole) && hasNumber(whole)),
    date: (whole) => dateOrYear.test(whole),
    person: (whole) => whole.matchAll(namesInside).some(([name]) => !named.has(name.toLowerCase())),
  };
  return (quotation) => {
    const whole = [...quotation.needs, quotation.text].join(" ");
    return forms.every((form) => has[form](whole, quotation));
  };
}
