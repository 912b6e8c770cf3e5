import { type Attributes, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";

/** Of the provider that a runtime registers; where none does, spans are empty and cost next to nothing. */
const tracer = trace.getTracer("footnote");

export type SpanDescription = { name: string; attributes: Attributes };

/** Adds what only the work itself finds out. */
export type Tell = (attributes: Attributes) => void;

/** Does work within a span; what begins meanwhile belongs to it. */
export function inSpan<Result>({ name, attributes }: SpanDescription, work: (tell: Tell) => Promise<Result>): Promise<Result> {
  return tracer.startActiveSpan(name, { kind: SpanKind.CLIENT, attributes }, async (span) => {
    try {
      return await work(tellOf(span));
    } catch (error) {
      markFailed(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The same for a stream; the span ends with it, also when its reader leaves. */
export async function* streamInSpan<Event>(
  { name, attributes }: SpanDescription,
  events: AsyncIterable<Event>,
  onEvent: (event: Event, tell: Tell) => void,
): AsyncGenerator<Event> {
  const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes });
  const tell = tellOf(span);
  try {
    for await (const event of events) {
      onEvent(event, tell);
      yield event;
    }
  } catch (error) {
    markFailed(span, error);
    throw error;
  } finally {
    span.end();
  }
}

const tellOf =
  (span: Span): Tell =>
  (attributes) =>
    void span.setAttributes(attributes);

/** By the error's class alone: messages may repeat what a client sent. */
function markFailed(span: Span, error: unknown): void {
  span.setAttribute("error.type", error instanceof Error ? error.name : "_OTHER");
  span.setStatus({ code: SpanStatusCode.ERROR });
}
