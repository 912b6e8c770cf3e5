import { announces } from "../answering/quotations.ts";
import { declinedMark } from "../answering/abstention.ts";
import { markerPattern } from "../answering/markup/markers.ts";
import { type RankedSentence, rankSentences } from "../answering/ranked-sentences.ts";
import { standaloneQuestion } from "../answering/conversation.ts";
import type { GivenPassage } from "../document.ts";
import type { AnswerModel } from "./model.ts";

/** Sentences beyond the best, all from its passage, and how far below its score they may be. */
const mostFurther = 1;
const nearlyAsGood = 1.5;
/** Characters; what is shorter says nothing by itself, what is longer is no sentence. */
const shortest = 20;
const longest = 400;
/** Characters of code that is shown. */
const longestCode = 1000;

type Statement = Pick<RankedSentence, "text" | "kind"> & { marker: number };

const name = "extractive";

/** Answers without a model: quotes the sentences that answer best by their words. It invents nothing and rephrases nothing. */
export function extractiveModel(): AnswerModel {
  return {
    name,
    async *answer({ question, passages }) {
      const statements = statementsFor(question, passages);
      for (const [index, statement] of statements.entries()) {
        const [before, after] = [statements[index - 1], statements[index + 1]];
        const isHead = isRow(statement) && !isRow(before) && isRow(after);
        yield { type: "text", text: separatorOf(before, statement) + (isHead ? headOf(statement) : marked(statement)) };
      }
      if (statements.length === 0) yield { type: "text", text: declinedMark };
      yield { type: "usage", usage: { inputTokens: 0, outputTokens: 0 } };
    },
    rewrite: async (question, history) => ({
      question: standaloneQuestion(question, history),
      usage: { inputTokens: 0, outputTokens: 0 },
      model: name,
    }),
  };
}

const isRow = (statement: Statement | undefined) => statement?.kind === "row";

function separatorOf(before: Statement | undefined, statement: Statement): string {
  if (!before) return "";
  if (isRow(before) || isRow(statement)) return isRow(before) && isRow(statement) ? "\n" : "\n\n";
  if (before.kind === "code" || statement.kind === "code") return "\n\n";
  return statement.kind === "item" ? "\n- " : " ";
}

/** The marker of a row stands in its last cell: a reader may drop what comes after that. */
function marked(statement: Statement): string {
  // What follows a fence on its line is no longer Markdown.
  if (statement.kind === "code") return `${statement.text}\n[${statement.marker}]`;
  const text = isRow(statement) ? withoutAlignment(statement.text) : statement.text;
  return isRow(statement) && text.endsWith("|")
    ? `${text.slice(0, -1).trimEnd()} [${statement.marker}] |`
    : `${text} [${statement.marker}]`;
}

/** A row of names with the rule by which Markdown tells a table. It says nothing that could be cited. */
function headOf({ text }: Statement): string {
  const head = withoutAlignment(text);
  return `${head}\n${head.replaceAll(/(?:\\\||[^|])+/g, (cell) => (cell.trim() === "" ? cell : " --- ")).trim()}`;
}

const withoutAlignment = (row: string) => row.replaceAll(/[ \t]+/g, " ");

function statementsFor(question: string, passages: GivenPassage[]): Statement[] {
  const quotable = rankSentences(question, passages).filter(isQuotable);
  const ranked = quotable.filter(({ related }) => related);
  const best = ranked[0];
  if (!best) return [];
  const code = quotable.find((other) => goesWith(best, other));
  const others = ranked.slice(1).filter(({ place, score }) => place === best.place && score >= best.score - nearlyAsGood);
  const chosen = [best, ...(code ? [code] : others.slice(0, mostFurther))];
  return readable(withNeeds(chosen.toSorted((one, other) => one.position - other.position)));
}

/** Whether code shows how to do what a sentence says: it follows, or is about the same below the same heading. */
function goesWith(sentence: RankedSentence, { kind, place, heading, before, related }: RankedSentence): boolean {
  if (sentence.kind === "code" || kind !== "code" || place !== sentence.place || heading !== sentence.heading) return false;
  return related || (before !== "" && sentence.text.endsWith(before));
}

/** Readers of Markdown do not agree on what is code after mathematics, or after an item of a list. */
function readable(statements: Statement[]): Statement[] {
  if (!statements.some(({ kind }) => kind === "code")) return statements;
  if (statements.some(({ kind, text }) => kind !== "code" && text.includes("$$"))) return statements.filter(({ kind }) => kind !== "code");
  return statements.map((statement) => (statement.kind === "item" ? { ...statement, kind: "sentence" } : statement));
}

/** What is announced would be missing. A reference of the document's own would be taken for a marker; in code, nothing is. */
function isQuotable({ text, needs, kind }: RankedSentence): boolean {
  const reads = (part: string) => part.length <= longest && part.replaceAll(/`[^`]*`/g, "").search(markerPattern) === -1;
  if (kind === "code") return text.length <= longestCode && needs.every((part) => reads(part) && !part.includes("$$"));
  if (![text, ...needs].every(reads)) return false;
  return kind === "row" || (text.length >= shortest && !announces(text));
}

/** Each sentence once, although it may stand in another quotation too, with the one that goes on from it. */
function withNeeds(chosen: RankedSentence[]): Statement[] {
  const statements: Statement[] = [];
  for (const { text, needs, goesOnFrom, place, kind } of chosen) {
    const isSaid =
      goesOnFrom !== "" && statements.some((statement) => statement.text !== goesOnFrom && statement.text.endsWith(goesOnFrom));
    const own = isSaid ? text.slice(goesOnFrom.length + 1) : text;
    for (const part of [...needs, own]) {
      const statement = { text: part, marker: place + 1, kind: part === own || kind === "row" ? kind : "sentence" } as const;
      const same = statements.findIndex((other) => other.text.includes(part) || part.includes(other.text));
      if (same === -1) statements.push(statement);
      else if (part.length > statements[same]!.text.length) statements[same] = statement;
    }
  }
  return statements;
}
