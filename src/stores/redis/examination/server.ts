import { VerdictError, wrong } from "../../../diagnosis/check.ts";
import type { Connection } from "../connection.ts";

export type Server = {
  /** In a cluster of each, where they differ. */
  version: string;
  /** Of the query engine, if there is one. */
  engine: string | undefined;
  /** How many servers share the data. */
  nodes: number;
  /** Of the slowest. */
  milliseconds: number;
};

/** Needs no right but that to connect. @throws VerdictError when only some nodes of a cluster have the query engine */
export async function readServer(connection: Connection): Promise<Server> {
  await connection.connect();
  const began = performance.now();
  const nodes = await connection.onEachNode(async (client, address) => {
    const { version, modules } = await client.hello();
    // Its type has what RESP 2 would reply.
    const engine = (modules as unknown as { name: string; ver: number }[]).find(({ name }) => name === "search");
    return { address, version, engine: engine && describeVersion(engine.ver) };
  });
  const milliseconds = performance.now() - began;
  const lacking = nodes.filter(({ engine }) => engine === undefined).map(({ address }) => address);
  if (lacking.length > 0 && lacking.length < nodes.length) {
    throw new VerdictError(wrong(`no query engine on ${lacking.join(", ")}, which other nodes have`, "load it there, too, or use Redis 8"));
  }
  const distinct = (values: (string | undefined)[]) => [...new Set(values)].join(" and ");
  return {
    version: distinct(nodes.map(({ version }) => version)),
    engine: lacking.length > 0 ? undefined : distinct(nodes.map(({ engine }) => engine)),
    nodes: nodes.length,
    milliseconds,
  };
}

/** 21032 is 2.10.32. */
const describeVersion = (version: number) => [Math.floor(version / 10_000), Math.floor(version / 100) % 100, version % 100].join(".");
