import type { Config } from "../config.ts";
import { ConfigurationError } from "../errors.ts";
import type { Prompts } from "./prompt.ts";
import { extractiveModel } from "./extractive.ts";
import { langchainModel, type StreamingChatModel } from "./langchain.ts";
import type { AnswerModel } from "./model.ts";
import { openaiFields } from "./openai-fields.ts";

/**
 * The answerer that the configuration names: `extractive`, or `provider:model` of any provider that LangChain knows.
 * @throws ConfigurationError when the provider is unknown or its package is not installed
 */
export async function createModel(chat: Config["chat"], prompts: Prompts): Promise<AnswerModel> {
  if (chat.model === "extractive") return extractiveModel();
  const colon = chat.model.indexOf(":");
  const provider = chat.model.slice(0, colon);
  const name = chat.model.slice(colon + 1);
  const settings = {
    name: `${provider}:${name}`,
    service: chat.service,
    prompts,
    timeout: chat.timeout,
    saysWhyItEnds: provider === "openai",
  };
  const fields = provider === "openai" ? openaiFields(chat) : { maxRetries: chat.maxRetries };
  try {
    // Loaded only if it is used, since it takes time and memory.
    const { initChatModel } = await import("langchain");
    const model = await initChatModel(name, { modelProvider: provider, ...fields });
    return langchainModel(model as unknown as StreamingChatModel, settings);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigurationError([
      `${chat.variable} is ${JSON.stringify(chat.model)}: ${reason} (a model of an OpenAI-compatible server whose name has a colon is written openai:name:tag)`,
    ]);
  }
}
