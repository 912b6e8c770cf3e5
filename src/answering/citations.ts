import type { Citation, GivenPassage, Span } from "../document.ts";
import { isCode, type Stated, statedBefore } from "./statement.ts";
import { type Support, supportFinder } from "./support.ts";

/** Characters of the answer by which its language is told. */
const enoughSaid = 600;

export type Citer = {
  /** The statement that ends where the answer does, if anything was said since the last one. */
  statementIn(answer: string, since: number, numbers: number[]): Span | undefined;
  /** The citation for a marker after that statement, or undefined if its passage does not support it. */
  cite(answer: string, statement: Span, marker: number): Citation | undefined;
};

/** Looks for the quotes that support an answer's statements in the passages that it names. */
export function citer(passages: GivenPassage[], question: string): Citer {
  // Preparing the passages takes a moment, in which the beginning of the answer need not wait.
  let finder: ReturnType<typeof supportFinder> | undefined;
  const find = () => (finder ??= supportFinder(passages));
  let previous: Span | undefined;

  const choose = (answer: string, { all, last }: Stated, numbers: number[]) =>
    numbers.some((number) => find().literal(answer.slice(all.start, all.end), number - 1, isCode(answer, all))) ? all : last;

  return {
    statementIn(answer, since, numbers) {
      const stated = statedBefore(answer, since);
      return stated && choose(answer, stated, numbers);
    },
    cite(answer, statement, marker) {
      const context = [continues(answer, previous, statement) ? answer.slice(previous!.start, previous!.end) : "", question].join(" ");
      previous = statement;
      const text = answer.slice(statement.start, statement.end);
      const said = answer.slice(Math.max(0, statement.end - enoughSaid), statement.end);
      const support = find().support({ text, context, said }, marker - 1, isCode(answer, statement));
      return support && citation(passages[marker - 1]!, support, marker, statement);
    },
  };
}

/** Whether a statement goes on with the sentence of the one before it. */
function continues(answer: string, previous: Span | undefined, { start }: Span): boolean {
  return previous !== undefined && previous.end < start && !/[.!?。！？\r\n]/.test(answer.slice(previous.end - 1, start));
}

/** A quote goes out only if it stands in the passage as it was stored, at the offsets that are named. */
function citation(passage: GivenPassage, { quote, verified }: Support, marker: number, statement: Span): Citation | undefined {
  const genuine = passage.excerpts.some(
    ({ text, start, end }) =>
      text.length === end - start && quote.start >= start && text.slice(quote.start - start, quote.end - start) === quote.text,
  );
  if (!genuine || quote.text === "") return undefined;
  const { id, source, title, categories, score } = passage;
  return {
    marker,
    id,
    source,
    title,
    categories,
    quote: quote.text,
    start: quote.start,
    end: quote.end,
    line: quote.line,
    page: quote.page,
    score,
    answerStart: statement.start,
    answerEnd: statement.end,
    verified,
  };
}
