import { type Check, ok } from "../../../diagnosis/check.ts";
import type { Connection } from "../connection.ts";
import type { Facts } from "./facts.ts";

export type Server = {
  version: string;
  /** Of the query engine, if there is one. */
  engine: string | undefined;
  milliseconds: number;
};

/** Needs no right but that to connect. */
export async function readServer(connection: Connection): Promise<Server> {
  await connection.connect();
  const began = performance.now();
  const { version, modules } = await connection.run((client) => client.hello());
  const milliseconds = performance.now() - began;
  // Its type has what RESP 2 would reply.
  const engine = (modules as unknown as { name: string; ver: number }[]).find(({ name }) => name === "search");
  return { version, engine: engine && describeVersion(engine.ver), milliseconds };
}

/** 21032 is 2.10.32. */
const describeVersion = (version: number) => [Math.floor(version / 10_000), Math.floor(version / 100) % 100, version % 100].join(".");

export function serverChecks({ server, engine }: Pick<Facts, "server" | "engine">): Check[] {
  return [
    {
      name: "store",
      async look() {
        const { version, milliseconds } = await server();
        return ok(`Redis ${version}, answers in ${milliseconds.toFixed(1)} ms`);
      },
    },
    { name: "query engine", look: async () => ok(`version ${await engine()}`) },
  ];
}
