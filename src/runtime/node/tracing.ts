import type { MiddlewareHandler } from "hono";
import packageJson from "../../../package.json" with { type: "json" };
import type { Logger } from "../../observation/log.ts";

/** Milliseconds for sending spans, so that a receiver which hangs does not hold up the end of the process. */
const sendTimeout = 3000;

export type Tracing = {
  /** Makes a span of each request, in the trace of its caller if it has one. */
  middleware: MiddlewareHandler;
  /** Sends what has not been sent yet. */
  stop(): Promise<void>;
};

/**
 * Sends spans to an OTLP receiver, in the background and without any effect on requests. OpenTelemetry's SDK is loaded only here;
 * it reads OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES and OTEL_EXPORTER_OTLP_HEADERS itself.
 * @param endpoint of OTLP over HTTP, such as `http://localhost:4318`
 */
export async function startTracing(endpoint: string, logger: Logger): Promise<Tracing> {
  const { context, diag, DiagLogLevel, propagation, trace } = await import("@opentelemetry/api");
  const { AsyncLocalStorageContextManager } = await import("@opentelemetry/context-async-hooks");
  const { W3CTraceContextPropagator } = await import("@opentelemetry/core");
  const { OTLPTraceExporter } = await import("@opentelemetry/exporter-trace-otlp-http");
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = await import("@opentelemetry/resources");
  const { BatchSpanProcessor, TracerProvider } = await import("@opentelemetry/sdk-trace");
  const { httpInstrumentationMiddleware } = await import("@hono/otel");

  const ignore = () => {};
  const error = (message: string) => logger.warn("traces cannot be sent", { endpoint, error: message.slice(0, 500) });
  diag.setLogger({ error, warn: ignore, info: ignore, debug: ignore, verbose: ignore }, DiagLogLevel.ERROR);

  const own = resourceFromAttributes({ "service.name": packageJson.name, "service.version": packageJson.version });
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, "")}/v1/traces`, timeoutMillis: sendTimeout });
  const provider = new TracerProvider({
    // What the environment says goes first.
    resource: defaultResource()
      .merge(own)
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1000, exportTimeoutMillis: sendTimeout })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  return {
    middleware: httpInstrumentationMiddleware({ captureActiveRequests: false }),
    stop: () => provider.shutdown().catch((reason: unknown) => error(String(reason))),
  };
}
