import { Hono } from "hono";
import { z } from "zod";
import { describe } from "../openapi.ts";
import type { AppEnvironment, AppParts } from "../parts.ts";
import { openaiErrorSchema } from "./error.ts";
import { modelOf, wholeCorpus } from "./model-name.ts";

const modelsResponse = z
  .object({
    object: z.literal("list"),
    data: z.array(
      z.object({
        id: z.string().meta({ example: "footnote:billing" }),
        object: z.literal("model"),
        created: z.number().int(),
        owned_by: z.literal("footnote"),
      }),
    ),
  })
  .meta({ id: "ModelsResponse" });

const description = describe({
  summary: "List what can be asked, as OpenAI's API lists models",
  description: "`footnote`, which answers from all documents, and one model for each category.",
  reply: modelsResponse,
  problems: [401, 403, 429, 503, 504],
  error: { mediaType: "application/json", schema: openaiErrorSchema },
});

/** Chat frontends let their users choose one of these. */
export function modelsRoute({ useStore, liveIndex }: AppParts) {
  return new Hono<AppEnvironment>().get("/v1/models", description, async (context) => {
    const categories = await useStore(async (store) => (await liveIndex.current(store, context.get("caller").visible)).index.categories());
    // The protocol wants a time; there is none that would tell anything.
    const model = (id: string) => ({ id, object: "model" as const, created: 0, owned_by: "footnote" as const });
    return context.json({ object: "list" as const, data: [wholeCorpus, ...categories.map(({ name }) => modelOf(name))].map(model) });
  });
}
