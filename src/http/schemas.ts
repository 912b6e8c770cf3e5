import { z } from "zod";
import { abstentionReasons } from "../document.ts";
import { categoryName } from "../ingestion/categories.ts";
import { retrievalModes } from "../retrieve.ts";
import { explain, explanation } from "./explanation.ts";

/** As documents' categories are normalised when they are ingested. */
export const namedCategory = categoryName.transform((name) => name.normalize("NFC"));

/** One or several. */
export const namedCategories = z
  .union([namedCategory, z.array(namedCategory).min(1).max(100)], { error: "must be a name or a list of 1 to 100 names, none blank" })
  .transform((names) => [names].flat());

export const categoryFilter = namedCategories.meta({
  description: "Only passages of this category, or of any in the list. Matched exactly.",
  example: "redis",
});

const limit = (most: number, usual: number) =>
  z.number().int().min(1).max(most).default(usual).meta({ description: "Most passages to use." });
const mode = z.enum(retrievalModes).default("hybrid").meta({
  description:
    "hybrid finds by meaning and by words, vector by meaning only, text by words only. Scores of different modes are not comparable.",
});
const textOf = (most: number) =>
  z
    .string()
    .min(1, { error: "must not be blank", abort: true })
    .max(most)
    .refine((value) => value.trim() !== "", "must not be blank")
    .transform((value) => value.toWellFormed());

/** Of a conversation that comes with a question. */
export const mostTurns = 100;
/** Characters. */
export const longestTurn = 16_000;

const turn = z.strictObject({ role: z.enum(["user", "assistant"]), content: textOf(longestTurn) });

export const askRequest = z
  .strictObject({
    question: textOf(4000).meta({ example: "Which distance metrics does Redis support?" }),
    history: z
      .array(turn)
      .max(mostTurns)
      .default([])
      .meta({ description: "What was said before the question, the latest last. A follow-up is rewritten into a question of its own." }),
    category: categoryFilter.optional(),
    k: limit(50, 6),
    mode,
    explain,
    stream: z
      .boolean()
      .default(false)
      .meta({ description: "Answer as server-sent events. The header `Accept: text/event-stream` asks for the same." }),
  })
  .meta({ id: "AskRequest" });

export const searchRequest = z
  .strictObject({
    query: textOf(4000).meta({ example: "recall of HNSW" }),
    category: categoryFilter.optional(),
    k: limit(200, 10),
    mode,
    explain,
  })
  .meta({ id: "SearchRequest" });

const name = z
  .string()
  .min(1)
  .max(4096)
  .refine((value) => value.isWellFormed(), "must be well-formed Unicode");

export const similarRequest = z
  .strictObject({
    id: name.optional().meta({ description: "Of a chunk: finds chunks that are like it." }),
    source: name.optional().meta({ description: "Of a document: finds documents that are like it.", example: "redis/tag-filters.md" }),
    category: categoryFilter.optional(),
    k: limit(200, 10),
  })
  .refine(({ id, source }) => (id === undefined) !== (source === undefined), "give either id or source")
  .meta({ id: "SimilarRequest", description: "Exactly one of `id` and `source`." });

const place = {
  id: z.string().meta({ description: "The chunk's id; the same as long as its text is." }),
  source: z.string().meta({ description: "Path of the file in its corpus; of a record followed by # and its key." }),
  title: z.string(),
  categories: z.array(z.string()),
};
const span = {
  start: z.number().int().min(0).meta({
    description: "UTF-16 offset into the document's text, which GET /documents/{source} has; of Markdown and text files it is the file.",
  }),
  end: z.number().int().min(0).meta({ description: "Offset after the last code unit." }),
};
const page = z
  .number()
  .int()
  .min(1)
  .nullable()
  .meta({ description: "Page that it stands on, counted from 1; null where there are no pages." });
const score = z
  .number()
  .min(0)
  .max(1)
  .meta({ description: "How well it fits, in [0, 1]; never rises within a response. Scores of different modes are not comparable." });
const milliseconds = z.number().min(0);
export const cost = z.object({ amount: z.number().min(0), currency: z.string().meta({ example: "USD" }) }).nullable();
const tokenCount = z.number().int().min(0).nullable();

