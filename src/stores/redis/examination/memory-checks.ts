import { ErrorReply } from "redis";
import type { IndexSettings } from "../../../config.ts";
import { type Check, once, unseen, VerdictError } from "../../../diagnosis/check.ts";
import type { Connection } from "../connection.ts";
import { fieldSizes, type Facts } from "./facts.ts";
import { judgeEviction, judgeMemory, predictMemory, type ServerMemory } from "./memory.ts";

export function memoryChecks(connection: Connection, settings: IndexSettings, { server, manifest, info, keys }: Facts): Check[] {
  const memory = once(async () => {
    await server();
    return readMemory(connection);
  });
  return [
    {
      name: "memory",
      async look() {
        const { used, ...rest } = await memory();
        const { chunks } = await info();
        const { embedding } = await manifest();
        const predicted = predictMemory({
          chunks,
          dimensions: embedding.dimensions,
          algorithm: settings.algorithm,
          m: settings.m,
          fields: await fieldSizes(connection, (await keys()).chunkKeys),
        });
        return judgeMemory({ used, ...rest }, predicted);
      },
    },
    { name: "eviction", look: async () => judgeEviction(await memory()) },
  ];
}

/** @throws VerdictError when the user may not, which Footnote itself does not need to */
async function readMemory(connection: Connection): Promise<ServerMemory> {
  const info = await connection
    .run((client) => client.info("memory"))
    .catch((cause: unknown) => {
      if (!(cause instanceof Error && cause.cause instanceof ErrorReply && cause.cause.message.startsWith("NOPERM"))) throw cause;
      throw new VerdictError(unseen("this Redis user may not run INFO", "to see it here, grant +INFO with ACL SETUSER"), { cause });
    });
  const field = (name: string) => new RegExp(`^${name}:(.*)$`, "m").exec(info)?.[1]?.trim() ?? "";
  return {
    used: Number(field("used_memory")),
    limit: Number(field("maxmemory")),
    policy: field("maxmemory_policy"),
    total: Number(field("total_system_memory")),
  };
}
