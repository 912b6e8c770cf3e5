import { leastEvidence } from "../answering/calibration.ts";
import type { Answering, AskRequest } from "../gather.ts";
import { sha256 } from "../hash.ts";
import type { Manifest } from "../manifest/manifest.ts";

/** Changes with the form of what is kept, or with how an answer comes from what it is made of. */
const version = 1;

/** What the answer to a question depends on beside the question and the index. */
export type Asked = Pick<AskRequest, "visible" | "categories" | "k" | "mode">;
export type Answerer = Pick<Answering, "model" | "reranker" | "promptTokens" | "calibrations">;

/** Answers are given again only within the same scope. @returns hexadecimal digits */
export async function scopeOf(
  { model, reranker, promptTokens, calibrations }: Answerer,
  manifest: Manifest,
  { visible, categories, k, mode }: Asked,
): Promise<string> {
  const passage = { id: "", source: "", title: "", categories: [], text: "", start: 0, end: 0, line: 1, page: null, score: 1 };
  const facts = [
    version,
    visible === "all" ? visible : sorted(visible),
    categories ? sorted(categories) : null,
    k,
    mode,
    model.name,
    // Without a question, what is sent are the prompts themselves.
    model.promptOf?.({ question: "", passages: [{ ...passage, excerpts: [passage] }], nonce: "" }) ?? null,
    promptTokens,
    reranker?.model ?? null,
    leastEvidence(calibrations, manifest.embedding, mode),
    manifest,
  ];
  return (await sha256(JSON.stringify(facts))).slice(0, 32);
}

const sorted = (names: readonly string[]) => [...new Set(names)].toSorted();
