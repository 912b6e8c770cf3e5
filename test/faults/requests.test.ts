import { once } from "node:events";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { concurrently } from "../../src/concurrently.ts";
import { seededRandom } from "../support/chunks.ts";
import { ask, ingestedDocuments, openSockets } from "../support/faults.ts";
import { readMetrics } from "../support/metrics.ts";
import { startServer } from "../support/server.ts";

let documents: Awaited<ReturnType<typeof ingestedDocuments>>;
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  documents = await ingestedDocuments();
  server = await startServer(documents.variables);
}, 60_000);
afterAll(async () => {
  for (const part of [server, documents]) await part?.[Symbol.asyncDispose]();
});

const routes = ["/ask", "/search", "/similar", "/v1/chat/completions"];
const bodies = [
  "",
  "{",
  "null",
  "[]",
  '"text"',
  "[".repeat(5000),
  '{"question":1,"query":1}',
  '{"question":"","query":""}',
  '{"__proto__":{"question":"fish"}}',
  '{"question":"a","query":"a","k":-1}',
  '{"question":"a","query":"a","category":[]}',
  '{"question":"a","query":"a","mode":"best"}',
  '{"model":"footnote","messages":[]}',
  JSON.stringify({ question: "a".repeat(10_000), query: "a".repeat(10_000) }),
  "x".repeat(300_000),
  Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]),
];
const paths = ["/nothing", "/documents/%00", "/documents/%ff", "/documents/..%2f..%2fetc%2fpasswd", "/ask", "/v1/", "/%"];
const methods = ["GET", "PUT", "DELETE", "PATCH"];
const json = { "content-type": "application/json" };

type Malformed = { method: string; path: string; headers: Record<string, string>; body: string | Buffer };

function malformed(random: () => number): Malformed {
  const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)]!;
  const kind = random();
  if (kind < 0.6) return { method: "POST", path: pick(routes), headers: json, body: pick(bodies) };
  if (kind < 0.8) return { method: pick(methods), path: pick(paths), headers: {}, body: "" };
  return {
    method: "POST",
    path: pick(routes),
    headers: { "content-type": pick(["text/plain", "application/xml", "?"]) },
    body: pick(bodies),
  };
}

/** What is no HTTP at all, or breaks its rules. */
const rawRequests = [
  "GARBAGE\r\n\r\n",
  "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
  "POST /ask HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
  "POST /ask HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
  `GET / HTTP/1.1\r\nHost: x\r\nName: ${"a".repeat(70_000)}\r\n\r\n`,
  "\u0016\u0003\u0001\u0002\u0000",
  "POST /ask HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
];

test("10,000 malformed requests are all refused, and the server is as it was", { timeout: 120_000 }, async ({ annotate }) => {
  const { hostname, port } = new URL(server.url);
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const send = async ({ method, path, headers, body }: Malformed): Promise<number> => {
    const sent = request({ agent, hostname, port, method, path, headers: { ...headers, "content-length": Buffer.byteLength(body) } });
    sent.end(body);
    const [response] = await once(sent, "response");
    response.resume();
    await once(response, "end");
    return response.statusCode;
  };
  const sendRaw = async (bytes: string): Promise<string> => {
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    socket.end(bytes, "latin1");
    return text(socket).catch(() => "");
  };
  const memory = async () => (await readMetrics((path) => fetch(server.url + path))).get("process_resident_memory_bytes")! / 1e6;
  await ask(server.url);
  const sockets = await openSockets(server.url);
  const random = seededRandom(4);
  const before = await memory();

  const statuses = new Map<number, number>();
  await concurrently(
    Array.from({ length: 9300 }, () => malformed(random)),
    16,
    async (one) => {
      const status = await send(one);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    },
  );
  agent.destroy();
  const answers = new Set<string>();
  await concurrently(
    Array.from({ length: 700 }, (_, number) => rawRequests[number % rawRequests.length]!),
    16,
    async (bytes) => {
      answers.add((await sendRaw(bytes)).split("\r\n")[0]!);
    },
  );

  expect([...statuses.keys()].filter((status) => status < 400 || status >= 500)).toEqual([]);
  expect([...answers].filter((line) => line !== "" && !/^HTTP\/1\.1 4\d\d /.test(line))).toEqual([]);
  expect(await ask(server.url)).toMatchObject({ status: 200, right: true });
  await expect.poll(() => openSockets(server.url), { timeout: 8000 }).toBeLessThanOrEqual(sockets);
  const grown = (await memory()) - before;
  expect(grown).toBeLessThan(150);
  expect(server.output.stderr).toBe("");
  expect(server.output.stdout).not.toContain('"level":"error"');
  await annotate(`statuses ${JSON.stringify(Object.fromEntries(statuses))}; memory grew by ${grown.toFixed(0)} MB`);
});
