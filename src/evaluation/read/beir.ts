import { z } from "zod";
import { ConfigurationError } from "../../errors.ts";
import type { Corpus } from "../../ingestion/corpus.ts";
import type { Question } from "../question.ts";
import { memoryCorpus } from "../memory-corpus.ts";
import { parseJsonLines } from "./json-lines.ts";

const documentSchema = z.object({ _id: z.string().min(1), title: z.string().default(""), text: z.string() });
const querySchema = z.object({ _id: z.string().min(1), text: z.string().min(1) });

/** The file names of a data set in the layout of BEIR, Thakur et al. 2021, https://github.com/beir-cellar/beir. */
export const beirFiles = { corpus: "corpus.jsonl", queries: "queries.jsonl", judgements: "qrels" } as const;

/** Ids may hold any character; percent signs keep those apart that paths and file systems treat in a special way. */
const sourceOf = (id: string) => `${encodeURIComponent(id)}.md`;

/** The documents of a BEIR data set as Markdown files, the title in front matter. Those without any text are left out. */
export function beirCorpus(origin: string, corpusJsonl: string): Corpus {
  const documents = parseJsonLines(corpusJsonl, documentSchema, beirFiles.corpus);
  const files = documents.map(({ _id, title, text }) => [sourceOf(_id), toMarkdown(title, text)] as const);
  return memoryCorpus(origin, new Map(files.filter(([, text]) => text !== "")));
}

function toMarkdown(title: string, text: string): string {
  if (title.trim() === "") return text;
  // JSON's strings are YAML's double-quoted scalars. A document without a body would have no chunk.
  return `---\ntitle: ${JSON.stringify(title)}\n---\n${text.trim() === "" ? title : text}`;
}

/**
 * The queries that some document is relevant to.
 * @param judgementsTsv lines of query id, document id and grade, or of TREC's four columns
 */
export function beirQuestions(queriesJsonl: string, judgementsTsv: string, judgementsName: string): Question[] {
  const judged = parseJudgements(judgementsTsv, judgementsName);
  return parseJsonLines(queriesJsonl, querySchema, beirFiles.queries).flatMap(({ _id, text }) => {
    const relevance = judged.get(_id);
    return relevance ? [{ text, category: null, relevance, needed: [...relevance.keys()].map((source) => [source]) }] : [];
  });
}

function parseJudgements(tsv: string, name: string): Map<string, Map<string, number>> {
  const judged = new Map<string, Map<string, number>>();
  for (const [position, line] of tsv.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const columns = line.trim().split(/\s+/);
    const [query = "", document = "", grade] = columns.length === 4 ? [columns[0], columns[2], columns[3]] : columns;
    const gain = Number(grade);
    if (Number.isNaN(gain)) {
      if (position === 0) continue;
      throw new ConfigurationError([`${name}:${position + 1} is not a query id, a document id and a grade: ${JSON.stringify(line)}`]);
    }
    if (gain <= 0) continue;
    const relevance = judged.get(query) ?? new Map<string, number>();
    judged.set(query, relevance.set(sourceOf(document), gain));
  }
  if (judged.size === 0) throw new ConfigurationError([`${name} judges no document relevant.`]);
  return judged;
}
