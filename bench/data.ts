import type { Embedding } from "../src/document.ts";
import { fingerprint, type FingerprintedChunk } from "../src/ingestion/diff.ts";
import { parseFile } from "../src/ingestion/parse.ts";

/** As many dimensions as the small sentence models have. */
export const dimensions = 384;
export const categories = ["redis", "retrieval", "operations", "clients", "algorithms"];
export const limits = { maxTokens: 320, overlapTokens: 32 };

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

/** Points of a cluster have a cosine of about 0.6 with each other, as passages on one subject have. */
const spread = 0.8;

export type ClusteredVector = { embedding: Embedding; cluster: number };

/** Returns a function that draws unit vectors around random centres: one for stored vectors and queries, so that these are alike. */
export function clusters(count: number, seed: number): () => ClusteredVector {
  const random = seededRandom(seed);
  const centres = Array.from({ length: count }, () => gaussians(random, 1));
  return () => {
    const cluster = Math.floor(random() * count);
    const centre = centres[cluster]!;
    const noise = gaussians(random, spread);
    return { embedding: normalised(noise.map((value, index) => value + centre[index]!)), cluster };
  };
}

/** The same around 100 centres. */
export function clusteredVectors(seed: number): () => Embedding {
  const draw = clusters(100, seed);
  return () => draw().embedding;
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

/**
 * How common words are decides what a full-text search costs. The chance of a word that is no stop word is proportional to
 * 1 / (rank + 27), Zipf's law as Mandelbrot corrected it, which is how common the terms of SciFact's abstracts are.
 */
const vocabulary = 10_000;
const rankOffset = 27;
/** Half of the words belong to the subject of their document, and so occur again in it. */
const subjectShare = 0.5;
const subjectWords = 60;
const stopWords = ["the", "of", "and", "to", "in", "is", "with", "for", "that", "when", "by", "on", "each", "a", "from", "must", "can"];
const syllables = Array.from("bcdfghjklmnprtvwz").flatMap((first) =>
  Array.from("aeiou").flatMap((vowel) => Array.from("klmnprt", (last) => first + vowel + last)),
);

const pick = <T>(list: T[], random: Random): T => list[Math.floor(random() * list.length)]!;

/** Common words have one syllable and rare ones two. */
function newWord(random: Random): string {
  const rank = Math.floor((1 + rankOffset) * ((vocabulary + rankOffset) / (1 + rankOffset)) ** random() - 1 - rankOffset);
  const last = syllables[rank % syllables.length]!;
  return rank < syllables.length ? last : syllables[Math.floor(rank / syllables.length)]! + last;
}

const newSubject = (random: Random) => Array.from({ length: subjectWords }, () => newWord(random));

function contentWord(subject: string[], random: Random): string {
  return random() < subjectShare ? pick(subject, random) : newWord(random);
}

/** Two of five words are stop words. */
function phrase(length: number, subject: string[], random: Random): string {
  return Array.from({ length }, (_, place) =>
    place % 5 === 1 || place % 5 === 4 ? pick(stopWords, random) : contentWord(subject, random),
  ).join(" ");
}

function sentence(subject: string[], random: Random): string {
  const text = phrase(12 + Math.floor(random() * 16), subject, random);
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

/** A Markdown text of as many sections as it will have chunks, each about 200 tokens long. */
export function generatedMarkdown(sections: number, random: Random): string {
  const subject = newSubject(random);
  const paragraph = () => Array.from({ length: 3 }, () => sentence(subject, random)).join(" ");
  const section = () => `## ${phrase(5, subject, random)}\n\n${paragraph()}\n\n${paragraph()}\n`;
  return `# About ${phrase(4, subject, random)}\n\n${Array.from({ length: sections }, section).join("\n")}`;
}

/** Five to ten words. */
export function generatedQuestion(random: Random): string {
  return `What ${phrase(4 + Math.floor(random() * 6), newSubject(random), random)}?`;
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
    const parsed = await parseFile({ source, bytes: new TextEncoder().encode(text) }, { limits, maxTextBytes: Infinity });
    chunks.push(...(await fingerprint(parsed.chunks)));
  }
  return chunks;
}

/** The texts of a few thousand chunks over and over, each under an id of its own, as many as are asked for. */
export async function repeatedChunks(seed: number): Promise<(number: number) => FingerprintedChunk> {
  const originals = await generatedChunks(5000, seed);
  return (number) => {
    const original = originals[number % originals.length]!;
    return { ...original, id: number.toString(16).padStart(32, "0"), source: `${Math.floor(number / 20)}-${original.source}` };
  };
}
