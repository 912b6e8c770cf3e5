import { ErrorReply } from "redis";
import type { IndexSettings } from "../../../config.ts";
import { advice, type Check, ok, once, unseen, type Verdict, VerdictError, wrong } from "../../../diagnosis/check.ts";
import { describeBytes } from "../../../diagnosis/sizes.ts";
import type { Connection } from "../connection.ts";
import { chunkSizes, type Facts } from "./facts.ts";
import { type PredictedMemory, predictMemory } from "./memory.ts";

/** Share of the memory beyond which the next ingestion may not find room. */
const nearlyFull = 0.9;

type ServerMemory = {
  used: number;
  /** 0 for no limit. */
  limit: number;
  policy: string;
  /** Of the machine. */
  total: number;
};

export function memoryChecks(connection: Connection, settings: IndexSettings, { server, manifest, info, keys }: Facts): Check[] {
  const memory = once(async () => {
    await server();
    return readMemory(connection);
  });
  return [
    {
      name: "memory",
      async look() {
        const now = await memory();
        const { chunks, terms, embedding } = await info();
        const { dimensions } = (await manifest()).embedding;
        // Servers differ in what they report.
        const algorithm = embedding.algorithm === "FLAT" ? "FLAT" : "HNSW";
        const m = Number(embedding.M ?? settings.m);
        const sample = await chunkSizes(connection, (await keys()).chunkKeys);
        return judgeMemory(now, predictMemory({ chunks, terms, dimensions, algorithm, m, sample }));
      },
    },
    { name: "eviction", look: async () => judgeEviction(await memory()) },
  ];
}

/** @throws VerdictError when the user may not, which Footnote itself does not need to */
async function readMemory(connection: Connection): Promise<ServerMemory> {
  const info = await connection
    .run((client) => client.info("memory"))
    .catch((error: unknown) => {
      if (!(error instanceof Error && error.cause instanceof ErrorReply && error.cause.message.startsWith("NOPERM"))) throw error;
      throw new VerdictError(unseen("this Redis user may not run INFO", "to see it here, grant +INFO with ACL SETUSER"), { cause: error });
    });
  const field = (name: string) => new RegExp(`^${name}:(.*)$`, "m").exec(info)?.[1]?.trim() ?? "";
  return {
    used: Number(field("used_memory")),
    limit: Number(field("maxmemory")),
    policy: field("maxmemory_policy"),
    total: Number(field("total_system_memory")),
  };
}

function judgeMemory({ used, limit, total }: ServerMemory, { vectors, graph, text }: PredictedMemory): Verdict {
  const whole = vectors + graph + text;
  const bound = limit > 0 ? limit : total;
  const parts = `vectors ${describeBytes(vectors)}, graph ${describeBytes(graph)}, text ${describeBytes(text)}`;
  const says = `${describeBytes(used)} of ${describeBytes(bound)} used; this index by formula ${describeBytes(whole)} (${parts})`;
  if (limit > 0 && used >= limit) return wrong(`${says}; it is full`, "raise maxmemory, or delete what is not needed");
  if (used > nearlyFull * bound) return advice(`${says}; it is nearly full`, "raise it, or delete what is not needed");
  if (used + whole > bound) {
    return advice(`${says}; a second index beside it would not fit`, "make room before embeddings or chunks are changed");
  }
  return ok(says);
}

function judgeEviction({ limit, policy }: ServerMemory): Verdict {
  const remedy = "set maxmemory-policy to noeviction, or to volatile-lru, which deletes cached embeddings alone";
  if (policy === "noeviction") return ok(policy);
  if (!policy.startsWith("allkeys-")) return ok(`${policy}: of Footnote's keys, only cached embeddings can be evicted`);
  if (limit === 0) return advice(`${policy}, which will delete chunks once there is a maxmemory`, remedy);
  return wrong(`${policy}: when maxmemory is reached, Redis deletes chunks and documents`, remedy);
}