export const hit = z.object({ ...place, text: z.string(), ...span, score }).meta({ id: "Hit" });
export const searchResponse = z.object({ hits: z.array(hit), explain: explanation.optional() }).meta({ id: "SearchResponse" });
export const similarResponse = z
  .object({ hits: z.array(hit).meta({ description: "For a source, each is the passage of another document that fits best." }) })
  .meta({ id: "SimilarResponse" });

export const citation = z
  .object({
    marker: z.number().int().min(1).meta({ description: "The n of [n] in the answer." }),
    ...place,
    quote: z.string().meta({ description: "The literal text of the document from start to end." }),
    ...span,
    line: z.number().int().min(1).meta({ description: "Line of start, counted from 1." }),
    page,
    score,
    answerStart: z.number().int().min(0).meta({ description: "UTF-16 offset into the answer of the statement that the quote supports." }),
    answerEnd: z.number().int().min(0).meta({ description: "Offset after it; the marker follows." }),
    verified: z.boolean().meta({
      description: "Whether the quote's words carry the statement; false where the two cannot be compared, as when their languages differ.",
    }),
  })
  .meta({ id: "Citation" });

export const askResponse = z
  .object({
    answer: z.string(),
    answerable: z.boolean().meta({ description: "False when the passages do not carry an answer." }),
    reason: z.enum(abstentionReasons).nullable().meta({
      description:
        "Why there is no answer: no passages were found, they do not carry one, or the model said so. Null when there is an answer.",
    }),
    evidence: z.number().min(0).max(1).meta({ description: "How well the passages carry an answer; known before the answer is." }),
    citations: z.array(citation).meta({ description: "One for each marker, in the order of the answer." }),
    droppedCitations: z.number().int().min(0).meta({
      description: "Markers taken out of the answer, because their passage does not support the statement or does not exist.",
    }),
    rewrittenQuestion: z.string().nullable().meta({ description: "What was searched for and answered, if not the question as asked." }),
    model: z.string(),
    usage: z
      .object({
        inputTokens: tokenCount,
        outputTokens: tokenCount,
        cost: cost.meta({
          description: "By the listed prices; null where the model's price is not known or its tokens were not counted.",
        }),
      })
      .meta({ description: "Tokens are null where the model's provider does not count." }),
    timings: z
      .object({
        rewrite: milliseconds,
        embed: milliseconds,
        search: milliseconds,
        rerank: milliseconds,
        generate: milliseconds,
        firstToken: milliseconds.meta({ description: "From the request to the first piece of the answer." }),
        total: milliseconds,
      })
      .meta({ description: "Milliseconds by stage." }),
    cached: z
      .object({ age: z.number().int().min(0).meta({ description: "Seconds since it was given first." }) })
      .nullable()
      .meta({ description: "Whether an earlier answer to the same question is given again; null when it was made for this request." }),
    explain: explanation.optional(),
    requestId: z.string(),
  })
  .meta({ id: "AskResponse" });

export const categoriesResponse = z
  .object({
    categories: z.array(z.object({ name: z.string(), documents: z.number().int().min(0), chunks: z.number().int().min(0) })),
  })
  .meta({ id: "CategoriesResponse" });

export const healthResponse = z.object({ status: z.literal("ok") }).meta({ id: "HealthResponse" });

export const readyResponse = z
  .object({
    status: z.literal("ready"),
    store: z.string().optional(),
    index: z
      .object({
        name: z.string().meta({ description: "Of the index that questions are put to now; another one after a reindex." }),
        embedding: z.object({ provider: z.string(), model: z.string(), dimensions: z.number().int().positive() }),
        chunks: z.number().int().min(0),
        complete: z.boolean().meta({ description: "False while the store is still indexing." }),
        failures: z.number().int().min(0).meta({ description: "Chunks that are stored but could not be indexed." }),
      })
      .optional(),
    upstreams: z
      .array(z.object({ service: z.string(), model: z.string(), available: z.boolean() }))
      .optional()
      .meta({ description: "Models that are asked over the network; not available while they keep failing." }),
  })
  .meta({ id: "ReadyResponse", description: "More than the status is told only to whoever may see everything." });
