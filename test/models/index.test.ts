import { describe, expect, test } from "vitest";
import { parseConfig } from "../../src/config.ts";
import { ConfigurationError } from "../../src/errors.ts";
import { createModel } from "../../src/models/index.ts";
import { readPrompts } from "../../src/runtime/node/disk.ts";
import { failure } from "../support/failure.ts";
import type { Variables } from "../support/server.ts";

const create = async (variables: Variables) => createModel(parseConfig(variables).chat, await readPrompts());

describe("which answerer is used", () => {
  test.each([
    ["extractive", {}],
    ["openai:gpt-5-mini", { OPENAI_API_KEY: "sk-1" }],
    ["openai:gpt-5-mini", { OPENAI_BASE_URL: "http://127.0.0.1:1/v1" }],
    ["extractive", { OPENAI_API_KEY: "sk-1", CHAT_MODEL: "extractive" }],
    ["openai:llama3:8b", { OPENAI_BASE_URL: "http://127.0.0.1:1/v1", CHAT_MODEL: "openai:llama3:8b" }],
  ])("%s for %j", async (name, variables) => {
    expect(await create(variables)).toHaveProperty("name", name);
  });
});

describe("a CHAT_MODEL that cannot be used", () => {
  test("of a provider whose package is not installed names the package", async () => {
    const error = await failure(create({ CHAT_MODEL: "anthropic:claude-sonnet-4-5" }));

    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error).toHaveProperty(
      "message",
      expect.stringMatching(/CHAT_MODEL is "anthropic:claude-sonnet-4-5".*npm install @langchain\/anthropic/),
    );
  });

  test.each(["nonesuch:model", "llama3:8b"])(
    "of an unknown provider lists the known ones and how to name a model with a colon: %s",
    async (name) => {
      const error = await failure(create({ CHAT_MODEL: name }));

      expect(error).toBeInstanceOf(ConfigurationError);
      expect(error).toHaveProperty("message", expect.stringMatching(/anthropic[^]*openai:name:tag/));
      expect(error).toHaveProperty("message", expect.stringContaining(`CHAT_MODEL is ${JSON.stringify(name)}`));
    },
  );
});
