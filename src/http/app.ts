import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { except } from "hono/combine";
import { cors } from "hono/cors";
import { HTTPException } from "hono/http-exception";
import { openAPIRouteHandler } from "hono-openapi";
import { logFailure } from "../observation/log.ts";
import { access, keySecurity } from "./access.ts";
import { askRoute } from "./ask.ts";
import { categoriesRoute } from "./categories.ts";
import { documentTextRoute } from "./document-text.ts";
import { healthRoutes } from "./health.ts";
import { homeRoute } from "./home.ts";
import { ingestionRoutes } from "./ingestions.ts";
import { listDocumentsRoute } from "./list-documents.ts";
import { metricsRoute } from "./metrics.ts";
import { jsonOnly, refuseWhenStopping, requestLog } from "./middleware.ts";
import { completionsRoute } from "./openai/completions.ts";
import { modelsRoute } from "./openai/models.ts";
import type { App, AppEnvironment, AppParts } from "./parts.ts";
import { sendProblem, toProblem } from "./problem.ts";
import { searchRoute } from "./search.ts";
import { securityHeaders } from "./security-headers.ts";
import { similarRoute } from "./similar.ts";
import { writeDocumentRoutes } from "./write-documents.ts";

const info = {
  title: "Footnote",
  version: "0.1.0",
  description: "Answers questions about a corpus; every citation is a literal, located quote.",
};

/** What only some runtimes can serve: readable API docs at their path, and a page to ask questions on, at `/`. */
export type Pages = { docs: { path: string; routes: App }; playground: App };

/** The HTTP API, and the pages that this runtime has. */
export function createApp(parts: AppParts, { docs, playground }: Partial<Pages> = {}) {
  const tooLarge = () => {
    throw new HTTPException(413, { message: `The body may have at most ${parts.maxBodyBytes} bytes.` });
  };
  const base = new Hono<AppEnvironment>();
  if (parts.tracing) base.use(parts.tracing);
  base.use(requestLog(parts), securityHeaders());
  if (parts.stopping) base.use(refuseWhenStopping(parts.stopping));
  if (parts.corsOrigins.length > 0) {
    base.use(
      cors({
        origin: parts.corsOrigins.includes("*") ? "*" : parts.corsOrigins,
        exposeHeaders: [
          "x-request-id",
          "retry-after",
          "ratelimit",
          "ratelimit-policy",
          "server-timing",
          "cache-status",
          "age",
          "etag",
          "location",
        ],
      }),
    );
  }
  base
    .use(access(parts))
    .use("/ask", jsonOnly)
    .use("/search", jsonOnly)
    .use("/similar", jsonOnly)
    .use("/v1/chat/completions", jsonOnly)
    // Files have a limit of their own.
    .use(except(({ req }) => req.method === "PUT", bodyLimit({ maxSize: parts.maxBodyBytes, onError: tooLarge })));

  if (playground) base.route("/", playground);
  const app = base
    .route("/", askRoute(parts))
    .route("/", searchRoute(parts))
    .route("/", similarRoute(parts))
    .route("/", categoriesRoute(parts))
    .route("/", listDocumentsRoute(parts))
    .route("/", documentTextRoute(parts))
    .route("/", writeDocumentRoutes(parts))
    .route("/", ingestionRoutes(parts))
    .route("/", completionsRoute(parts))
    .route("/", modelsRoute(parts))
    .route("/", healthRoutes(parts))
    .route("/", homeRoute(docs?.path));
  app.get("/openapi.json", openAPIRouteHandler(app, { documentation: { info, ...keySecurity } }));
  if (parts.readMetrics) app.route("/", metricsRoute(parts.readMetrics));
  if (docs) app.route(docs.path, docs.routes);

  app.notFound((context) => {
    const known = new Set(app.routes.map(({ method }) => method)).difference(new Set(["ALL"]));
    const takes = (method: string) => app.router.match(method, context.req.path)[0].some(([[, route]]) => route.method === method);
    const methods = [...known].filter(takes);
    // A route that takes the method has looked for what is asked for, and passed.
    if (methods.length === 0 || takes(context.req.method))
      return sendProblem(context, toProblem(new HTTPException(404, { message: "GET / lists what there is." }), context.get("requestId")));
    context.header("allow", methods.join(", "));
    return sendProblem(context, toProblem(new HTTPException(405), context.get("requestId")));
  });
  app.onError((error, context) => {
    const reply = toProblem(error, context.get("requestId"));
    const { status, requestId } = reply.problem;
    if (status >= 500) logFailure(parts.logger, "error", "request failed", requestId, error);
    return sendProblem(context, reply);
  });
  return app;
}

/** For typed clients, `hc<AppType>(url)`. */
export type AppType = ReturnType<typeof createApp>;
