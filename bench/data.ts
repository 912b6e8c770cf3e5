import { chunkDocument } from "../src/chunking/chunk.ts";
import type { Embedding } from "../src/document.ts";
import { fingerprint, type FingerprintedChunk } from "../src/ingestion/diff.ts";
import { readDocument } from "../src/ingestion/read-document.ts";

/** As many dimensions as the small sentence models have. */
export const dimensions = 384;
export const categories = ["redis", "retrieval", "operations", "clients", "algorithms"];
export const limits = { maxTokens: 256, overlapTokens: 32 };

export type Random = () => number;

/** Numbers in [0, 1) that are the same in every run (mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c). */
export function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const centreCount = 100;
/** Points of a cluster have a cosine of about 0.6 with each other, as passages on one subject have. */
const spread = 0.8;

/** Returns a function that draws unit vectors around random centres: one for stored vectors and queries, so that these are alike. */
export function clusteredVectors(seed: number): () => Embedding {
  const random = seededRandom(seed);
  const centres = Array.from({ length: centreCount }, () => gaussians(random, 1));
  return () => {
    const centre = centres[Math.floor(random() * centreCount)]!;
    const noise = gaussians(random, spread);
    return normalised(noise.map((value, index) => value + centre[index]!));
  };
}

function gaussians(random: Random, deviation: number): Embedding {
  // Box and Muller 1958.
  return Float32Array.from(
    { length: dimensions },
    () => deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );
}

function normalised(vector: Embedding): Embedding {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

const words = (
  "index query vector search filter shard replica cluster memory cache latency throughput recall precision ranking token chunk passage " +
  "document answer question citation prompt model server client socket timeout retry backoff batch pipeline command reply error key " +
  "hash field schema category tag score distance metric cosine product graph layer neighbour candidate edge entry level insertion " +
  "deletion update snapshot journal backup restore disk page buffer thread worker process signal queue stream event message channel " +
  "proxy gateway region tenant quota limit budget cost price plan account password certificate permission role policy rule audit log " +
  "trace span counter gauge histogram alert dashboard incident release version migration upgrade rollback test fixture benchmark seed " +
  "sample median average variance cluster centre dimension matrix kernel network weight gradient loss epoch corpus language stemmer " +
  "stop phrase sentence paragraph heading table list image file folder path link anchor header footer cookie session request response " +
  "status route handler middleware parser lexer grammar compiler module package registry dependency lock bundle artifact container"
).split(" ");
/** Most words of a language are rare: without these, every text would hold some word of every question. */
const rareWords = words.flatMap((word, index) =>
  Array.from({ length: 25 }, (_, step) => word + words[(index + step * 7 + 1) % words.length]!),
);
const joints = ["the", "of", "and", "to", "in", "is", "with", "for", "that", "when", "by", "on", "each", "a", "from", "must", "can"];

const pick = <T>(list: T[], random: Random): T => list[Math.floor(random() * list.length)]!;

function sentence(topic: string[], random: Random): string {
  const length = 8 + Math.floor(random() * 10);
  const text = Array.from({ length }, (_, index) => (index % 2 === 0 ? pick(topic, random) : pick(joints, random))).join(" ");
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

const newTopic = (random: Random) => Array.from({ length: 40 }, (_, index) => pick(index < 12 ? words : rareWords, random));

/** A Markdown text of as many sections as it will have chunks, each about 130 tokens long. */
export function generatedMarkdown(sections: number, random: Random): string {
  const topic = newTopic(random);
  const paragraph = () => Array.from({ length: 3 }, () => sentence(topic, random)).join(" ");
  const section = () => `## ${pick(topic, random)} ${pick(topic, random)} ${pick(topic, random)}\n\n${paragraph()}\n\n${paragraph()}\n`;
  return `# About ${pick(topic, random)} and ${pick(topic, random)}\n\n${Array.from({ length: sections }, section).join("\n")}`;
}

export function generatedQuestion(random: Random): string {
  return `What does ${sentence(newTopic(random), random).toLowerCase().slice(0, -1)}?`;
}

export type GeneratedFile = { source: string; text: string };

/** Files of twenty sections, spread evenly over the categories. */
export function* generatedFiles(chunks: number, seed: number): Generator<GeneratedFile> {
  const random = seededRandom(seed);
  const sections = 20;
  for (let file = 0; file < chunks / sections; file++) {
    yield { source: `${categories[file % categories.length]}/${file}.md`, text: generatedMarkdown(sections, random) };
  }
}

/** The chunks of generated files, cut as ingestion cuts them. */
export async function generatedChunks(count: number, seed: number): Promise<FingerprintedChunk[]> {
  const chunks: FingerprintedChunk[] = [];
  for (const { source, text } of generatedFiles(count, seed)) {
    const document = readDocument(source, new TextEncoder().encode(text));
    chunks.push(...(await fingerprint(await chunkDocument(document, limits))));
  }
  return chunks;
}
