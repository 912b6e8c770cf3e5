import { z } from "zod";

/** What a client may ask for to see how its passages came to be. */
export const explain = z.boolean().default(false).meta({ description: "Tell what each step of the search made of each candidate." });

const rank = z.number().int().min(1);
const placing = z.object({ rank, score: z.number() });
const offset = z.number().int().min(0);

const candidate = z.object({
  id: z.string(),
  source: z.string(),
  start: offset,
  end: offset,
  vector: placing.nullable().meta({ description: "By the embeddings." }),
  text: placing
    .extend({
      engineRank: rank,
      engineScore: z
        .number()
        .nullable()
        .meta({ description: "Null for a key that is limited to categories, as it tells how often words occur in all documents." }),
    })
    .nullable()
    .meta({ description: "By words: as refined, and as the store's BM25 ranked it." }),
  fusion: placing.nullable().meta({ description: "Of both rankings, in the mode hybrid." }),
  rerank: placing.nullable().meta({ description: "By the reranker, where it was used." }),
  rank: rank.nullable().meta({ description: "Among the passages; null where it was dropped." }),
  dropped: z
    .discriminatedUnion("reason", [
      z.object({ reason: z.literal("duplicate"), of: z.string().meta({ description: "Id of the passage that says nearly the same." }) }),
      z.object({ reason: z.literal("beyond-k") }),
      z.object({ reason: z.literal("over-budget") }),
    ])
    .nullable()
    .meta({ description: "A better passage says nearly the same; enough were better; or the prompt was full." }),
  neighbours: z
    .array(z.object({ start: offset, end: offset }))
    .meta({ description: "The chunks around it that came with it into the prompt." }),
});

export const explanation = z
  .object({
    candidates: z.array(candidate).meta({ description: "The passages, best first, then what was dropped." }),
    reranker: z
      .object({ model: z.string(), failure: z.string().nullable() })
      .nullable()
      .meta({ description: "Null where none is configured; `failure` says why its order was not used." }),
  })
  .meta({ id: "Explanation", description: "How the passages came to be; only if `explain` was asked for." });
