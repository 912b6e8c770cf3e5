import { createMiddleware } from "hono/factory";
import { HTTPException } from "hono/http-exception";
import { routePath } from "hono/route";
import type { Caller } from "../access/keyring.ts";
import { ServerStoppingError } from "../errors.ts";
import type { AppEnvironment, AppParts } from "./parts.ts";
import { sendProblem, toProblem } from "./problem.ts";

/** Gives each request an id, counts it and logs how it went. */
export function requestLog({ logger, meter, now, newRequestId }: AppParts) {
  return createMiddleware<AppEnvironment>(async (context, next) => {
    const began = now();
    const given = context.req.header("x-request-id");
    // A caller's id is kept so that its logs and these can be joined, unless it could garble them.
    const requestId = given !== undefined && /^[\w.:-]{1,128}$/.test(given) ? given : newRequestId();
    context.set("requestId", requestId);
    await next();
    context.header("x-request-id", requestId);
    const { method, path } = context.req;
    const { status } = context.res;
    const duration = now() - began;
    const key = (context.get("caller") as Caller | undefined)?.key;
    meter.request({ method, route: routePath(context, -1), status, duration });
    const milliseconds = Math.round(duration);
    logger.info("request", { requestId, method, path, status, milliseconds, ...(key !== undefined && { key }) });
  });
}

/** Once the server has been told to stop, answers nothing but what watches it. */
export function refuseWhenStopping(stopping: AbortSignal) {
  return createMiddleware<AppEnvironment>(async (context, next) => {
    if (!stopping.aborted || ["/health", "/metrics"].includes(context.req.path)) return next();
    return sendProblem(context, toProblem(new ServerStoppingError(), context.get("requestId")));
  });
}

export const jsonOnly = createMiddleware<AppEnvironment>(async (context, next) => {
  if (context.req.method === "POST" && !/^application\/json\s*(?:;|$)/i.test(context.req.header("content-type") ?? "")) {
    throw new HTTPException(415, { message: "Send the body as JSON, with the header content-type: application/json." });
  }
  await next();
});
