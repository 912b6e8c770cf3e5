/** At most so many characters lie between the parts of a frame. */
const subject = "[^.?!]{1,80}";
const toMean = "(?:stand for|mean|signify|denote)";

/**
 * Words with which English asks for a meaning, an explanation or a cause. A text that answers has them less often than one which is
 * about something else: "HNSW, short for …" answers "What does HNSW stand for?". Search engines call them stop structure (Callan and
 * Croft 1993, "An Evaluation of Query Processing Strategies Using the TIPSTER Collection").
 */
const frames = [
  `(?<=\\bwhat (?:does|do|did) )(?:the )?(?:name|term|word|abbreviation|acronym)(?= ${subject} ${toMean}\\b)`,
  `(?<=\\bwhat (?:does|do|did) ${subject} )${toMean}(?=\\W*(?:$|[.?!]|(?:in|for|here|by|when|if)\\b))`,
  "\\bwhat (?:is|are) (?:meant by|the (?:meaning|definition) of)\\b",
  "\\bwhat (?:could|would|might|may|can) (?:explain|cause)\\b",
  "^\\W*(?:(?:can|could|would|will) you )?(?:please )?tell me(?: about)?\\b",
  "^\\W*(?:(?:can|could|would|will) you )?(?:please )?(?:explain|define|describe)(?: to me)?(?= (?:how|why|what|when|where|who|the|an?)\\b)",
].map((frame) => new RegExp(frame, "giu"));

/** A question without what only frames it. */
export function withoutFrame(question: string): string {
  return frames.reduce((rest, frame) => rest.replace(frame, " "), question);
}
