import { ErrorReply } from "redis";
import type { IndexSettings } from "../../../config.ts";
import { advice, type Check, ok, once, unseen, type Verdict, VerdictError, wrong } from "../../../diagnosis/check.ts";
import { describeBytes } from "../../../diagnosis/sizes.ts";
import type { Connection } from "../connection.ts";
import { chunkSizes, type Facts } from "./facts.ts";
import { type PredictedMemory, predictMemory } from "./memory.ts";

/** Share of the memory beyond which the next ingestion may not find room. */
const nearlyFull = 0.9;

type NodeMemory = {
  address: string;
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
        const nodes = await memory();
        const { chunks, terms, embedding } = await info();
        const { dimensions } = (await manifest()).embedding;
        // Servers differ in what they report.
        const algorithm = embedding.algorithm === "FLAT" ? "FLAT" : "HNSW";
        const m = Number(embedding.M ?? settings.m);
        const sample = await chunkSizes(connection, (await keys()).chunkKeys);
        return judgeMemory(nodes, predictMemory({ chunks, nodes: nodes.length, terms, dimensions, algorithm, m, sample }));
      },
    },
    { name: "eviction", look: async () => judgeEviction(await memory()) },
  ];
}

/** @throws VerdictError when the user may not, which Footnote itself does not need to */
async function readMemory(connection: Connection): Promise<NodeMemory[]> {
  try {
    return await connection.onEachNode(async (client, address) => ({ address, ...parseMemory(await client.info("memory")) }));
  } catch (error) {
    if (!(error instanceof Error && error.cause instanceof ErrorReply && error.cause.message.startsWith("NOPERM"))) throw error;
    throw new VerdictError(unseen("this Redis user may not run INFO", "to see it here, grant +INFO with ACL SETUSER"), { cause: error });
  }
}

function parseMemory(info: string): Omit<NodeMemory, "address"> {
  const field = (name: string) => new RegExp(`^${name}:(.*)$`, "m").exec(info)?.[1]?.trim() ?? "";
  return {
    used: Number(field("used_memory")),
    limit: Number(field("maxmemory")),
    policy: field("maxmemory_policy"),
    total: Number(field("total_system_memory")),
  };
}

const boundOf = ({ limit, total }: NodeMemory) => (limit > 0 ? limit : total);

/** By the node that is fullest, since a cluster gives every one the same share of the chunks. */
function judgeMemory(nodes: NodeMemory[], { vectors, graph, text }: PredictedMemory): Verdict {
  const [fullest] = nodes.toSorted((one, other) => other.used / boundOf(other) - one.used / boundOf(one));
  const { used, limit, address } = fullest!;
  const bound = boundOf(fullest!);
  const whole = vectors + graph + text;
  const parts = `vectors ${describeBytes(vectors)}, graph ${describeBytes(graph)}, text ${describeBytes(text)}`;
  const [on, of] = nodes.length === 1 ? ["", ""] : [` on ${address}, the fullest of ${nodes.length} nodes`, ", on all of them together"];
  const says = `${describeBytes(used)} of ${describeBytes(bound)} used${on}; this index by formula ${describeBytes(whole)}${of} (${parts})`;
  if (limit > 0 && used >= limit) return wrong(`${says}; it is full`, "raise maxmemory, or delete what is not needed");
  if (used > nearlyFull * bound) return advice(`${says}; it is nearly full`, "raise it, or delete what is not needed");
  if (used + whole / nodes.length > bound) {
    return advice(`${says}; a second index beside it would not fit`, "make room before embeddings or chunks are changed");
  }
  return ok(says);
}

/** What each policy would delete, those first that delete most of what is needed. */
const harmful = [
  { pattern: /^allkeys-/, limited: wrong, deletes: "chunks and documents" },
  {
    pattern: /^volatile-/,
    limited: advice,
    // However rarely: where nothing else expires, the lock is what goes.
    deletes: "what expires: the lock of a running ingestion, so that a second may run beside it, what limits count, and what is cached",
  },
];

function judgeEviction(nodes: NodeMemory[]): Verdict {
  const policies = [...new Set(nodes.map(({ policy }) => policy))].join(", ");
  const remedy = "set maxmemory-policy to noeviction";
  for (const { pattern, limited, deletes } of harmful) {
    const affected = nodes.filter(({ policy }) => pattern.test(policy));
    if (affected.length === 0) continue;
    if (affected.every(({ limit }) => limit === 0))
      return advice(`${policies}, which will delete ${deletes} once there is a maxmemory`, remedy);
    return limited(`${policies}: when maxmemory is reached, Redis deletes ${deletes}`, remedy);
  }
  return ok(policies);
}
