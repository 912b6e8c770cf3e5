/** What lies between the parts of a frame, within a sentence. */
const subject = "(?:[^.?!]|\\.(?=\\S)){1,80}";
const toMean = "(?:stand for|mean|signify|denote)";
/** Not before "mean" as a noun. */
const verb = "(?<!\\b(?:the|an?|or|and|of|by|with|to|zero|arithmetic|geometric|harmonic) )";

/**
 * Words with which English asks for a meaning, an explanation, a cause or an amount. A text that answers has them less often than one
 * which is about something else: "HNSW, short for …" answers "What does HNSW stand for?".
 */
const frames = [
  // "The name server" is about a server, "the name BM25" about BM25.
  new RegExp(`(?<=\\b[Ww]hat (?:does|do|did) )(?:the )?(?:name|term|word|abbreviation|acronym)(?= \\S*[\\p{Lu}"'“‘\`])`, "gu"),
  new RegExp(`(?<=\\bwhat (?:does|do|did) ${subject} )${verb}${toMean}(?=\\W*(?:$|[.?!]|(?:in|for|here|by|when|if)\\b))`, "giu"),
  /(?<=\bhow )(?:many|much)\b(?![‐-])/giu,
  /\bwhat (?:is|are) (?:meant by|the (?:meaning|definition) of)\b/giu,
  /\bwhat (?:could|would|might|may|can) (?:explain|cause)\b/giu,
  /^\W*(?:(?:can|could|would|will) you )?(?:please )?tell me(?: about)?\b/giu,
  /^\W*(?:(?:can|could|would|will) you )?(?:please )?(?:explain|define|describe)(?: to me)?(?= (?:how|why|what|when|where|who|the|an?)\b)/giu,
];

/** A question without what only frames it. */
export function withoutFrame(question: string): string {
  return frames.reduce((rest, frame) => rest.replace(frame, " "), question);
}
