import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** Stands before a server, counts what clients send, and passes everything on after a delay, which may be changed at any time. */
export async function startSlowProxy(url: string) {
  const { protocol, hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const proxy = { delay: 0, sent: 0 };
  const pass = (from: Socket, to: Socket) => {
    sockets.add(from);
    // One piece after the other, however the delay changes: a connection never mixes up what was sent.
    let passed = Promise.resolve();
    from.on("data", (data: Buffer) => {
      const due = sleep(proxy.delay);
      passed = passed.then(() => due).then(() => void to.write(data));
    });
    from.on("close", () => to.destroy()).on("error", () => to.destroy());
  };
  const server = createServer((client) => {
    const upstream = connect({ host: hostname, port: Number(port) });
    client.on("data", () => proxy.sent++);
    pass(client, upstream);
    pass(upstream, client);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(proxy, {
    url: `${protocol}//127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
