import { type Context, Hono } from "hono";
import { UnauthorizedError } from "../errors.ts";
import { identify } from "./access.ts";
import { limitAddress } from "./limits/rate.ts";
import { describe } from "./openapi.ts";
import type { AppEnvironment, AppParts } from "./parts.ts";
import { healthResponse, readyResponse } from "./schemas.ts";

const alive = describe({ summary: "Whether the process is alive", description: "It is.", reply: healthResponse, problems: [] });
const ready = describe({
  summary: "Whether questions can be answered",
  description: "They can: the store is reachable and holds an index.",
  reply: readyResponse,
  problems: [429, 503, 504],
});

export function healthRoutes(parts: AppParts) {
  const { useStore, liveIndex, breakers } = parts;
  return new Hono<AppEnvironment>()
    .get("/health", alive, (context) => context.json({ status: "ok" as const }))
    .get("/ready", ready, async (context) => {
      const tellsAll = await seesAll(parts, context);
      const reply = await useStore(async (store) => {
        const { index } = await liveIndex.current(store, "all");
        const { index: name, embedding } = index.manifest;
        const { provider, model, dimensions } = embedding;
        const status = await index.status();
        const upstreams = breakers.all().map(({ service, model, isOpen }) => ({ service, model, available: !isOpen() }));
        return { store: store.name, index: { name, embedding: { provider, model, dimensions }, ...status }, upstreams };
      });
      return context.json({ status: "ready" as const, ...(tellsAll && reply) });
    });
}

/** What others have stored is nobody's business who may see only a part, or nothing. */
async function seesAll(parts: AppParts, context: Context<AppEnvironment>): Promise<boolean> {
  // Probes bring no key; whoever brings one can try many.
  if (context.req.header("authorization") !== undefined) await limitAddress(parts, context);
  const caller = await identify(parts, context).catch((error: unknown) => {
    if (error instanceof UnauthorizedError) return undefined;
    throw error;
  });
  return caller?.visible === "all";
}
