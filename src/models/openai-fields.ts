import type { Config } from "../config.ts";
import { outgoingFetch } from "../upstream/outgoing.ts";

/** What LangChain's OpenAI classes need for OpenAI's API or that of any compatible server. */
export function openaiFields({ baseUrl, apiKey, timeout, maxRetries }: Config["chat"]) {
  return {
    apiKey: apiKey ?? "none",
    // Retries are those of `outgoingFetch`, which honours Retry-After.
    maxRetries: 0,
    configuration: {
      fetch: outgoingFetch({ timeout, maxRetries }),
      // It prints what the server sent, beside our structured logs.
      logLevel: "off" as const,
      // It would read these from the environment, and send them to any server.
      organization: null,
      project: null,
      ...(baseUrl !== undefined && { baseURL: baseUrl }),
    },
  };
}
