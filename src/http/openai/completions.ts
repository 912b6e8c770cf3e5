import { Hono } from "hono";
import type { Answer } from "../../document.ts";
import { RequestError, UnknownCategoryError, UnknownModelError } from "../../errors.ts";
import { streamEvents } from "../event-stream.ts";
import { body, describe } from "../openapi.ts";
import type { AppEnvironment, AppParts } from "../parts.ts";
import type { Problem } from "../problem.ts";
import { serverTiming } from "../server-timing.ts";
import { startAnswer } from "../start-answer.ts";
import { chatCompletion, type Heading, toChunks, toCompletion } from "./completion.ts";
import { openaiErrorSchema, toOpenaiError } from "./error.ts";
import { categoryOf, modelOf, wholeCorpus } from "./model-name.ts";
import { chatCompletionRequest, toAskRequest } from "./request.ts";

const description = describe({
  summary: "Answer as OpenAI's chat completions do, with citations as annotations and as footnotes",
  description: "The answer.",
  reply: chatCompletion,
  otherReplies: { "text/event-stream": { schema: { type: "string", description: "The chunks of OpenAI's protocol, then `[DONE]`." } } },
  problems: [400, 401, 403, 404, 413, 415, 429, 502, 503, 504],
  error: { mediaType: "application/json", schema: openaiErrorSchema },
});

/** For clients of OpenAI's API, https://platform.openai.com/docs/api-reference/chat/create */
export function completionsRoute(parts: AppParts) {
  return new Hono<AppEnvironment>().post("/v1/chat/completions", description, body(chatCompletionRequest), async (context) => {
    const { model, messages, metadata, stream, stream_options: options } = context.req.valid("json");
    const { category: categories, ...request } = toAskRequest({ model, messages, metadata });
    const requestId = context.get("requestId");
    const { events, cancel } = await startAnswer(parts, context, { ...request, categories }).catch((error: unknown) => {
      if (!(error instanceof UnknownCategoryError)) throw error;
      if (categoryOf(model) !== undefined) throw new UnknownModelError(model, [wholeCorpus, ...error.known.map(modelOf)]);
      throw new RequestError([{ field: "metadata.category", message: `${error.message} Use one of ${error.known.join(", ")}.` }]);
    });
    const created = Math.floor(Date.now() / 1000);
    const heading: Heading = { id: `chatcmpl-${requestId}`, created, model, origin: new URL(context.req.url).origin };
    if (stream === true) {
      const onFailure = (problem: Problem) => ({ data: JSON.stringify(toOpenaiError(problem)) });
      return streamEvents(
        context,
        { messages: asMessages(toChunks(events, heading, options?.include_usage === true)), onFailure, cancel },
        parts,
      );
    }

    let answer: Answer | undefined;
    for await (const event of events) if (event.type === "done") answer = event.answer;
    context.header("server-timing", serverTiming(answer!.timings));
    return context.json(toCompletion(answer!, heading));
  });
}

async function* asMessages(chunks: AsyncIterable<string>) {
  for await (const data of chunks) yield { data };
}
