import { advice, ok, type Verdict, wrong } from "../../../diagnosis/check.ts";

export type ServerMemory = {
  used: number;
  /** 0 for no limit. */
  limit: number;
  policy: string;
  /** Of the machine. */
  total: number;
};

/** What the memory of an index follows from. */
export type IndexSize = {
  chunks: number;
  dimensions: number;
  algorithm: "HNSW" | "FLAT";
  m: number;
  /** Bytes of the fields of some chunks, but for the embedding, by their names. */
  fields: Record<string, number>[];
};

export type PredictedMemory = { vectors: number; graph: number; text: number };

/** Of a node beside its links: locks, levels, counters and tables; measured, query engine 2.10. Of a vector in a FLAT index, the table. */
const nodeBytes = 220;
const flatBytes = 48;
/** A key with a hash of a single field beside its value, measured with MEMORY USAGE on 7.4; and each further field, without its bytes. */
const hashBytes = 176;
const fieldBytes = 24;
/** A row of the document table of the query engine with its sorting vector. */
const rowBytes = 130;
const linkBytes = 4;

/**
 * Bytes that an index takes with its hashes, documents and texts.
 *
 * Each vector is stored twice, in its hash and in the index, https://redis.io/docs/latest/develop/ai/search-and-query/vectors/.
 * A node of HNSW has 2M links on layer 0 and M on each further layer that it reaches, of which there are 1 / (M - 1) on average:
 * Malkov and Yashunin 2016, section 4.2.3, https://arxiv.org/abs/1603.09320.
 */
export function predictMemory({ chunks, dimensions, algorithm, m, fields }: IndexSize): PredictedMemory {
  const raw = 4 * dimensions;
  const links = algorithm === "HNSW" ? linkBytes * (2 * m + m / (m - 1)) + nodeBytes : flatBytes;
  const texts = fields.map(textBytes);
  const text = texts.length === 0 ? 0 : texts.reduce((sum, bytes) => sum + bytes, 0) / texts.length;
  return { vectors: chunks * (raw + allocated(raw)), graph: chunks * links, text: chunks * text };
}

/** The hash but for its vector, what full text keeps of the terms, and the chunk's share of the text and the record of its document. */
function textBytes(fields: Record<string, number>): number {
  const stored = Object.entries(fields).reduce(
    (sum, [name, bytes]) => sum + allocated(name.length) + allocated(bytes) + fieldBytes,
    hashBytes,
  );
  const { terms = 0, text = 0, id = 0 } = fields;
  return stored + rowBytes + terms + text + id;
}

/** Bytes that the allocator takes for a string: jemalloc has four sizes between each power of two and the next. */
function allocated(bytes: number): number {
  // The string's own header, and its NUL.
  const needed = bytes + (bytes < 32 ? 2 : bytes < 256 ? 4 : 6);
  if (needed <= 16) return needed <= 8 ? 8 : 16;
  const step = Math.max(2 ** (Math.ceil(Math.log2(needed)) - 3), 16);
  return Math.ceil(needed / step) * step;
}

/** Shares of the limit. */
const nearlyFull = 0.9;

export function judgeMemory({ used, limit, total }: ServerMemory, { vectors, graph, text }: PredictedMemory): Verdict {
  const whole = vectors + graph + text;
  const of = limit > 0 ? `${megabytes(limit)} of maxmemory` : `${megabytes(total)} of the machine, no maxmemory`;
  const seen =
    `${megabytes(used)} used of ${of}; this index by formula ${megabytes(whole)}: ` +
    `vectors ${megabytes(vectors)}, graph ${megabytes(graph)}, text ${megabytes(text)}`;
  const bound = limit > 0 ? limit : total;
  if (limit > 0 && used >= limit) return wrong(`${seen}; it is full`, "raise maxmemory, or delete what is not needed");
  if (used > nearlyFull * bound)
    return advice(`${seen}; it is nearly full`, "raise maxmemory on a larger machine, or delete what is not needed");
  if (used + whole > bound) {
    return advice(`${seen}; a second index beside this one would not fit`, "before embeddings or chunks are changed, make room for it");
  }
  return ok(seen);
}

export function judgeEviction({ limit, policy }: ServerMemory): Verdict {
  const remedy = "set maxmemory-policy to noeviction, or volatile-lru, which deletes cached embeddings alone";
  if (!policy.startsWith("allkeys-")) {
    return ok(policy === "noeviction" ? "noeviction" : `${policy}: only cached embeddings, which have an expiry, can be evicted`);
  }
  if (limit === 0) return advice(`${policy}, which deletes chunks as soon as there is a maxmemory`, remedy);
  return wrong(`${policy}: when maxmemory is reached, Redis deletes chunks and documents`, remedy);
}

const megabytes = (bytes: number) => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(2)} GB` : `${(bytes / 1e6).toFixed(1)} MB`);
