import type { Context, TypedResponse } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import { ClientGoneError } from "../errors.ts";
import { logFailure } from "../observation/log.ts";
import type { AppEnvironment, AppParts } from "./parts.ts";
import { type Problem, toProblem } from "./problem.ts";

/** @property data one line, as JSON is */
export type EventMessage = { event?: string; data: string };

export type StreamedEvents = {
  messages: AsyncIterable<EventMessage>;
  /** What is sent in place of the rest when something fails midway. */
  onFailure: (problem: Problem) => EventMessage;
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
    const sender = turnwise(stream);
    try {
      for await (const message of messages) await sender.send(message);
    } catch (error) {
      if (stream.aborted) return;
      meter.brokenStream();
      logFailure(logger, "warn", "stream failed", requestId, error);
      await sender.send(onFailure(toProblem(error, requestId).problem));
    } finally {
      clearInterval(timer);
      await sender.end();
    }
  }) as StreamedResponse;
}

/** Characters that may wait for a client that reads slowly. */
const mostWaiting = 65_536;

/**
 * Sends once in a turn of the event loop what there is by then. A busy server gets several words of an answer at a time: they go out
 * together, and a new request waits for fewer of them.
 */
function turnwise(stream: SSEStreamingApi) {
  let waiting = "";
  let sending: Promise<void> | undefined;
  const send = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    while (waiting !== "") {
      const text = waiting;
      waiting = "";
      await stream.write(text);
    }
    sending = undefined;
  };
  return {
    async send({ event, data }: EventMessage): Promise<void> {
      waiting += `${event === undefined ? "" : `event: ${event}\n`}data: ${data}\n\n`;
      sending ??= send();
      if (waiting.length > mostWaiting) await sending;
    },
    async end(): Promise<void> {
      await sending;
    },
  };
}
