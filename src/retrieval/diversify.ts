import type { Candidate } from "../document.ts";
import { saidTerms } from "../text/filed-under.ts";

/** Terms that follow each other and are compared as one, so that the same words in another order are not the same text. */
const shingleLength = 3;
/**
 * The share of a passage that must be new beside each better one. Where pages recur, most passages are whole copies, and what merely
 * quotes or overlaps shares at most two thirds; a fifth lies between, and is less than any overlap of neighbouring chunks leaves.
 */
const leastNew = 0.2;
/**
 * At how many places of one document the same text is shown, since what stands around it differs, and a citation names one place.
 * Measured where pages recur within a document (finance, of the spans of chunking_evaluation): one place costs 0.066 of span recall,
 * two cost 0.008, three 0.001.
 */
const mostPlaces = 3;

export type Diverse<Ranked> = {
  kept: Ranked[];
  /** The ids of those left out, each with that of the passage which says the same. */
  duplicates: Map<string, string>;
};

type Compared = Pick<Candidate, "id" | "source" | "terms">;

/**
 * The first `k` candidates of which none says nearly what a better one says. A passage is left out when a better one holds most of
 * its shingles (containment, Broder 1997, "On the resemblance and containment of documents"), unless it holds a term of the query
 * that the better one lacks: it may be the one page of many alike that was asked for.
 * @param ranked best first
 * @param queryTerms in the form of `queryTerms`
 */
export function diversify<Ranked extends Compared>(ranked: Ranked[], k: number, queryTerms: string[]): Diverse<Ranked> {
  const kept: Ranked[] = [];
  const shingles: Uint32Array[] = [];
  const duplicates = new Map<string, string>();
  for (const passage of ranked) {
    if (kept.length === k) break;
    const own = shinglesOf(saidTerms(passage.terms, passage.source));
    const alike = kept.filter((better, position) => holdsMost(shingles[position]!, own) && answersAsMuch(better, passage, queryTerms));
    const same = alike.find(({ source }) => source !== passage.source) ?? (alike.length < mostPlaces ? undefined : alike[0]);
    if (same) duplicates.set(passage.id, same.id);
    else {
      kept.push(passage);
      shingles.push(own);
    }
  }
  return { kept, duplicates };
}

const space = 32;

/** Hashes, each once, in ascending order. Among the thousands of one search, two that collide change next to nothing. */
function shinglesOf(terms: string): Uint32Array {
  const hashes: number[] = [];
  let hash = 0;
  for (let index = 0; index <= terms.length; index++) {
    const unit = index < terms.length ? terms.charCodeAt(index) : space;
    if (unit !== space) hash = Math.imul(hash ^ unit, 0x01000193);
    else {
      hashes.push(hash ^ (hash >>> 15));
      hash = 0;
    }
  }
  if (terms === "") return new Uint32Array();
  // A text of fewer terms is one shingle.
  const shingles = new Uint32Array(Math.max(hashes.length - shingleLength + 1, 1));
  for (let start = 0; start < shingles.length; start++) {
    let hash = 0;
    for (let next = 0; next < shingleLength; next++) hash = Math.imul(hash, 0x85ebca6b) + (hashes[start + next] ?? 0);
    shingles[start] = hash;
  }
  shingles.sort();
  let distinct = 0;
  for (let index = 0; index < shingles.length; index++) {
    if (index === 0 || shingles[index] !== shingles[index - 1]) shingles[distinct++] = shingles[index]!;
  }
  return shingles.subarray(0, distinct);
}

/** Whether too little of `shingles` is new beside `better`; a passage without terms cannot be compared, and is none's duplicate. */
function holdsMost(better: Uint32Array, shingles: Uint32Array): boolean {
  const enough = shingles.length * leastNew;
  let fresh = 0;
  let position = 0;
  for (let index = 0; index < shingles.length; index++) {
    const shingle = shingles[index]!;
    while (position < better.length && better[position]! < shingle) position++;
    if (better[position] !== shingle && ++fresh >= enough) return false;
  }
  return fresh < enough;
}

function answersAsMuch(better: Compared, passage: Compared, queryTerms: string[]): boolean {
  const held = new Set(better.terms.split(" "));
  const asked = new Set(passage.terms.split(" "));
  return queryTerms.every((term) => held.has(term) || !asked.has(term));
}
