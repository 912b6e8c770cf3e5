import { Hono } from "hono";
import { describe } from "./openapi.ts";
import type { AppEnvironment, AppParts } from "./parts.ts";
import { healthResponse, readyResponse } from "./schemas.ts";

const alive = describe({ summary: "Whether the process is alive", description: "It is.", reply: healthResponse, problems: [] });
const ready = describe({
  summary: "Whether questions can be answered",
  description: "They can: the store is reachable and holds an index.",
  reply: readyResponse,
  problems: [503, 504],
});

export function healthRoutes({ useStore, liveIndex }: AppParts) {
  return new Hono<AppEnvironment>()
    .get("/health", alive, (context) => context.json({ status: "ok" as const }))
    .get("/ready", ready, async (context) => {
      const reply = await useStore(async (store) => {
        const { index } = await liveIndex.current(store);
        return { status: "ready" as const, store: store.name, index: { name: index.manifest.index, ...(await index.status()) } };
      });
      return context.json(reply);
    });
}
