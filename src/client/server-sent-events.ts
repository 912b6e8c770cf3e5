export type ServerSentEvent = { event: string; data: string };

/**
 * The events of a stream as they come, https://html.spec.whatwg.org/multipage/server-sent-events.html; comments are left out, and so is
 * an event that the stream ends in the middle of. Ids and retry times are not read: an answer cannot be taken up again.
 */
export async function* serverSentEvents(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<ServerSentEvent> {
  let event = "";
  let data: string[] = [];
  for await (const line of lines(body)) {
    if (line === "") {
      if (data.length > 0) yield { event: event || "message", data: data.join("\n") };
      event = "";
      data = [];
      continue;
    }
    const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line)!;
    if (field === "event") event = value;
    else if (field === "data") data.push(value);
  }
}

async function* lines(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let unread = "";
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      unread += read.value;
      // A carriage return at the end may be half of a line end.
      const complete = unread.split(/\r\n|\n|\r(?=[^])/);
      unread = complete.pop()!;
      yield* complete;
    }
  } finally {
    // Whoever stops reading wants no more of it; the server is told by the closed connection. What has failed already needs no word.
    await reader.cancel().catch(() => {});
  }
}
