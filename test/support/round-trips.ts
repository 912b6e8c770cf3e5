import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { isHandshake } from "./redis-recording.ts";
import { commandArguments, FrameSplitter } from "./resp.ts";

/** Milliseconds without a further command after which a client is taken to wait for replies. */
const quiet = 30;

/**
 * Stands before the Redis at `url` and holds commands back until the client waits, so that what was sent together shows: commands
 * that depend on a reply can only come in the next round trip.
 */
export async function startRoundTrips(url: string) {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  /** The names of the commands of each round trip; the handshake is left out. */
  const roundTrips: string[][] = [];
  /** All commands with their arguments, in the order in which they came. */
  const commands: string[][] = [];

  const server = createServer((client) => {
    const upstream = connect({ host: hostname, port: Number(port) });
    const frames = new FrameSplitter();
    let held: Buffer[] = [];
    let timer: NodeJS.Timeout | undefined;
    const release = () => {
      const sent = held.map(commandArguments).filter((args) => !isHandshake(args));
      commands.push(...sent);
      if (sent.length > 0) roundTrips.push(sent.map(([name]) => name!.toUpperCase()));
      upstream.write(Buffer.concat(held));
      held = [];
    };
    client.on("data", (data: Buffer) => {
      held.push(...frames.push(data));
      clearTimeout(timer);
      timer = setTimeout(release, quiet);
    });
    upstream.on("data", (data: Buffer) => client.write(data));
    for (const [socket, other] of [[client, upstream], [upstream, client]] as const) socket.on("close", () => other.destroy()).on("error", () => other.destroy()); // prettier-ignore
    sockets.add(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    roundTrips,
    commands,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
