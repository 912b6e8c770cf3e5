import { declinedMark } from "../answering/abstention.ts";
import { markerPattern } from "../answering/markup/markers.ts";
import { type RankedSentence, rankSentences } from "../answering/ranked-sentences.ts";
import { standaloneQuestion } from "../conversation.ts";
import type { GivenPassage } from "../document.ts";
import { tableRow } from "../sentences.ts";
import type { AnswerModel } from "./model.ts";

/** Sentences beyond the best, all from its passage, and how far below its score they may be. */
const mostFurther = 1;
const nearlyAsGood = 1.5;
/** Characters; what is shorter says nothing by itself, what is longer is no sentence. */
const shortest = 20;
const longest = 400;

type Statement = { text: string; marker: number };

const name = "extractive";

/** Answers without a model: quotes the sentences that answer best by their words. It invents nothing and rephrases nothing. */
export function extractiveModel(): AnswerModel {
  return {
    name,
    async *answer({ question, passages }) {
      const statements = statementsFor(question, passages);
      for (const [index, { text, marker }] of statements.entries()) {
        const separator = index === 0 ? "" : tableRow.test(text) ? "\n" : " ";
        yield { type: "text", text: `${separator}${text} [${marker}]` };
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

function statementsFor(question: string, passages: GivenPassage[]): Statement[] {
  const ranked = rankSentences(question, passages).filter((sentence) => sentence.related && isQuotable(sentence));
  const best = ranked[0];
  if (!best) return [];
  const further = ranked
    .slice(1)
    .filter(({ place, score }) => place === best.place && score >= best.score - nearlyAsGood)
    .slice(0, mostFurther);
  return withNeeds([best, ...further]);
}

/** What ends in a colon announces something that would be missing. A reference of the document's own would be taken for a marker. */
function isQuotable({ text, needs }: RankedSentence): boolean {
  if ([text, ...needs].some((part) => part.search(markerPattern) !== -1 || part.length > longest)) return false;
  return tableRow.test(text) || (text.length >= shortest && !text.endsWith(":"));
}

/** Each sentence once, although it may stand in another quotation too, with the one that goes on from it. */
function withNeeds(chosen: RankedSentence[]): Statement[] {
  const statements: Statement[] = [];
  for (const { text, needs, place } of chosen) {
    for (const part of [...needs, text]) {
      const same = statements.findIndex((statement) => statement.text.includes(part) || part.includes(statement.text));
      if (same === -1) statements.push({ text: part, marker: place + 1 });
      else if (part.length > statements[same]!.text.length) statements[same] = { text: part, marker: place + 1 };
    }
  }
  return statements;
}
