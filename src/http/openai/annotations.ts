import { z } from "zod";
import type { Answer } from "../../document.ts";
import { citation } from "../schemas.ts";

/** A citation as OpenAI's API has it for web searches, with Footnote's own beside it. */
export const annotationSchema = z
  .object({
    type: z.literal("url_citation"),
    url_citation: z.object({
      start_index: z.number().int().min(0).meta({ description: "UTF-16 offset of the marker in the message." }),
      end_index: z.number().int().min(0).meta({ description: "Offset after the marker." }),
      title: z.string(),
      url: z.string().meta({ description: "The cited document." }),
    }),
    citation,
  })
  .meta({ id: "Annotation" });

export type Annotation = z.infer<typeof annotationSchema>;

/** One for each citation, in the order of the answer. @param origin where this API is reached */
export function annotations({ answer, citations }: Pick<Answer, "answer" | "citations">, origin: string): Annotation[] {
  let after = 0;
  return citations.map((citation) => {
    const marker = `[${citation.marker}]`;
    // Markers of one statement follow each other.
    const start = answer.indexOf(marker, Math.max(after, citation.answerEnd));
    after = start + marker.length;
    const path = citation.source.split("/").map(encodeURIComponent).join("/");
    const url = `${origin}/documents/${path}`;
    return { type: "url_citation", url_citation: { start_index: start, end_index: after, title: citation.title, url }, citation };
  });
}
