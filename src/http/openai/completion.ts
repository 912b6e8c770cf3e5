import { z } from "zod";
import type { AnswerEvent } from "../../answer.ts";
import type { Answer, Usage } from "../../document.ts";
import { type Annotation, annotations, annotationSchema } from "./annotations.ts";
import { footnotes } from "./footnotes.ts";

const count = z.number().int().min(0);
const usageSchema = z.object({ prompt_tokens: count, completion_tokens: count, total_tokens: count });

export const chatCompletion = z
  .object({
    id: z.string(),
    object: z.literal("chat.completion"),
    created: z.number().int().meta({ description: "Seconds since 1970." }),
    model: z.string().meta({ description: "As it was asked for." }),
    choices: z.array(
      z.object({
        index: z.literal(0),
        message: z.object({
          role: z.literal("assistant"),
          content: z.string().meta({ description: "The answer, then its footnotes." }),
          refusal: z.null(),
          annotations: z.array(annotationSchema).meta({ description: "One for each citation, in the order of the answer." }),
        }),
        logprobs: z.null(),
        finish_reason: z.literal("stop"),
      }),
    ),
    usage: usageSchema.optional().meta({ description: "Missing where the model's provider does not count." }),
  })
  .meta({ id: "ChatCompletion" });

export type ChatCompletion = z.infer<typeof chatCompletion>;

/** What all parts of a reply have in common. */
export type Heading = Pick<ChatCompletion, "id" | "created" | "model"> & {
  /** Where this API is reached. */
  origin: string;
};

export function toCompletion(answer: Answer, { origin, ...heading }: Heading): ChatCompletion {
  const content = answer.answer + footnotes(answer.citations);
  const message = { role: "assistant" as const, content, refusal: null, annotations: annotations(answer, origin) };
  const usage = usageOf(answer.usage);
  return {
    ...heading,
    object: "chat.completion",
    choices: [{ index: 0, message, logprobs: null, finish_reason: "stop" }],
    ...(usage && { usage }),
  };
}

type Delta = { role?: "assistant"; content?: string; annotations?: Annotation[] };

/** The same reply in pieces, each the data of one server-sent event. */
export async function* toChunks(
  events: AsyncIterable<AnswerEvent>,
  { origin, ...heading }: Heading,
  includeUsage: boolean,
): AsyncGenerator<string> {
  const chunk = (choices: object[], usage: object | null = null) =>
    JSON.stringify({ ...heading, object: "chat.completion.chunk", choices, ...(includeUsage && { usage }) });
  const piece = (delta: Delta, finishReason: "stop" | null = null) =>
    chunk([{ index: 0, delta, logprobs: null, finish_reason: finishReason }]);

  yield piece({ role: "assistant", content: "" });
  for await (const event of events) {
    if (event.type === "answer-delta") yield piece({ content: event.text });
    if (event.type !== "done") continue;
    const { answer } = event;
    const notes = footnotes(answer.citations);
    if (notes !== "") yield piece({ content: notes });
    yield piece({ annotations: annotations(answer, origin) });
    yield piece({}, "stop");
    const usage = usageOf(answer.usage);
    if (includeUsage && usage) yield chunk([], usage);
  }
  yield "[DONE]";
}

function usageOf({ inputTokens, outputTokens }: Usage) {
  if (inputTokens === null || outputTokens === null) return undefined;
  return { prompt_tokens: inputTokens, completion_tokens: outputTokens, total_tokens: inputTokens + outputTokens };
}
