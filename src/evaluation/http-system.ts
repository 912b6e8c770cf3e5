import { z } from "zod";
import { ConfigurationError } from "../errors.ts";
import type { RetrievalMode } from "../retrieve.ts";
import type { System } from "./evaluate.ts";
import { rankingDepth } from "./measures.ts";

/** Sends a JSON body to a path of the API. */
export type Send = (path: string, body: unknown) => Promise<Response>;

const searchReply = z.object({
  hits: z.array(z.object({ source: z.string(), start: z.number(), end: z.number(), text: z.string() })),
});
const askReply = z.object({
  answer: z.string(),
  answerable: z.boolean(),
  rewrittenQuestion: z.string().nullish(),
  citations: z.array(z.object({ source: z.string() })),
  evidence: z.number().nullish(),
  usage: z.object({ cost: z.object({ amount: z.number() }).nullish() }).nullish(),
});
const problem = z.object({ title: z.string(), detail: z.string().optional() });

/** A system behind `POST /search` and `POST /ask`. @param k passages that an answer is given @param now milliseconds */
export function httpSystem(send: Send, mode: RetrievalMode, k: number, now: () => number): System {
  const post = async <Reply extends object>(path: string, body: unknown, schema: z.ZodType<Reply>) => {
    const began = now();
    const response = await send(path, body);
    const reply: unknown = await response.json().catch(() => undefined);
    const milliseconds = now() - began;
    if (!response.ok) throw refused(path, response.status, reply);
    const parsed = schema.safeParse(reply);
    if (!parsed.success) throw new ConfigurationError([`POST ${path} did not answer as Footnote does: ${z.prettifyError(parsed.error)}`]);
    return { ...parsed.data, milliseconds };
  };

  return {
    async search(query, categories) {
      const body = { query, k: Math.max(k, rankingDepth), mode, ...(categories && { category: categories }) };
      const { hits, milliseconds } = await post("/search", body, searchReply);
      return { passages: hits, milliseconds };
    },
    async ask({ text, expected }) {
      const body = { question: text, k, mode, ...(expected?.history && { history: expected.history }) };
      const { answer, answerable, rewrittenQuestion, citations, evidence, usage, milliseconds } = await post("/ask", body, askReply);
      return {
        answer,
        answerable,
        rewrittenQuestion: rewrittenQuestion ?? null,
        cited: citations.map(({ source }) => source),
        evidence: evidence ?? undefined,
        cost: usage?.cost?.amount,
        milliseconds,
      };
    },
  };
}

function refused(path: string, status: number, reply: unknown): ConfigurationError {
  const { data } = problem.safeParse(reply);
  return new ConfigurationError([`POST ${path} was answered with status ${status}${data ? `: ${data.detail ?? data.title}` : ""}.`]);
}
