/** The types that travel from corpus files to a cited answer, in the order in which they appear. */

/** Where in a document's text a part of it stands. */
export type Span = {
  /** UTF-16 offset of the first code unit, in the whole text (front matter and byte-order mark counted). */
  start: number;
  /** UTF-16 offset after the last code unit: `text.slice(start, end)` is the part. */
  end: number;
};

/** A file of the corpus that has been read, or a record of one. */
export type SourceDocument = {
  /** Path relative to the ingested directory, with `/`, and for a record `#` and its key; the document's identity. */
  source: string;
  title: string;
  /** At least one, NFC-normalised, without duplicates. */
  categories: string[];
  /** Of Markdown and plain text the whole file, nothing removed or normalised; of other formats what was extracted. */
  text: string;
  /** Where the front matter ends; chunks come from the text after it. */
  bodyStart: number;
  /** How the text is structured. */
  format: "markdown" | "text";
  /** Offsets at which the pages begin, the first at 0; undefined where there are no pages. */
  pageStarts?: number[] | undefined;
};

/** What of a document, beside its text, decides how it is cut. */
export type DocumentLayout = Pick<SourceDocument, "title" | "bodyStart" | "format" | "pageStarts">;

export type Chunk = Span & {
  /** 32 hexadecimal digits, see `chunkId`. */
  id: string;
  source: string;
  title: string;
  categories: string[];
  /** Exactly what stands there in the document's text. */
  text: string;
  /** 1-based line of `start`. */
  line: number;
  /** 1-based page that holds it; null where there are no pages. */
  page: number | null;
  /** Tokens of `text` in the o200k_base encoding. */
  tokens: number;
  /** What is embedded: title and heading path, then `text`. */
  embeddingInput: string;
  /** What full-text search matches: the terms of `embeddingInput` and of the path of its document, see `chunkTerms`. */
  terms: string;
};

export type EmbeddedChunk = Chunk & { embedding: Embedding };

/** A vector of `manifest.embedding.dimensions` numbers. */
export type Embedding = Float32Array<ArrayBuffer>;

/** A chunk as a search finds it: as much as ranks it among others, and tells copies from neighbours. */
export type Candidate = Pick<Chunk, "id" | "source" | "terms"> & {
  /** Larger is better; what it means differs from search to search. */
  score: number;
  /** The rest, where the search was asked to bring it along; `readPassages` has it for all others. */
  passage?: StoredPassage;
};

/** A chunk as it is shown, with what a prompt's budget and a search for chunks like it need. */
export type StoredPassage = Omit<Chunk, "embeddingInput">;

/** A chunk found by a search. */
export type Passage = Pick<Chunk, "id" | "source" | "title" | "categories" | "text" | "start" | "end" | "line" | "page"> & {
  /** How well it fits the query, larger is better; in [0, 1] once ranked. Scores of different retrieval modes are not comparable. */
  score: number;
};

/** A literal stretch of a source. */
export type Excerpt = Pick<Chunk, "text" | "start" | "end" | "line" | "page">;

/** A passage as an answerer is given it. */
export type GivenPassage = Passage & {
  /** In the order of the source: the passage itself and the neighbouring chunks that come with it. */
  excerpts: (Excerpt & Pick<Chunk, "id">)[];
};

/** What was said before a question. */
export type Turn = { role: "user" | "assistant"; content: string };

/** Evidence for a statement of the answer. */
export type Citation = Omit<Passage, "text"> & {
  /** The `n` of `[n]` in the answer. */
  marker: number;
  /** The literal text of the source at `start`–`end`. */
  quote: string;
  /** Where in the answer the statement begins that the quote supports, in UTF-16 units. */
  answerStart: number;
  /** Where it ends; the marker follows. */
  answerEnd: number;
  /** Whether the quote's words carry the statement; false where the two cannot be compared, as when their languages differ. */
  verified: boolean;
};

/** Tokens as the model's provider counted them; null when it did not say. */
export type Usage = { inputTokens: number | null; outputTokens: number | null };

export type Cost = {
  amount: number;
  /** ISO 4217. */
  currency: string;
};

/** Why there is no answer: nothing was found; what was found does not carry one; the model said that it does not. */
export const abstentionReasons = ["no-passages", "weak-evidence", "model-declined"] as const;
export type AbstentionReason = (typeof abstentionReasons)[number];

export type Answer = {
  answer: string;
  /** False when nothing in the passages supports an answer. */
  answerable: boolean;
  /** Null when there is an answer. */
  reason: AbstentionReason | null;
  /** How well the passages carry an answer to the question, in [0, 1]; known before the answer is. */
  evidence: number;
  /** One for each marker, in the order of the answer. */
  citations: Citation[];
  /** Markers that were taken out of the answer because their passage does not support the statement, or does not exist. */
  droppedCitations: number;
  /** The question that was searched for and answered, when it is not the one that was asked. */
  rewrittenQuestion: string | null;
  model: string;
  /** Of rewriting the question and of answering; `cost` is null when the model's price is not known or tokens were not counted. */
  usage: Usage & { cost: Cost | null };
  /** Milliseconds by stage; `firstToken` is how long after the request the first piece of the answer came. */
  timings: { rewrite: number; embed: number; search: number; rerank: number; generate: number; firstToken: number; total: number };
  /** Whether it was given before, and so many seconds ago; null when it was made for this question. */
  cached: { age: number } | null;
  /** How the passages came to be those, if that was asked for. */
  explain?: Explanation;
};

/** A place in a ranking, from 1, and the score that it was given for. */
export type Placing = { rank: number; score: number };

/** Why a candidate is not among the passages: one of them says the same; it came after the last that was asked for; the prompt was full. */
export type DropReason = { reason: "duplicate"; of: string } | { reason: "beyond-k" } | { reason: "over-budget" };

/** What became of a chunk that a search considered; null where it was not ranked. */
export type ExplainedCandidate = Pick<Chunk, "id" | "source" | "start" | "end"> & {
  vector: Placing | null;
  /** `score` is the refined one, `engineScore` that of BM25; null for who may not know how often words occur among all chunks. */
  text: (Placing & { engineRank: number; engineScore: number | null }) | null;
  fusion: Placing | null;
  rerank: Placing | null;
  /** Among the passages. */
  rank: number | null;
  dropped: DropReason | null;
  /** The chunks around it that came with it into the prompt. */
  neighbours: Span[];
};

export type Explanation = {
  /** The passages, best first, then what was dropped, in the order in which it was found. */
  candidates: ExplainedCandidate[];
  /** Null when there is none; `failure` says why its order was not used. */
  reranker: { model: string; failure: string | null } | null;
};

export type CategoryCount = { name: string; documents: number; chunks: number };
