/** What the memory of an index follows from. */
export type IndexSize = {
  chunks: number;
  /** Servers that share them. */
  nodes: number;
  dimensions: number;
  algorithm: "HNSW" | "FLAT";
  m: number;
  /** How many different terms all chunks have. */
  terms: number;
  /** Some of the chunks. */
  sample: ChunkSize[];
};

export type ChunkSize = {
  /** Bytes of the key, and of each field but the embedding. */
  key: number;
  fields: Record<string, number>;
  /** Different terms. */
  terms: number;
};

export type PredictedMemory = { vectors: number; graph: number; text: number };

/*
 * Bytes beside what is stored, of which no documentation tells; measured by MEMORY USAGE, FT.INFO and INFO, Redis 7.4 with query engine
 * 2.10, from 500 to 20,000 chunks, see test/diagnosis/redis.test.ts.
 */
/** A hash of 9 to 16 fields, and each of these. */
const hashBytes = 224;
const fieldBytes = 24;
/** Of a node in HNSW, where room for it is reserved, and when it is used; of a vector in FLAT. */
const reservedNodeBytes = 92;
const nodeBytes = 135;
const flatBytes = 50;
/** A row in the document table, the table of keys and the sorting vector. */
const rowBytes = 190;
/** Of a term in one more chunk, with its place, and of a term that no other chunk has. */
const postingBytes = 8.5;
const termBytes = 128;
/** The chunk's share of the record of its document and of two keys. */
const recordBytes = 100;
/** What `used_memory` has beside all that MEMORY USAGE and FT.INFO count. */
const uncountedBytes = 550;

const linkBytes = 4;
/** The engine reserves room for so many vectors at a time. */
const block = 1024;

/**
 * Bytes that an index takes with its hashes, documents and texts.
 *
 * Each vector is stored twice: in its hash and in the index, https://redis.io/docs/latest/develop/ai/search-and-query/vectors/. A node
 * of HNSW has 2M links on layer 0, and M on each further layer that it reaches, of which there are 1 / (M - 1) on average: Malkov and
 * Yashunin 2016, section 4.2.3, https://arxiv.org/abs/1603.09320.
 */
export function predictMemory({ chunks, nodes, dimensions, algorithm, m, terms, sample }: IndexSize): PredictedMemory {
  const raw = 4 * dimensions;
  const reserved = nodes * Math.ceil(chunks / nodes / block) * block;
  const graph =
    algorithm === "HNSW"
      ? reserved * (2 * m * linkBytes + reservedNodeBytes) + chunks * ((m / (m - 1)) * linkBytes + nodeBytes)
      : chunks * flatBytes;
  const text = sample.length === 0 ? 0 : (chunks * sample.reduce((sum, chunk) => sum + textBytes(chunk), 0)) / sample.length;
  return { vectors: reserved * raw + chunks * stringBytes(raw), graph, text: text + terms * termBytes };
}

/** The hash but for its vector, what the engine keeps of it, and the chunk's share of its document. */
function textBytes({ key, fields, terms }: ChunkSize): number {
  const { source = 0, categories = 0, text = 0 } = fields;
  const hash = Object.entries(fields).reduce((sum, [name, bytes]) => sum + fieldBytes + stringBytes(name.length) + stringBytes(bytes), 0);
  const indexed = rowBytes + key + source + categories + terms * postingBytes;
  return hashBytes + stringBytes(key) + hash + indexed + text + recordBytes + uncountedBytes;
}

/** Bytes that a string takes with its header, https://github.com/redis/redis/blob/7.4.1/src/sds.h, in a size that jemalloc has. */
function stringBytes(length: number): number {
  const needed = length + (length < 32 ? 2 : length < 256 ? 4 : length < 65_536 ? 6 : 10);
  // Four sizes between each power of two and the next, none closer than 8 bytes: https://jemalloc.net/jemalloc.3.html#size_classes
  const step = Math.max(2 ** (Math.ceil(Math.log2(needed)) - 3), 8);
  return Math.ceil(needed / step) * step;
}
