import { markerPattern } from "../../answering/markup/markers.ts";
import { recallAt } from "./ranking.ts";

/** Share of a quote's words that an answer must hold to contain it; an answer may join a quote's words differently. */
const containedShare = 0.8;

/**
 * The words by which answers are compared: lower case, without punctuation and articles. After `normalize_answer` of the SQuAD
 * evaluation script, Rajpurkar et al. 2016, https://rajpurkar.github.io/SQuAD-explorer/; citation markers are left out too.
 */
export function answerTokens(text: string): string[] {
  return text
    .replaceAll(markerPattern, " ")
    .toLowerCase()
    .replaceAll(/[\p{P}\p{S}]/gu, "")
    .replaceAll(/\b(?:a|an|the)\b/g, " ")
    .split(/\s+/)
    .filter((token) => token !== "");
}

/** 1 when answer and reference are the same words, else 0. `exact_match_score` of SQuAD. */
export function exactMatch(answer: string, reference: string): number {
  return answerTokens(answer).join(" ") === answerTokens(reference).join(" ") ? 1 : 0;
}

/** Harmonic mean of the shares of words that answer and reference have in common, in [0, 1]. `f1_score` of SQuAD. */
export function tokenF1(answer: string, reference: string): number {
  const given = answerTokens(answer);
  const wanted = answerTokens(reference);
  return given.length + wanted.length === 0 ? 1 : (2 * common(given, wanted)) / (given.length + wanted.length);
}

/** 1 when the answer holds at least 0.8 of the words of any of `references`, else 0. Footnote's own, after "recall" of SQuAD's F1. */
export function containsReference(answer: string, references: string[]): number {
  const given = answerTokens(answer);
  return references.some((reference) => {
    const wanted = answerTokens(reference);
    return wanted.length > 0 && common(given, wanted) / wanted.length >= containedShare;
  })
    ? 1
    : 0;
}

/** Words that both hold, each as often as in the one that holds it less often. */
function common(given: string[], wanted: string[]): number {
  const left = new Map<string, number>();
  for (const token of given) left.set(token, (left.get(token) ?? 0) + 1);
  let count = 0;
  for (const token of wanted) {
    const available = left.get(token) ?? 0;
    if (available === 0) continue;
    left.set(token, available - 1);
    count++;
  }
  return count;
}

/**
 * Share of the citations that name a right source, in [0, 1]; undefined without citations. After "citation precision" of Gao et al.
 * 2023, "Enabling Large Language Models to Generate Text with Citations", with the source as judge instead of a model.
 */
export function citationPrecision(cited: string[], right: ReadonlyMap<string, number>): number | undefined {
  return cited.length === 0 ? undefined : cited.filter((source) => right.has(source)).length / cited.length;
}

/** Share of what is needed that is cited, in [0, 1], as in `recallAt`. After "citation recall" there. */
export function citationRecall(cited: string[], needed: string[][]): number {
  return recallAt(cited.length, cited, needed);
}
