import { ChatOpenAI } from "@langchain/openai";
import type { Config } from "../config.ts";
import type { Prompts } from "./prompt.ts";
import { langchainModel } from "./langchain.ts";
import type { AnswerModel } from "./model.ts";
import { openaiFields } from "./openai-fields.ts";

/** A chat model of OpenAI's protocol without LangChain's dynamic import of providers, which Cloudflare Workers do not have. */
export function openaiModel(chat: Config["chat"], prompts: Prompts): AnswerModel {
  const model = chat.model.replace(/^openai:/, "");
  const settings = { name: `openai:${model}`, service: chat.service, prompts, timeout: chat.timeout, saysWhyItEnds: true };
  return langchainModel(new ChatOpenAI({ model, ...openaiFields(chat) }), settings);
}
