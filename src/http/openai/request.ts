import { z } from "zod";
import { RequestError } from "../../errors.ts";
import { askRequest, categoryFilter, longestTurn, mostTurns } from "../schemas.ts";
import { withoutFootnotes } from "./footnotes.ts";
import { categoryOf } from "./model-name.ts";

const part = z.looseObject({ type: z.string(), text: z.string().optional() });
const message = z.looseObject({
  role: z.enum(["system", "developer", "user", "assistant", "tool", "function"]),
  content: z.union([z.string(), z.array(part)]).nullish(),
});
const mustBeText = "must be text; Footnote answers in no other form";

/** What asks for another kind of reply than Footnote gives is refused; what only tunes a model is ignored, as are unknown fields. */
export const chatCompletionRequest = z
  .looseObject({
    model: z.string().meta({ description: "`footnote`, or `footnote:` and a category.", example: "footnote" }),
    messages: z.array(message).min(1).meta({
      description: "The last one is the question, those of the user and the assistant before it are its history. Others are not used.",
    }),
    metadata: z
      .looseObject({ category: categoryFilter.optional() })
      .nullish()
      .meta({ description: "`category` limits the passages, where the model's name does not." }),
    stream: z.boolean().nullish(),
    stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
    n: z.literal(1, { error: "must be 1; Footnote gives one answer" }).nullish(),
    response_format: z.looseObject({ type: z.literal("text", { error: mustBeText }) }).nullish(),
    modalities: z.array(z.literal("text", { error: mustBeText })).nullish(),
    tool_choice: z.enum(["none", "auto"], { error: "must be none or auto; Footnote calls no tools" }).nullish(),
    logprobs: z.literal(false, { error: "must be false; Footnote does not know them" }).nullish(),
  })
  .meta({ id: "ChatCompletionRequest" });

type ChatCompletionRequest = z.infer<typeof chatCompletionRequest>;

/**
 * What a chat asks, in the form of `/ask`, with its limits. Of a long conversation, the latest turns count.
 * @throws RequestError, UnknownModelError
 */
export function toAskRequest({ model, messages, metadata }: ChatCompletionRequest) {
  const said = messages.flatMap(({ role, content }, index) => {
    if (role !== "user" && role !== "assistant") return [];
    const text = role === "assistant" ? withoutFootnotes(textOf(content)) : textOf(content);
    return text.trim() === "" && index < messages.length - 1 ? [] : [{ role, content: text, index }];
  });
  const last = said.at(-1);
  if (last?.role !== "user") throw new RequestError([{ field: "messages", message: "must end with the user's, which is the question" }]);
  const place = `messages.${last.index}.content`;
  assertText(messages[last.index]!.content, place);

  const ofModel = categoryOf(model);
  const ofMetadata = metadata?.category;
  if (ofModel !== undefined && ofMetadata !== undefined) {
    throw new RequestError([{ field: "metadata.category", message: "must not be given where the model's name holds a category" }]);
  }
  const history = said
    .slice(0, -1)
    .slice(-mostTurns)
    .map(({ role, content }) => ({ role, content: content.slice(0, longestTurn) }));
  const category = ofModel ?? ofMetadata;
  const asked = askRequest.safeParse({ question: last.content, history, ...(category !== undefined && { category }) });
  if (asked.success) return asked.data;
  const names: Record<string, string> = { question: place, category: ofModel === undefined ? "metadata.category" : "model" };
  throw new RequestError(asked.error.issues.map(({ path, message }) => ({ field: names[String(path[0])] ?? path.join("."), message })));
}

type Content = ChatCompletionRequest["messages"][number]["content"];

function textOf(content: Content): string {
  if (typeof content === "string") return content;
  return (content ?? []).map(({ type, text = "" }) => (type === "text" ? text : "")).join("");
}

function assertText(content: Content, field: string): void {
  if (!Array.isArray(content)) return;
  const other = content.find(({ type }) => type !== "text");
  if (other) throw new RequestError([{ field, message: `may only hold parts of type text, not ${other.type}` }]);
}
