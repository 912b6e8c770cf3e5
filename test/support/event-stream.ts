export type ServerSentEvent = { event: string; data: unknown } | { comment: string };

/** The events of a response as they come; their data is JSON. */
export async function* readEvents(response: Response): AsyncGenerator<ServerSentEvent> {
  let unread = "";
  for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
    unread += text;
    for (let end = unread.indexOf("\n\n"); end !== -1; end = unread.indexOf("\n\n")) {
      yield parseEvent(unread.slice(0, end));
      unread = unread.slice(end + 2);
    }
  }
  if (unread !== "") throw new Error(`The stream ended in the middle of an event: ${unread}`);
}

/** All events of a response, once it has ended. */
export async function allEvents(response: Response): Promise<ServerSentEvent[]> {
  const events: ServerSentEvent[] = [];
  for await (const event of readEvents(response)) events.push(event);
  return events;
}

function parseEvent(block: string): ServerSentEvent {
  if (block.startsWith(":")) return { comment: block.slice(1).trim() };
  const fields = new Map(block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]));
  return { event: fields.get("event") ?? "message", data: JSON.parse(fields.get("data") ?? "null") };
}
