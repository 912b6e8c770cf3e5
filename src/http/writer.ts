import { createMiddleware } from "hono/factory";
import { HTTPException } from "hono/http-exception";
import { ForbiddenError } from "../errors.ts";
import type { AppEnvironment, AppParts } from "./parts.ts";

/** Lets on who may write everything, where anything is written; that there is a key with the scope `ingest`, `access.ts` has seen to. */
export function requireWriter({ ingesting }: Pick<AppParts, "ingesting">) {
  return createMiddleware<AppEnvironment>(async (context, next) => {
    if (!ingesting) throw new HTTPException(403, { message: "This server only reads. Ingestion over HTTP takes a Node server." });
    // Of what it cannot see, it could overwrite and delete.
    if (context.get("caller").visible !== "all")
      throw new ForbiddenError("It is limited to categories, and who writes must see all of them.");
    context.set("ingesting", ingesting);
    await next();
  });
}
