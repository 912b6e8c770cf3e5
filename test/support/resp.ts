/** Cuts a stream of Redis's protocol (RESP2 and RESP3, https://redis.io/docs/latest/develop/reference/protocol-spec/) into whole frames. */
export class FrameSplitter {
  #pending = Buffer.alloc(0);

  /** The frames that are complete now that `data` has arrived. */
  push(data: Buffer): Buffer[] {
    this.#pending = Buffer.concat([this.#pending, data]);
    const frames: Buffer[] = [];
    for (let end = frameEnd(this.#pending, 0); end !== undefined; end = frameEnd(this.#pending, 0)) {
      frames.push(this.#pending.subarray(0, end));
      this.#pending = this.#pending.subarray(end);
    }
    return frames;
  }
}

/** Offset after the frame that starts at `start`; undefined when it is not complete. */
function frameEnd(buffer: Buffer, start: number): number | undefined {
  const lineEnd = buffer.indexOf("\r\n", start);
  if (lineEnd === -1) return undefined;
  const type = String.fromCharCode(buffer[start]!);
  const length = Number(buffer.toString("latin1", start + 1, lineEnd));
  let end = lineEnd + 2;
  if ("$=!".includes(type)) {
    if (length >= 0) end += length + 2;
    return end <= buffer.length ? end : undefined;
  }
  if (!"*~>%|".includes(type)) return end;
  // An attribute (|) comes before the frame that it belongs to.
  const children = "%|".includes(type) ? length * 2 + (type === "|" ? 1 : 0) : length;
  for (let child = 0; child < children; child++) {
    const next = frameEnd(buffer, end);
    if (next === undefined) return undefined;
    end = next;
  }
  return end;
}

/** The arguments of a command frame, as text. */
export function commandArguments(frame: Buffer): string[] {
  const args: string[] = [];
  let position = frame.indexOf("\r\n") + 2;
  while (position < frame.length) {
    const lineEnd = frame.indexOf("\r\n", position);
    const length = Number(frame.toString("latin1", position + 1, lineEnd));
    args.push(frame.toString("utf8", lineEnd + 2, lineEnd + 2 + length));
    position = lineEnd + 2 + length + 2;
  }
  return args;
}
