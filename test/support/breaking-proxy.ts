import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { commandArguments, FrameSplitter } from "./resp.ts";

/**
 * Stands before the Redis at `url`, and breaks connections off just before a command reaches it, as the end of a client's process would:
 * what was sent before is done, what comes after is not.
 */
export async function startBreakingProxy(url: string) {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const proxy = {
    /** Names the command, as its arguments are joined by spaces; undefined passes everything on. */
    breakAt: undefined as RegExp | undefined,
    /** How often that has happened. */
    breaks: 0,
  };
  const server = createServer((client) => {
    const upstream = connect({ host: hostname, port: Number(port) || 6379 });
    const commands = new FrameSplitter();
    let broken = false;
    client.on("data", (data: Buffer) => {
      for (const frame of commands.push(data)) {
        if (proxy.breakAt?.test(commandArguments(frame).join(" "))) {
          broken = true;
          proxy.breaks++;
        }
        if (broken) return void upstream.end();
        upstream.write(frame);
      }
    });
    upstream.on("data", (data: Buffer) => client.write(data));
    for (const [socket, other] of [[client, upstream], [upstream, client]] as const) socket.on("close", () => other.destroy()).on("error", () => other.destroy()); // prettier-ignore
    sockets.add(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(proxy, {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
