import { createHash } from "node:crypto";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { commandArguments, FrameSplitter } from "./resp.ts";

/** Replies of a real server by command, in the order in which they came; each byte is a character. */
export type Recording = { server: string; replies: Record<string, string[]> };

export type RecordingServer = { url: string; close(): Promise<void> };

/** What a client says about itself; it differs from version to version and is not recorded. */
export const isHandshake = ([name = ""]: string[]) => /^(hello|client)$/i.test(name);
const helloReply = "%2\r\n$6\r\nserver\r\n$5\r\nredis\r\n$5\r\nproto\r\n:3\r\n";

/** Names a command by its exact bytes, with its first arguments for people. */
function commandKey(frame: Buffer): string {
  const readable = commandArguments(frame).slice(0, 2).join(" ").slice(0, 60);
  return `${readable} ${createHash("sha256").update(frame).digest("hex").slice(0, 16)}`;
}

/** Passes everything between a client and the server at `url`, and keeps what each command was answered. */
export async function startRecorder(url: string): Promise<RecordingServer & { replies: Recording["replies"] }> {
  const { hostname, port } = new URL(url);
  const replies: Recording["replies"] = {};
  const server = createServer((client) => {
    const upstream = connect({ host: hostname, port: Number(port) || 6379 });
    const waiting: (string | undefined)[] = [];
    const [commands, answers] = [new FrameSplitter(), new FrameSplitter()];
    client.on("data", (data: Buffer) => {
      for (const frame of commands.push(data)) waiting.push(isHandshake(commandArguments(frame)) ? undefined : commandKey(frame));
      upstream.write(data);
    });
    upstream.on("data", (data: Buffer) => {
      for (const frame of answers.push(data)) {
        const key = waiting.shift();
        if (key !== undefined) (replies[key] ??= []).push(frame.toString("latin1"));
      }
      client.write(data);
    });
    for (const [socket, other] of [[client, upstream], [upstream, client]] as const) socket.on("close", () => other.destroy()).on("error", () => other.destroy()); // prettier-ignore
  });
  return { ...(await listen(server)), replies };
}

/** Answers as the recorded server did. A command that was not recorded gets an error that says what to do. */
export function startReplayer({ replies }: Recording): Promise<RecordingServer> {
  const next = new Map<string, number>();
  const answer = (frame: Buffer): string => {
    const args = commandArguments(frame);
    if (isHandshake(args)) return /^hello$/i.test(args[0]!) ? helloReply : "+OK\r\n";
    const key = commandKey(frame);
    const position = next.get(key) ?? 0;
    next.set(key, position + 1);
    // What is read once a second, such as the manifest, a slow machine reads more often than it was recorded.
    return (
      replies[key]?.[position] ??
      replies[key]?.at(-1) ??
      `-ERR not in the recorded conversation: ${key}. Run npm run test:record with REDIS_URL set.\r\n`
    );
  };
  const server = createServer((client) => {
    const commands = new FrameSplitter();
    client.on("data", (data: Buffer) => {
      for (const frame of commands.push(data)) client.write(Buffer.from(answer(frame), "latin1"));
    });
    client.on("error", () => client.destroy());
  });
  return listen(server);
}

/** A server that answers every command but the handshake with the same reply. */
export function startAnswering(reply: string, toHandshake = "+OK\r\n"): Promise<RecordingServer> {
  return startScripted((command) => (isHandshake(command) ? toHandshake : reply));
}

/** @param answer what a command on a connection is answered; undefined leaves it without a reply */
export function startScripted(answer: (command: string[], connection: Socket) => string | undefined): Promise<RecordingServer> {
  const server = createServer((client) => {
    const commands = new FrameSplitter();
    client.on("data", (data: Buffer) => {
      for (const frame of commands.push(data)) {
        const reply = answer(commandArguments(frame), client);
        if (reply !== undefined) client.write(reply);
      }
    });
    client.on("error", () => client.destroy());
  });
  return listen(server);
}

/** Keeps clients waiting for the replies to their commands until `reply` sends one for each of them. */
export async function startWithholding(): Promise<RecordingServer & { waiting: string[][]; reply(text: string): void }> {
  const waiting: string[][] = [];
  let client: Socket | undefined;
  const server = createServer((socket) => {
    client = socket;
    const commands = new FrameSplitter();
    socket.on("data", (data: Buffer) => {
      for (const command of commands.push(data).map(commandArguments)) {
        if (isHandshake(command)) socket.write("+OK\r\n");
        else waiting.push(command);
      }
    });
    socket.on("error", () => socket.destroy());
  });
  return { ...(await listen(server)), waiting, reply: (text) => void client!.write(text.repeat(waiting.splice(0).length)) };
}

async function listen(server: Server): Promise<RecordingServer> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => sockets.add(socket.on("close", () => sockets.delete(socket))));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
