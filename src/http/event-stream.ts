import type { Context, TypedResponse } from "hono";
import { type SSEMessage, streamSSE } from "hono/streaming";
import { ClientGoneError } from "../errors.ts";
import { logFailure } from "../log.ts";
import type { AppEnvironment, AppParts } from "./parts.ts";
import { type Problem, toProblem } from "./problem.ts";

export type StreamedEvents = {
  messages: AsyncIterable<SSEMessage>;
  /** What is sent in place of the rest when something fails midway. */
  onFailure: (problem: Problem) => SSEMessage;
  /** Stops the work when the client goes away. */
  cancel: AbortController;
};

/** For typed clients, that of a route is its JSON alone. */
type StreamedResponse = Response & TypedResponse<never, 200, "json">;

/** Sends server-sent events as they come, and comments while nothing does. */
export function streamEvents(
  context: Context<AppEnvironment>,
  { messages, onFailure, cancel }: StreamedEvents,
  { logger, meter, heartbeat }: Pick<AppParts, "logger" | "meter" | "heartbeat">,
): StreamedResponse {
  const requestId = context.get("requestId");
  // Proxies that buffer responses would hold the stream back.
  context.header("x-accel-buffering", "no");
  return streamSSE(context, async (stream) => {
    stream.onAbort(() => cancel.abort(new ClientGoneError()));
    const timer = setInterval(() => void stream.write(": still working\n\n"), heartbeat);
    try {
      for await (const message of messages) await stream.writeSSE(message);
    } catch (error) {
      if (stream.aborted) return;
      meter.brokenStream();
      logFailure(logger, "warn", "stream failed", requestId, error);
      await stream.writeSSE(onFailure(toProblem(error, requestId).problem));
    } finally {
      clearInterval(timer);
    }
  }) as StreamedResponse;
}
