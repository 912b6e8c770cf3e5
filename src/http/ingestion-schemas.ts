import { z } from "zod";
import { mostFailures } from "../ingestion/report.ts";
import { problemSchema } from "./problem.ts";
import { cost, namedCategories, namedCategory } from "./schemas.ts";

const count = z.number().int().min(0);
const wellFormed = (value: string) => value.isWellFormed();

const source = z.string().meta({ description: "Path of the file in its corpus; of a record followed by # and its key." });

export const putQuery = z.strictObject({
  title: z
    .string()
    .max(300)
    .refine((title) => title.trim() !== "" && title.isWellFormed(), "must be well-formed Unicode and not blank")
    .optional()
    .meta({ description: "In place of what the file says." }),
  category: namedCategories.optional().meta({ description: "In place of what the file says, or its first folder; may be repeated." }),
});

const ingestionReport = z.object({
  documents: z.object({ added: count, changed: count, unchanged: count, deleted: count, failed: count }),
  chunks: z.object({ added: count, updated: count, unchanged: count, deleted: count }),
  embedded: z.object({ chunks: count, tokens: count, reused: count.meta({ description: "Chunks whose embedding had been made before." }) }),
  cost: cost.meta({ description: "Of embedding, by the listed prices; null where the model's price is not known." }),
  failures: z
    .array(z.object({ source: z.string(), reason: z.string() }))
    .meta({ description: `What could not be read, the first ${mostFailures} of it; \`documents.failed\` counts all.` }),
  durationMs: count,
});

export const putResponse = ingestionReport.extend({ source }).meta({ id: "PutResponse" });

export const deletionResponse = z
  .object({ source, documents: z.object({ deleted: count }), chunks: z.object({ deleted: count }) })
  .meta({ id: "DeletionResponse" });

export const listQuery = z.strictObject({
  category: namedCategory.optional().meta({ description: "Only documents in this category. Matched exactly." }),
  after: z.string().refine(wellFormed, "must be well-formed Unicode").optional().meta({ description: "`next` of the page before." }),
  limit: z.coerce.number().int().min(1).max(1000).default(100).meta({ description: "Most documents to list." }),
});

export const documentsResponse = z
  .object({
    documents: z.array(
      z.object({
        source,
        origin: z.string().meta({ description: "The directory that it was ingested from, or `api`." }),
        categories: z.array(z.string()),
        chunks: count,
        complete: z.boolean().meta({ description: "False while it is being written, or after that was interrupted." }),
      }),
    ),
    next: z.string().nullable().meta({ description: "What to give as `after` for the next page; null where there is none." }),
  })
  .meta({ id: "DocumentsResponse" });

export const ingestionRequest = z
  .strictObject({
    folder: z
      .string()
      .min(1)
      .max(1024)
      .refine(wellFormed, "must be well-formed Unicode")
      .optional()
      .meta({ description: "A folder below the corpus directory: only what is in it is read, and deleted where its file is gone." }),
    category: namedCategory.optional().meta({ description: "Of documents that name none, in place of their folder." }),
    allowDelete: z.boolean().default(false).meta({ description: "Go on when more than half of the documents would be deleted." }),
  })
  .meta({ id: "IngestionRequest" });

export const ingestionResponse = z
  .object({
    id: z.string(),
    state: z
      .enum(["waiting", "running", "done", "failed", "cancelled"])
      .meta({ description: "`waiting` for another process's ingestion." }),
    folder: z.string().nullable(),
    progress: z
      .object({ done: count, total: count, share: z.number().meta({ description: "Of all work, in [0, 1]." }) })
      .nullable()
      .meta({ description: "Files that are done; null before the first." }),
    report: ingestionReport.nullable().meta({ description: "What it has done so far." }),
    problem: problemSchema.nullable().meta({ description: "Why it failed." }),
  })
  .meta({ id: "IngestionResponse" });
