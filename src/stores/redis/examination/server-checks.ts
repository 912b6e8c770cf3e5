import { type Check, ok } from "../../../diagnosis/check.ts";
import type { Facts } from "./facts.ts";

export function serverChecks({ server, engine }: Pick<Facts, "server" | "engine">): Check[] {
  return [
    {
      name: "store",
      async look() {
        const { version, nodes, milliseconds } = await server();
        const spread = nodes === 1 ? "" : ` on ${nodes} nodes`;
        return ok(`Redis ${version}${spread}, answers in ${milliseconds.toFixed(1)} ms`);
      },
    },
    { name: "query engine", look: async () => ok(`version ${await engine()}`) },
  ];
}
